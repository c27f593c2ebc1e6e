using ResourceMatch.SampleCity.Ground;

namespace ResourceMatch.SampleCity.Listings;

/// <summary>Makes the organizations, places and services: 150, 190 and 240 for each unit of scale.</summary>
internal sealed class ListingPlan
{
    public const int Organizations = 150, Places = 190, Services = 240;

    private const int WardLimited = 16, Stale = 19, WithoutPoint = 8;

    private static readonly Words CallFirst = new("Call first to make an appointment.", "Llame primero para hacer una cita.", "Rele anvan pou pran yon randevou.");
    private static readonly Words Interpreters = new("Interpreters on request.", "Hay intérpretes si los pide.", "Gen entèprèt si ou mande.");

    private readonly Terrain _terrain;
    private readonly HoursShapes _hours;
    private readonly DateOnly _today;
    private readonly Seeded _draw;
    private readonly OrganizationNames _names;
    private readonly List<Place> _places = [];
    private readonly List<Provider> _providers = [];
    private readonly List<Listing> _listings = [];

    /// <param name="services">How many; whole rounds of 240 are drawn and the rest is cut off.</param>
    public ListingPlan(ulong seed, Terrain terrain, DateOnly today, int services)
    {
        var scale = (services + Services - 1) / Services;
        (_terrain, _today, _hours, _draw) = (terrain, today, new HoursShapes(today), new Seeded(seed, "listings"));
        _names = new OrganizationNames(terrain.PlaceNames);
        for (var round = 0; round < scale; round++)
        {
            if (round == 0) AddSchools();
            AddProviders(Offer.ReadAll(), Organizations - (round == 0 ? terrain.Schools.Count : 0));
            TopUp((round + 1) * Services);
            AddBranches((round + 1) * Places);
        }

        LimitToWards(scale * WardLimited);
        Age(scale * Stale);
        TakeStatus(scale);
        HidePoints(scale * WithoutPoint);
        new LaterListings(seed, terrain, today).Change(_listings);
        CutTo(services);
    }

    public IReadOnlyList<Provider> AllProviders => _providers;

    public IReadOnlyList<Place> AllPlaces => _places;

    public IReadOnlyList<Listing> AllListings => _listings;

    private void CutTo(int services)
    {
        if (services == _listings.Count) return;
        _listings.RemoveRange(services, _listings.Count - services);
        var (providers, places) = (_listings.Select(listing => listing.Provider.Number).ToHashSet(), _listings.SelectMany(listing => listing.Outlets).Select(outlet => outlet.Place.Number).ToHashSet());
        _providers.RemoveAll(provider => !providers.Contains(provider.Number));
        _places.RemoveAll(place => !places.Contains(place.Number));
    }

    private void AddSchools()
    {
        foreach (var school in _terrain.Schools)
        {
            var home = AddPlace(school.Name, school.Site, stepFree: true);
            var about = new Words(
                $"{school.Name}, grades {school.Grades}, a public school of the sample city. It is invented.",
                $"{school.Name}, grados {school.Grades}, una escuela pública de la ciudad de muestra. Es inventada.",
                $"{school.Name}, klas {school.Grades}, yon lekòl piblik nan vil egzanp lan. Li envante.");
            var provider = new Provider(_providers.Count, school.Name, "school", about, home);
            _providers.Add(provider);
            foreach (var support in SchoolSupport.For(school))
            {
                var conditions = new Conditions { Grades = school.Grades };
                AddListing(provider, support.Need, support.Name, support.Description, support.Hours, conditions, school);
            }
        }
    }

    /// <summary>Deals the offers of each kind of organization among as many organizations as its share allows.</summary>
    private void AddProviders(IReadOnlyList<Offer> offers, int organizations)
    {
        var wanted = offers.SelectMany(offer => Enumerable.Range(0, offer.Count).Select(i => (offer, i))).ToList();
        var kinds = wanted.GroupBy(each => each.offer.Kind).ToList();
        var (seen, given) = (0, 0);
        foreach (var kind in kinds)
        {
            seen += kind.Count();
            var count = (int)Math.Round(seen * (double)organizations / wanted.Count) - given;
            if (kind.Key == "safe") count = kind.Count();
            given += count;
            var dealt = kind.Select((each, turn) => (each.offer, each.i, turn)).ToLookup(each => each.turn % count);
            for (var turn = 0; turn < count; turn++)
            {
                // Who helps by phone alone has no place to go to.
                var provider = AddProvider(kind.Key, dealt[turn].All(each => IsByPhone(each.offer.Hours[each.i % each.offer.Hours.Count])));
                foreach (var (offer, i, _) in dealt[turn])
                {
                    AddListing(
                        provider, offer.Need, offer.Names[i % offer.Names.Count], offer.Description,
                        offer.Hours[i % offer.Hours.Count], offer.Conditions[i % offer.Conditions.Count], null);
                }
            }
        }
    }

    private static bool IsByPhone(string shape) => shape.StartsWith("phone", StringComparison.Ordinal);

    private Provider AddProvider(string kind, bool byPhone)
    {
        var name = _names.Next(kind, _draw);
        var stepFree = _draw.Below(10) switch { < 6 => true, < 8 => (bool?)null, _ => false };
        var site = byPhone ? null : _terrain.ServiceSite(_draw);
        var provider = new Provider(_providers.Count, name, kind, OrganizationNames.About(kind, name), AddPlace(name, site, stepFree));
        _providers.Add(provider);
        return provider;
    }

    private void AddListing(Provider provider, string need, Words name, Words description, string shape, Conditions conditions, School? school)
    {
        var hours = _hours.Draw(shape, _draw);
        var interpreter = _draw.Percent(30);
        if (shape == "appt") description = description.With(CallFirst);
        else if (interpreter) description = description.With(Interpreters);
        _listings.Add(new Listing
        {
            Number = _listings.Count,
            Provider = provider,
            Needs = [need],
            Name = name,
            Description = description,
            HoursShape = shape,
            Hours = hours,
            Outlets = [new Outlet(PlaceFor(provider, shape), [])],
            Conditions = conditions,
            Languages = DrawLanguages(),
            Interpreter = interpreter,
            School = school,
            Cost = conditions.Fee ?? (_draw.Percent(84) ? 0 : null),
            Assured = _today.AddDays(-_draw.Between(5, 300)),
            Room = conditions.CapacityUnit is null ? null : (_draw.Percent(30) ? 0 : _draw.Between(1, 9), _draw.Between(10, 24)),
        });
    }

    private Place PlaceFor(Provider provider, string shape) =>
        IsByPhone(shape) && provider.Home.Site is not null ? AddPlace($"{provider.Name} by phone", null, null) : provider.Home;

    private List<string> DrawLanguages()
    {
        List<string> languages = ["en"];
        if (_draw.Percent(64)) languages.Add("es");
        if (_draw.Percent(38)) languages.Add("ht");
        if (_draw.Percent(22)) languages.Add("ar");
        if (_draw.Percent(6)) languages.Add("pt");
        return languages;
    }

    private Place AddPlace(string name, Site? site, bool? stepFree)
    {
        var place = new Place(_places.Count, name, site, site is not null, stepFree);
        _places.Add(place);
        return place;
    }

    /// <summary>Second places for services that are given at two: with their own hours, which come before the service's.</summary>
    private void AddBranches(int upTo)
    {
        var able = _listings.Where(listing => listing.Outlets.Count == 1 && listing.School is null && !listing.IsByPhone && !listing.IsConfidential
            && listing.HoursShape is "tt" or "sat" or "mwf" or "late" or "wk6" or "eve" or "as" or "wd2" or "sat13" or "library" or "noon").ToList();
        foreach (var listing in _draw.Shuffled(able))
        {
            if (_places.Count >= upTo) return;
            var site = _terrain.ServiceSite(_draw);
            var place = AddPlace($"{listing.Provider.Name} at {Street(site.Address)}", site, _draw.Percent(70));
            _listings[listing.Number] = listing with
            {
                Outlets = [new Outlet(listing.Outlets[0].Place, listing.Hours), new Outlet(place, _hours.Draw(_draw.Pick(["tt", "sat", "mwf", "eve", "late"]), _draw))],
                Hours = [],
            };
        }

        throw new InvalidOperationException($"Only {_places.Count} of {upTo} places could be made.");
    }

    private static string Street(string address) => address[(address.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    /// <summary>Larger cities: schools do not multiply, so other organizations give one more service.</summary>
    private void TopUp(int upTo)
    {
        var offers = Offer.ReadAll();
        while (_listings.Count < upTo)
        {
            var offer = _draw.Pick(offers);
            if (IsByPhone(offer.Hours[0]) || offer.Kind == "safe") continue;
            var provider = _providers.Last(each => each.Kind == offer.Kind && each.Home.Site is not null);
            AddListing(provider, offer.Need, offer.Names[0], offer.Description, offer.Hours[0], offer.Conditions[0], null);
        }
    }

    private void LimitToWards(int count)
    {
        // Where only two or three give a help, the city keeps them open to everyone.
        var common = _listings.CountBy(listing => listing.Needs[0]).Where(pair => pair.Value >= 4).Select(pair => pair.Key).ToHashSet();
        var able = _listings.Where(listing => common.Contains(listing.Needs[0]) && listing.School is null && !listing.IsConfidential && !listing.ComesToYou && listing.Conditions.MinimumAge is null && listing.Outlets.Any(outlet => outlet.Place.Site is not null));
        foreach (var listing in _draw.Shuffled(able).GroupBy(listing => listing.Needs[0]).SelectMany(group => group.Take((count + 7) / 8)).Take(count).ToList())
        {
            var home = listing.Outlets[0].Place.Site!;
            var ward = _terrain.Wards.FirstOrDefault(each => each.Holds(home.Point)) ?? _terrain.Wards[0];
            _listings[listing.Number] = listing with { Ward = ward };
        }
    }

    /// <summary>Listings that nobody has confirmed for more than a year; every fifth never was.</summary>
    private void Age(int count)
    {
        foreach (var (listing, i) in _draw.Shuffled(_listings).Take(count).Select((listing, i) => (listing, i)).ToList())
            _listings[listing.Number] = listing with { Assured = i % 5 == 4 ? null : _today.AddDays(-_draw.Between(400, 1_100)) };
    }

    private void TakeStatus(int count)
    {
        foreach (var (status, need) in new[] { ("temporarily closed", "clothing"), ("inactive", "meals"), ("defunct", "food"), ("temporarily closed", "doctor") })
        {
            foreach (var listing in _listings.Where(listing => listing.Needs[0] == need && listing.School is null && listing.Ward is null).TakeLast(count).ToList())
                _listings[listing.Number] = listing with { Status = status };
        }
    }

    private void HidePoints(int count)
    {
        var able = _places.Where(place => place.Site is not null && _terrain.Schools.All(school => school.Name != place.Name)
            && !_listings.Any(listing => (listing.IsConfidential || listing.ComesToYou) && listing.Provider.Home == place));
        var hidden = _draw.Shuffled(able).Take(count).Select(place => place.Number).ToHashSet();
        Place Changed(Place place) => hidden.Contains(place.Number) ? place with { PointKnown = false } : place;
        for (var i = 0; i < _places.Count; i++) _places[i] = Changed(_places[i]);
        for (var i = 0; i < _listings.Count; i++)
            _listings[i] = _listings[i] with { Outlets = [.. _listings[i].Outlets.Select(outlet => outlet with { Place = Changed(outlet.Place) })] };
    }
}
