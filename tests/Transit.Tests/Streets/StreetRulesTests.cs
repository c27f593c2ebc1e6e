namespace ResourceMatch.Transit.Tests.Streets;

public sealed class StreetRulesTests
{
    private const StreetUse Foot = StreetUse.Foot, Pram = StreetUse.Pram, Wheelchair = StreetUse.Wheelchair, Forward = StreetUse.CarForward, Backward = StreetUse.CarBackward;
    private const StreetUse Walking = Foot | Pram | Wheelchair, Car = Forward | Backward;

    [Theory]
    [InlineData("highway=residential", Walking | Car)]
    [InlineData("highway=footway", Walking)]
    [InlineData("highway=construction", StreetUse.None)]
    [InlineData("waterway=river", StreetUse.None)]
    [InlineData("highway=steps", Foot)]
    [InlineData("highway=steps ramp:stroller=yes", Foot | Pram)]
    [InlineData("highway=steps ramp:wheelchair=yes", Walking)]
    [InlineData("highway=steps wheelchair=no ramp:wheelchair=yes", Foot | Pram)]
    [InlineData("highway=path surface=gravel", Foot | Pram)]
    [InlineData("highway=path surface=gravel wheelchair=yes", Walking)]
    [InlineData("highway=residential surface=gravel smoothness=bad", Walking | Car)]
    [InlineData("highway=track smoothness=bad", Foot | Pram)]
    [InlineData("highway=track smoothness=horrible", Foot)]
    [InlineData("highway=track smoothness=horrible stroller=yes", Foot | Pram)]
    [InlineData("highway=footway stroller=no", Foot | Wheelchair)]
    [InlineData("highway=service access=private", StreetUse.None)]
    [InlineData("highway=service access=private foot=yes", Walking)]
    [InlineData("highway=service access=no motorcar=yes", Car)]
    [InlineData("highway=residential access=customers", Walking | Car)]
    [InlineData("highway=primary foot=use_sidepath", Car)]
    [InlineData("highway=trunk motorroad=yes", Car)]
    [InlineData("highway=trunk motorroad=yes foot=yes", Walking | Car)]
    [InlineData("highway=motorway", Forward)]
    [InlineData("highway=motorway oneway=no", Car)]
    [InlineData("highway=motorway foot=yes", Forward)]
    [InlineData("highway=residential oneway=yes", Walking | Forward)]
    [InlineData("highway=residential oneway=-1", Walking | Backward)]
    [InlineData("highway=residential oneway=reversible", Walking | Car)]
    [InlineData("highway=residential junction=roundabout", Walking | Forward)]
    [InlineData("highway=living_street vehicle=no", Walking)]
    [InlineData("highway=service area=yes", Walking)]
    [InlineData("highway=Residential", StreetUse.None)]
    public void Tags_say_who_may_use_a_way(string tags, StreetUse use) =>
        Assert.Equal(use, StreetRules.UseOf(tags.Split(' ').Select(tag => tag.Split('=')).ToDictionary(pair => pair[0], pair => pair[1])));
}
