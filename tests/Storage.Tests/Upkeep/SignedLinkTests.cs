using ResourceMatch.Storage.Tests.Edits;
using ResourceMatch.Storage.Tests.Imports;
using ResourceMatch.Storage.Upkeep;

namespace ResourceMatch.Storage.Tests.Upkeep;

public sealed class SignedLinkTests : IAsyncLifetime
{
    private readonly EditedDirectory directory = new();

    public async Task InitializeAsync()
    {
        await directory.InitializeAsync();
        await new SmallDirectory().ImportAsync(directory);
    }

    public Task DisposeAsync() => directory.DisposeAsync();

    private SignedLinks Links => new(directory.Database, directory.Clock);

    [Fact]
    public async Task A_token_finds_its_link_however_it_was_copied_from_paper_and_stands_nowhere_in_the_database()
    {
        var (id, token) = (await Links.MakeAsync(LinkPurpose.Correct, EditedDirectory.Pantry, null, null, TimeSpan.FromDays(14), default))!.Value;
        Assert.Equal(26, token.Length);
        foreach (var written in new[] { token, token.ToUpperInvariant(), LinkToken.ForPaper(token), token.Replace('0', 'O').Replace('1', 'l') }) Assert.Equal(id, (await Links.FindAsync(written, default))!.Id);
        Assert.DoesNotContain(token, await directory.EverythingAsync());
    }

    [Fact]
    public async Task Unknown_expired_used_and_revoked_are_one_answer()
    {
        async Task<(Guid Id, string Token)> MakeAsync() => (await Links.MakeAsync(LinkPurpose.Confirm, EditedDirectory.Pantry, null, null, TimeSpan.FromDays(14), default))!.Value;
        var (used, revoked, expired) = (await MakeAsync(), await MakeAsync(), await MakeAsync());
        Assert.True(await Links.UseUpAsync(used.Id, default));
        Assert.False(await Links.UseUpAsync(used.Id, default)); // of two at once one wins
        await Links.RevokeAsync(revoked.Id, default);
        Assert.NotNull(await Links.FindAsync(expired.Token, default));
        directory.Clock.Now = directory.Clock.Now.AddDays(14);
        string?[] nothing = [used.Token, revoked.Token, expired.Token, LinkToken.New(), "", null, "x", new string('z', 26), new string('0', 100), "' or 1=1 --"];
        foreach (var token in nothing) Assert.Null(await Links.FindAsync(token, default));
        Assert.Null(await Links.MakeAsync(LinkPurpose.Confirm, Guid.NewGuid(), null, null, TimeSpan.FromDays(14), default));
    }

    [Fact]
    public void Tokens_are_random_and_each_of_their_bits_counts()
    {
        var tokens = Enumerable.Range(0, 1000).Select(_ => LinkToken.New()).ToList();
        Assert.Equal(1000, tokens.Distinct().Count());
        Assert.Equal(1000, tokens.Select(token => Convert.ToHexString(LinkToken.Hash(token)!)).Distinct().Count());
        for (var letter = 1; letter < 26; letter++) Assert.True(tokens.Select(token => token[letter]).Distinct().Count() == 32, $"letter {letter}");
    }
}
