using ResourceMatch.Domain.Upkeep;

namespace ResourceMatch.Domain.Tests.Upkeep;

public sealed class FieldReadingTests
{
    [Theory]
    [InlineData("service", "name", "  Food\u0000 pantry\u202e ", "Food pantry")]
    [InlineData("service", "description", "First\r\nsecond\t line", "First\nsecond  line")]
    [InlineData("service", "name", "two\nlines", "two lines")]
    [InlineData("service", "description", "<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("service", "name", "e\u0301t\u00e9", "\u00e9t\u00e9")]
    [InlineData("service", "minimum_age", " 07 ", "7")]
    [InlineData("service", "url", "example.org", "https://example.org/")]
    [InlineData("service", "status", "Temporarily Closed", "temporarily closed")]
    [InlineData("cost_option", "amount", "$5.50", "5.5")]
    [InlineData("service", "alert", "   ", null)]
    public void A_text_is_stored_as_it_is_meant(string entity, string field, string typed, string? expected) =>
        Assert.Equal(new FieldReading(expected, FieldFault.None), FieldReading.Of(EditableFields.Find(entity, field)!, typed));

    [Theory]
    [InlineData("service", "name", "", FieldFault.Missing)]
    [InlineData("service", "name", "\u200b\u202e", FieldFault.Missing)]
    [InlineData("service", "url", "javascript:alert(1)", FieldFault.NotALink)]
    [InlineData("service", "email", "a@b", FieldFault.NotAnEmail)]
    [InlineData("phone", "number", "call us", FieldFault.NotAPhone)]
    [InlineData("service", "minimum_age", "-1", FieldFault.NotAnAge)]
    [InlineData("service", "minimum_age", "151", FieldFault.NotAnAge)]
    [InlineData("service", "minimum_age", "seven", FieldFault.NotAnAge)]
    [InlineData("service", "status", "open", FieldFault.NotAChoice)]
    [InlineData("cost_option", "amount", "1.234", FieldFault.NotANumber)]
    [InlineData("location", "latitude", "91", FieldFault.NotCoordinates)]
    [InlineData("location", "latitude", "NaN", FieldFault.NotCoordinates)]
    public void A_text_that_cannot_be_meant_is_named(string entity, string field, string typed, FieldFault expected) =>
        Assert.Equal(expected, FieldReading.Of(EditableFields.Find(entity, field)!, typed).Fault);

    [Fact]
    public void A_text_too_long_is_refused_and_one_as_long_as_allowed_is_not()
    {
        foreach (var field in EditableFields.All.Where(field => field.Length > 0 && field.Kind is FieldKind.Line or FieldKind.Text))
        {
            Assert.Equal(FieldFault.TooLong, FieldReading.Of(field, new string('x', field.Length + 1)).Fault);
            Assert.Equal(FieldFault.None, FieldReading.Of(field, new string('x', field.Length)).Fault);
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_something_that_can_be_stored() => Assert.Equal("\ufffdx", FieldReading.Clean("\ud800x", keepLines: false));

    [Fact]
    public void What_decides_about_a_listing_is_on_no_list()
    {
        string[] never = ["id", "source", "organization_id", "service_id", "location_id", "assured_date", "assurer_email", "changed_at", "last_modified", "location_type", "point", "public_area_id"];
        Assert.DoesNotContain(EditableFields.All, field => never.Contains(field.Field));
        Assert.Null(EditableFields.Find("metadata", "updated_by"));
        Assert.Null(EditableFields.Find(null, null));
        Assert.All(EditableFields.All.Where(field => field.Field is "latitude" or "longitude"), field => Assert.Equal(EditorKind.Staff, field.Least));
        Assert.DoesNotContain(EditableFields.All, field => field.Field == EditableFields.Visibility && field.IsProposable);
    }
}
