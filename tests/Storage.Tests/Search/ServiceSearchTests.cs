using ResourceMatch.Domain;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Search;
using ResourceMatch.Storage.Tests.Imports;
using ResourceMatch.TestKit;

namespace ResourceMatch.Storage.Tests.Search;

/// <summary>Search over a handful of listings, most of them without a need of ours: words, taxonomy titles and descriptions alone.</summary>
public sealed class ServiceSearchTests : IAsyncLifetime, IDisposable
{
    private readonly TestDatabase database = new();
    private readonly SmallDirectory small = new();
    private readonly SettableClock clock = new(SmallDirectory.Now);
    private ServiceSearch search = null!;

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        search = new ServiceSearch(database.Database, clock);
    }

    public Task DisposeAsync() => database.DisposeAsync();

    public void Dispose() => search.Dispose();

    [Fact]
    public async Task A_directory_without_needs_of_ours_is_found_by_names_titles_and_descriptions()
    {
        Add("Saint Ann's", "Bread, vegetables and canned goods on Mondays.");
        Add("Legal clinic", "A lawyer helps when a landlord wants you out.");
        Add("Riverton Vision", "We fit spectacles.", title: "Glasses");
        Add("Animal shelter", "A warm place for dogs tonight.");
        await small.ImportAsync(database);

        Assert.Equal("Saint Ann's", await First("vegetable"));       // another form of the word
        Assert.Equal("Legal clinic", await First("problems with my landlord"));
        Assert.Equal("Riverton Vision", await First("free eye glasses")); // by the title of its term
        Assert.Equal("Riverton Vision", await First("lentes gratis"));    // by another language's words for the same need
        Assert.Equal("Food pantry", await First("we have nothing to eat"));
        Assert.Equal("A quiet house", await First("place to stay tonight"));
        Assert.Equal("A quiet house", await First("shelter"));        // and not the look-alike
        Assert.Equal("Animal shelter", await First("animal shelter")); // unless it is asked for
    }

    [Fact]
    public async Task Accents_apostrophes_and_typing_errors_do_not_matter()
    {
        Add("Clínica Móvil", "Consultas médicas.");
        Add("Children's dentist", null);
        await small.ImportAsync(database);

        Assert.Equal("Clínica Móvil", await First("clinica movil"));
        Assert.Equal("Clínica Móvil", await First("clínca móvil"));
        Assert.Equal("Children's dentist", await First("childrens dentits"));
        Assert.Equal("dentist", (await Find("dentits")).Understood.Words.Single().ReadAs);
        Assert.Null((await Find("dentist")).Understood.Words.Single().ReadAs);
    }

    [Fact]
    public async Task Two_letters_that_changed_places_are_read_even_in_a_short_word()
    {
        Add("Senior lunch", null);
        await small.ImportAsync(database);
        // It shares too few letter triples with the word to be found by them, and the vocabulary's "seguir" is near.
        Assert.Equal("senior", (await Find("senoir")).Understood.Words.Single().ReadAs);
        Assert.Equal("Senior lunch", await First("senoir"));
    }

    [Fact]
    public async Task A_town_of_several_words_is_found_by_all_of_them_where_enough_lie_there()
    {
        foreach (var name in new[] { "Daly City library", "Daly City arts", "Friends of Daly City", "Redwood City library" }) Add(name, null);
        await small.ImportAsync(database);
        Assert.Equal(3, (await Find("Daly City")).Total);
        Assert.Equal(4, (await Find("city")).Total);
    }

    [Fact]
    public async Task Where_nobody_has_the_need_who_says_the_words_for_it_or_for_what_would_do_instead_is_found()
    {
        Add("Harbor desk", "We give rent help when a month is hard.");
        Add("Harbor fund", "Clothes, and energy assistance in winter.", need: "clothing");
        await small.ImportAsync(database);
        var found = await Find("shutoff notice");
        Assert.Equal(["Harbor desk", "Harbor fund"], found.Items.Select(hit => small.Services.Single(service => service.Id == hit.Service).Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_edit_is_found_in_the_same_transaction_and_a_listing_that_ended_never()
    {
        await small.ImportAsync(database);
        Assert.Empty((await Find("zucchini")).Items);
        await using (var connection = await database.Database.Staff.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var edit = new Npgsql.NpgsqlCommand("update directory.service set description = 'Zucchini for all' where id = $1", connection, transaction) { Parameters = { new() { Value = small.Services[0].Id.Value } } })
            {
                await edit.ExecuteNonQueryAsync();
            }

            await SearchDocuments.RewriteAsync(connection, transaction, [small.Services[0].Id], TimeZoneInfo.Utc, default);
            await transaction.CommitAsync();
        }

        Assert.Equal("Food pantry", await First("zucchini"));
        small.Services[0] = new Service { Id = small.Services[0].Id, OrganizationId = small.Services[0].OrganizationId, Name = "Food pantry", Status = ServiceStatus.Defunct, Needs = ["food"] };
        await small.ImportAsync(database, now: SmallDirectory.Now.AddDays(1));
        Assert.Empty((await Find("food pantry")).Items);
    }

    [Fact]
    public async Task Nothing_of_a_confidential_place_enters_a_document()
    {
        small.Services[1] = new Service { Id = small.Services[1].Id, OrganizationId = small.Services[1].OrganizationId, Name = "Domestic violence shelter", Needs = ["domestic-violence"] };
        await small.ImportAsync(database);
        var before = await Documents();
        small.Locations[1] = new Location { Id = small.Locations[1].Id, LocationType = LocationType.Physical, Name = "Canary Lane", Point = new GeoPoint(-80.1, 40.1).ToPoint(), Transportation = "Canary bus" };
        small.Addresses[1] = new Address { Id = small.Addresses[1].Id, LocationId = small.Locations[1].Id, Address1 = "9 Canary Lane", City = "Canaryville", PostalCode = "99999", AddressType = "physical" };
        await small.ImportAsync(database, now: SmallDirectory.Now.AddDays(1));

        Assert.Equal(before, await Documents());
        Assert.DoesNotContain("canary", before + await database.ReadAsync<string>("select string_agg(word, ' ') from directory.search_word"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("riverton", before, StringComparison.Ordinal); // the town of the public place

        Task<string> Documents() => database.ReadAsync<string>("select string_agg(d::text, e'\\n' order by service_id) from directory.search_document d");
    }

    [Fact]
    public async Task Staff_teach_a_word_and_take_it_back()
    {
        await small.ImportAsync(database);
        Assert.Empty((await Find("the zigzag quux")).Understood.Needs);
        Assert.True(await NeedWords.AddAsync(database.Database, "food", "en", "zigzag quux", "ann", default));
        Assert.False(await NeedWords.AddAsync(database.Database, "food", "en", "zigzag quux", "ann", default));
        Assert.False(await NeedWords.AddAsync(database.Database, "food", "en", "Zigzag-Quúx", "ann", default)); // the same once it is folded
        Assert.False(await NeedWords.AddAsync(database.Database, "food", "en", "groceries", "ann", default)); // the vocabulary has it
        Assert.Equal("Food pantry", await First("the zigzag quux"));
        var word = Assert.Single(await NeedWords.ListAsync(database.Database, default));
        Assert.Equal(("food", "en", "zigzag quux", "ann"), (word.Need, word.Language, word.Phrase, word.By));
        Assert.True(await NeedWords.RemoveAsync(database.Database, word.Id, default));
        Assert.False(await NeedWords.RemoveAsync(database.Database, word.Id, default));
        Assert.Empty((await Find("the zigzag quux")).Understood.Needs);
        await Assert.ThrowsAsync<ArgumentException>(() => NeedWords.AddAsync(database.Database, "nothing", "en", "zigzag quux", "ann", default));
        await Assert.ThrowsAsync<ArgumentException>(() => NeedWords.AddAsync(database.Database, "food", "fr", "zigzag quux", "ann", default));
        await Assert.ThrowsAsync<ArgumentException>(() => NeedWords.AddAsync(database.Database, "food", "en", "!", "ann", default));
        await Assert.ThrowsAsync<ArgumentException>(() => NeedWords.AddAsync(database.Database, "food", "en", "zig\0zag", "ann", default));
    }

    [Fact]
    public async Task When_nothing_fits_the_nearest_that_exists_is_told_and_why()
    {
        await small.ImportAsync(database);
        var elsewhere = await Find("food", new SearchFilters { Area = "nowhere" });
        Assert.Equal((0, 0), (elsewhere.Total, elsewhere.Items.Count));
        Assert.Equal(["area"], elsewhere.Loosened);
        Assert.Equal(small.Services[0].Id, elsewhere.Nearest[0].Service);

        var saturday = await Find("pantry on Saturday");
        Assert.Equal(["days"], saturday.Loosened);
        Assert.Equal(DayOfWeek.Saturday, Assert.Single(saturday.Understood.Days));

        var nonsense = await Find("qqqqzzzz wvwvwv");
        Assert.Equal(["words"], nonsense.Loosened);
        Assert.NotEmpty(nonsense.Nearest);
    }

    [Fact]
    public async Task Filters_and_counts_agree_with_the_rows()
    {
        await small.ImportAsync(database);
        var all = await Find(null, page: new SearchPage { WithCounts = true });
        Assert.Equal(2, all.Total);
        Assert.Equal(1, all.Counts!.Needs["food"]);
        Assert.Equal(1, all.Counts.Days[DayOfWeek.Monday]);
        Assert.Equal(1, (await Find(null, new SearchFilters { Days = [DayOfWeek.Monday] })).Total);
        Assert.Equal(1, (await Find(null, new SearchFilters { Needs = ["food", "no-such"] })).Total);
        // Monday, 2 November 2026, 10:00 in New York: open; 13:00: not.
        Assert.Equal(1, (await Find(null, new SearchFilters { OpenAt = new DateTimeOffset(2026, 11, 2, 15, 0, 0, TimeSpan.Zero) })).Total);
        Assert.Equal(0, (await Find(null, new SearchFilters { OpenAt = new DateTimeOffset(2026, 11, 2, 18, 0, 0, TimeSpan.Zero) })).Total);
        Assert.Equal(1, (await Find(null, new SearchFilters { OrganizationId = small.Organizations[0].Id.Value })).Total);
        Assert.Equal(1, (await Find(null, new SearchFilters { TaxonomyTermId = small.Terms[0].Id.Value })).Total);
        Assert.Equal(1, (await Find(null, new SearchFilters { TaxonomyId = small.Taxonomies[0].Id.Value })).Total);
        Assert.Equal(0, (await Find(null, new SearchFilters { ModifiedAfter = SmallDirectory.Now.AddDays(1) })).Total);
        Assert.Equal(1, (await Find(null, new SearchFilters { Only = [small.Services[1].Id] })).Total);
    }

    [Fact]
    public async Task Minutes_narrow_down_and_put_in_order()
    {
        Add("Pantry two", null, need: "food");
        Add("Pantry by phone", null, need: "food");
        await small.ImportAsync(database);
        var ids = small.Services.Where(service => service.Needs.Contains("food")).Select(service => service.Id).ToList();
        var minutes = new Dictionary<Id<Service>, int?> { [ids[0]] = 40, [ids[1]] = 10, [ids[2]] = null };

        var sorted = await Find("food", new SearchFilters { Minutes = minutes }, new SearchPage { ByMinutes = true });
        Assert.Equal([10, 40, null], sorted.Items.Where(hit => minutes.ContainsKey(hit.Service)).Select(hit => hit.Minutes));
        var near = await Find("food", new SearchFilters { Minutes = minutes, WithinMinutes = 15 });
        Assert.Equal([ids[1], ids[2]], near.Items.Select(hit => hit.Service).OrderBy(id => ids.IndexOf(id))); // what needs no trip passes
    }

    [Fact]
    public async Task Places_and_organizations_come_in_the_order_of_their_services()
    {
        await small.ImportAsync(database);
        var places = await Find("food", page: new SearchPage { Unit = SearchUnit.ServiceAtLocation });
        Assert.Equal(small.Places[0].Id.Value, places.Items[0].Id);
        var organizations = await Find("food", page: new SearchPage { Unit = SearchUnit.Organization });
        Assert.Equal(small.Organizations[0].Id.Value, organizations.Items[0].Id);
        Assert.Equal(organizations.Total, organizations.Items.Count);
    }

    [Fact]
    public async Task Pages_fit_together_and_a_rank_can_be_added_up_again()
    {
        for (var count = 0; count < 30; count++) Add($"Pantry {count}", "Food", need: "food");
        await small.ImportAsync(database);
        var whole = await Find("food", page: new SearchPage(0, 100));
        List<SearchHit> paged = [];
        for (var offset = 0; offset < whole.Total; offset += 7) paged.AddRange((await Find("food", page: new SearchPage(offset, 7))).Items);
        Assert.Equal(whole.Items.Select(hit => hit.Id), paged.Select(hit => hit.Id));
        Assert.Equal(whole.Items.Select(hit => hit.Rank.Total).OrderDescending(), whole.Items.Select(hit => hit.Rank.Total));
        Assert.All(whole.Items, hit => Assert.All(hit.Rank.Parts, part => Assert.InRange(part.Value, 0, 1)));
    }

    [Fact]
    public async Task A_stale_listing_and_one_that_is_closed_stand_below_the_same_help_confirmed()
    {
        var dates = new (string Name, DateOnly? Assured, ServiceStatus Status)[]
        {
            ("Stale pantry", new(2024, 1, 1), ServiceStatus.Active), ("Closed pantry", new(2026, 11, 1), ServiceStatus.TemporarilyClosed), ("Fresh pantry", new(2026, 11, 1), ServiceStatus.Active),
        };
        foreach (var (name, assured, status) in dates)
        {
            small.Services.Add(new Service { Id = SmallDirectory.Of<Service>(name), OrganizationId = small.Organizations[0].Id, Name = name, Needs = ["food"], AssuredDate = assured, Status = status });
        }

        await small.ImportAsync(database);
        var order = (await Find("pantry")).Items.Select(hit => small.Services.Single(service => service.Id == hit.Service).Name).ToList();
        Assert.True(order.IndexOf("Fresh pantry") < order.IndexOf("Stale pantry"));
        Assert.True(order.IndexOf("Stale pantry") < order.IndexOf("Closed pantry"));
    }

    [Fact]
    public async Task What_is_typed_is_completed_by_needs_and_names()
    {
        await small.ImportAsync(database);
        var suggestions = await search.SuggestAsync("foo", "en", 8, default);
        Assert.Contains(suggestions, suggestion => suggestion.Need == "food");
        Assert.Contains(suggestions, suggestion => suggestion is { Text: "Food pantry", Services: 1 });
        Assert.Contains(await search.SuggestAsync("comi", "es", 8, default), suggestion => suggestion is { Text: "Comida", Need: "food" });
        Assert.Empty(await search.SuggestAsync("f", "en", 8, default));
        Assert.DoesNotContain(await search.SuggestAsync("%%%", "en", 8, default), suggestion => suggestion.Need is null);
    }

    private void Add(string name, string? description, string? need = null, string? title = null)
    {
        var service = new Service { Id = SmallDirectory.Of<Service>(name), OrganizationId = small.Organizations[0].Id, Name = name, Description = description, Needs = need is null ? [] : [need], AssuredDate = new DateOnly(2026, 10, 1) };
        small.Services.Add(service);
        if (title is null) return;
        var term = new TaxonomyTerm { Id = SmallDirectory.Of<TaxonomyTerm>(title), TaxonomyId = small.Taxonomies[0].Id, Name = title };
        small.Terms.Add(term);
        small.Attributes.Add(new EntityAttribute { Id = SmallDirectory.Of<EntityAttribute>(name), LinkId = service.Id.Value, LinkEntity = "service", TaxonomyTermId = term.Id });
    }

    private Task<SearchAnswer> Find(string? words, SearchFilters? filters = null, SearchPage? page = null) => search.FindAsync(words, filters, page, null, default);

    private async Task<string> First(string words)
    {
        var answer = await Find(words);
        Assert.True(answer.Items.Count > 0, $"\"{words}\" has no answer");
        return small.Services.Single(service => service.Id == answer.Items[0].Service).Name;
    }
}
