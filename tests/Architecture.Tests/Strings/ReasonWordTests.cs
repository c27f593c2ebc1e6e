using System.Reflection;
using System.Runtime.CompilerServices;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching;

namespace ResourceMatch.Architecture.Tests.Strings;

/// <summary>The engine's reasons are data; each kind must have words in each language, with and without the numbers that may be unknown.</summary>
public sealed class ReasonWordTests
{
    private static readonly Type[] Kinds = [.. typeof(Reason).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Reason)))];

    [Fact]
    public void Every_kind_of_reason_has_words_in_every_language()
    {
        Assert.True(Kinds.Length >= 37, $"only {Kinds.Length} kinds were found");
        foreach (var language in ReaderLanguage.All)
        {
            var words = Words.For(language);
            foreach (var reason in Kinds.SelectMany(kind => new[] { Make(kind, known: true), Make(kind, known: false) }))
            {
                var text = words.Reason(reason);
                Assert.False(string.IsNullOrWhiteSpace(text), reason.Kind);
                Assert.DoesNotContain('{', text);
            }
        }
    }

    [Fact]
    public void Every_kind_that_leaves_a_place_out_has_a_heading()
    {
        // In Reason.cs the exclusions end with PlaceUnknown; what follows never leaves a place out.
        var exclusions = Kinds.TakeWhile(kind => kind != typeof(Reason.CallFirst)).ToList();
        Assert.Equal(nameof(Reason.PlaceUnknown), exclusions[^1].Name);
        Assert.All(ReaderLanguage.All, language => Assert.All(exclusions, kind => Assert.NotEmpty(Words.For(language).Heading(kind.Name))));
    }

    [Theory]
    [InlineData("en", "62 minutes each way, the limit is 45")]
    [InlineData("es", "62 minutos de ida, el límite es 45")]
    [InlineData("ht", "62 minit pou ale, limit la se 45")]
    [InlineData("ar", "62 دقيقة في كل اتجاه، والحد 45")]
    public void Too_far_says_both_numbers(string code, string expected) =>
        Assert.Equal(expected, Of(code).Reason(new Reason.TooFar(62, 45)).Replace('\u00a0', ' '));

    [Fact]
    public void A_list_of_days_reads_like_speech() =>
        Assert.Equal("Open Monday, Wednesday and Friday, but not in the free times", Of("en").Reason(new Reason.ClosedWhenFree([DayOfWeek.Friday, DayOfWeek.Monday, DayOfWeek.Wednesday])));

    [Fact]
    public void Spanish_and_becomes_e_before_an_i() =>
        Assert.Equal("Hablan español e inglés, no árabe", Of("es").Reason(new Reason.LanguageMissing(["es", "en"], ["ar"])));

    private static Words Of(string code) => Words.For(ReaderLanguage.Find(code)!);

    private static Reason Make(Type kind, bool known)
    {
        var constructor = kind.GetConstructors(BindingFlags.Public | BindingFlags.Instance).Single(each => !each.GetParameters().Any(parameter => parameter.ParameterType == kind));
        return (Reason)constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter.ParameterType, known))]);
    }

    private static object? Value(Type type, bool known) => type switch
    {
        _ when type == typeof(int?) => known ? 7 : null,
        _ when type == typeof(DateOnly?) => known ? new DateOnly(2026, 11, 24) : null,
        _ when type == typeof(int) => 62,
        _ when type == typeof(decimal) => 12.5m,
        _ when type == typeof(string) => known ? "Home" : "",
        _ when type == typeof(DateOnly) => new DateOnly(2026, 11, 24),
        _ when type == typeof(IReadOnlyList<string>) => known ? new[] { "es", "veteran" } : [],
        _ when type == typeof(IReadOnlyList<DayOfWeek>) => known ? new[] { DayOfWeek.Monday } : [],
        _ when type == typeof(IReadOnlyList<DocumentKind>) => known ? new[] { DocumentKind.PhotoId } : [],
        _ => RuntimeHelpers.GetUninitializedObject(type),
    };
}
