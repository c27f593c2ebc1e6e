using ResourceMatch.Api.Access;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Storage.Edits;

namespace ResourceMatch.Api.Features.Upkeep;

/// <summary>From who is signed in to what may be written.</summary>
internal static class Editors
{
    public static Editor Of(CurrentUser user) => user.IsStaff
        ? new Editor(EditorKind.Staff, EditScope.Everything, user.Id)
        : new Editor(EditorKind.Agency, EditScope.Of(user.Organizations), user.Id);
}
