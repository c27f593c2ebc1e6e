using System.Globalization;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Queries;

namespace ResourceMatch.Importers.Hsds;

/// <summary>Our entities to HSDS 3.1, field by field: the way back of HsdsMapping.cs.</summary>
/// <remarks>Writes what it is given; confidential whereabouts are not in what rm_public loads.</remarks>
public static class HsdsWriting
{
    /// <summary>As lists of services show it: fields of its own, and its organization.</summary>
    public static ServiceDocument Short(Service service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return new ServiceDocument
        {
            Id = service.Id.Value,
            Name = service.Name,
            Status = HsdsWords.Of(service.Status),
            AlternateName = service.AlternateName,
            Description = service.Description,
            Url = service.Url,
            Email = service.Email,
            InterpretationServices = service.InterpretationServices,
            ApplicationProcess = service.ApplicationProcess,
            FeesDescription = service.FeesDescription,
            EligibilityDescription = service.EligibilityDescription,
            MinimumAge = service.MinimumAge,
            MaximumAge = service.MaximumAge,
            AssuredDate = service.AssuredDate,
            AssurerEmail = service.AssurerEmail,
            Alert = service.Alert,
            LastModified = service.LastModified,
            Organization = service.Organization is { } organization ? Write(organization) : null,
        };
    }

    /// <summary>With everything that hangs on it.</summary>
    public static ServiceDocument Full(Service service, ServiceGraphs graphs)
    {
        ArgumentNullException.ThrowIfNull(graphs);
        var document = Short(service);
        return document with
        {
            Organization = document.Organization is { } organization
                ? organization with { Phones = Phones(service.Organization!.Phones, graphs), Attributes = Attributes(organization.Id, graphs) }
                : null,
            Phones = Phones(service.Phones, graphs),
            Schedules = Schedules(service.Schedules),
            ServiceAreas = List(service.ServiceAreas, Write),
            ServiceAtLocations = List(service.ServiceAtLocations, place => Write(place, graphs)),
            Languages = List(service.Languages, Write),
            CostOptions = List(service.CostOptions, Write),
            RequiredDocuments = List(service.RequiredDocuments, needed => new RequiredDocumentDocument(needed.Id.Value, needed.Document, needed.Uri)),
            Capacities = List(service.Capacities, capacity => Write(capacity, graphs)),
            Attributes = Attributes(service.Id.Value, graphs),
        };
    }

    private static OrganizationDocument Write(Organization organization) => new()
    {
        Id = organization.Id.Value,
        Name = organization.Name,
        Description = organization.Description ?? "",
        AlternateName = organization.AlternateName,
        Email = organization.Email,
        Website = organization.Website,
        ParentOrganizationId = organization.ParentOrganizationId?.Value,
    };

    private static ServiceAtLocationDocument Write(ServiceAtLocation place, ServiceGraphs graphs) => new()
    {
        Id = place.Id.Value,
        Description = place.Description,
        Location = place.Location is { } location ? Write(location, graphs) : null,
        Phones = Phones(place.Phones, graphs),
        Schedules = Schedules(place.Schedules),
        ServiceAreas = List([.. graphs.PlaceAreas[place.Id]], Write),
        Attributes = Attributes(place.Id.Value, graphs),
    };

    private static LocationDocument Write(Location location, ServiceGraphs graphs) => new()
    {
        Id = location.Id.Value,
        LocationType = HsdsWords.Of(location.LocationType),
        LocationVisibility = location.Visibility == Domain.Resources.LocationVisibility.Public ? null : HsdsWords.Of(location.Visibility),
        OrganizationId = location.OrganizationId?.Value,
        Name = location.Name,
        AlternateName = location.AlternateName,
        Description = location.Description,
        Transportation = location.Transportation,
        Url = location.Url,
        Latitude = location.Point?.Y,
        Longitude = location.Point?.X,
        Addresses = List(location.Addresses, Write),
        Phones = Phones(location.Phones, graphs),
        Schedules = Schedules(location.Schedules),
        Languages = List(location.Languages, Write),
        Accessibility = List(location.Accessibility, help => new AccessibilityDocument(help.Id.Value, help.Description, help.Details, help.Url)),
        Attributes = Attributes(location.Id.Value, graphs),
    };

    private static AddressDocument Write(Address address) => new()
    {
        Id = address.Id.Value,
        Attention = address.Attention,
        Address1 = address.Address1,
        Address2 = address.Address2,
        City = address.City ?? "",
        Region = address.Region,
        StateProvince = address.StateProvince ?? "",
        PostalCode = address.PostalCode ?? "",
        Country = address.Country ?? "",
        AddressType = address.AddressType,
    };

    private static PhoneDocument Write(Phone phone, ServiceGraphs graphs)
    {
        var isNumber = long.TryParse(phone.Extension, NumberStyles.None, CultureInfo.InvariantCulture, out var extension);
        return new PhoneDocument
        {
            Id = phone.Id.Value,
            Number = isNumber || phone.Extension is null ? phone.Number : $"{phone.Number} {phone.Extension}",
            Extension = isNumber ? extension : null,
            Type = phone.Type,
            Description = phone.Description,
            Languages = List([.. graphs.PhoneLanguages[phone.Id]], Write),
        };
    }

    private static ScheduleDocument Write(Schedule schedule) => new()
    {
        Id = schedule.Id.Value,
        ValidFrom = schedule.ValidFrom,
        ValidTo = schedule.ValidTo,
        Dtstart = schedule.Dtstart,
        Timezone = decimal.TryParse(schedule.Timezone, NumberStyles.Float, CultureInfo.InvariantCulture, out var offset) ? offset : null,
        Until = schedule.Until,
        Count = schedule.Count,
        Wkst = schedule.Wkst,
        Freq = schedule.Freq,
        Interval = schedule.Interval,
        Byday = schedule.Byday,
        Byweekno = schedule.Byweekno,
        Bymonthday = schedule.Bymonthday,
        Byyearday = schedule.Byyearday,
        Description = schedule.Description,
        OpensAt = Time(schedule.OpensAt),
        ClosesAt = Time(schedule.ClosesAt),
        ScheduleLink = schedule.ScheduleLink,
        AttendingType = schedule.AttendingType,
        Notes = schedule.Notes,
    };

    private static LanguageDocument Write(Language language) => new(language.Id.Value, language.Name, language.Code, language.Note);

    private static ServiceAreaDocument Write(ServiceArea area) => new(area.Id.Value, area.Name, area.Description, area.Extent, area.ExtentType, area.Uri);

    private static CostOptionDocument Write(CostOption cost) => new()
    {
        Id = cost.Id.Value,
        ValidFrom = cost.ValidFrom,
        ValidTo = cost.ValidTo,
        Option = cost.Option,
        Currency = cost.Currency,
        Amount = cost.Amount,
        AmountDescription = cost.AmountDescription,
    };

    private static CapacityDocument Write(ServiceCapacity capacity, ServiceGraphs graphs)
    {
        var unit = graphs.Units[capacity.UnitId];
        return new CapacityDocument(
            capacity.Id.Value, new UnitDocument(unit.Id.Value, unit.Name, unit.Scheme, unit.Identifier, unit.Uri), capacity.Available, capacity.Maximum, capacity.Description, capacity.Updated);
    }

    private static List<AttributeDocument>? Attributes(Guid link, ServiceGraphs graphs) => List([.. graphs.Attributes[link]], attribute => new AttributeDocument(
        attribute.Id.Value, attribute.LinkType, attribute.LinkEntity, attribute.Value, attribute.Label, attribute.TaxonomyTerm is { } term ? Write(term, graphs) : null));

    private static TaxonomyTermDocument Write(TaxonomyTerm term, ServiceGraphs graphs) => new(
        term.Id.Value, term.Code, term.Name, term.Description ?? "", term.ParentId?.Value, term.TermUri,
        term.TaxonomyId is { } id && graphs.Taxonomies.TryGetValue(id, out var taxonomy)
            ? new TaxonomyDocument(taxonomy.Id.Value, taxonomy.Name, taxonomy.Description ?? "", taxonomy.Uri, taxonomy.Version)
            : null);

    private static List<PhoneDocument>? Phones(List<Phone> phones, ServiceGraphs graphs) => List(phones, phone => Write(phone, graphs));

    private static List<ScheduleDocument>? Schedules(List<Schedule> schedules) => List(schedules, Write);

    private static List<TDocument>? List<T, TDocument>(List<T> entities, Func<T, TDocument> write) => entities.Count == 0 ? null : [.. entities.Select(write)];

    private static string? Time(TimeOnly? time) => time?.ToString(time.Value.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
}
