using Microsoft.AspNetCore.Mvc;
using ResourceMatch.Api.Features.Upkeep;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Storage.Edits;

namespace ResourceMatch.Api.Pages.Agency;

/// <summary>A page that changes a listing, and how it says what became of a save.</summary>
internal abstract class UpkeepPage : FormPage
{
    /// <summary>Says what became of a save at the fields, and above them.</summary>
    /// <returns>Null when it was done: go on. Else the answer.</returns>
    protected IActionResult? Say(EditOutcome outcome, ListingForm? form)
    {
        switch (outcome)
        {
            case EditOutcome.Done:
                return null;
            case EditOutcome.NotFound:
                return NotFound();
            case EditOutcome.Busy:
                Errors.Add("form", Words["Upkeep.Busy"]);
                break;
            case EditOutcome.Conflict conflict:
                foreach (var each in conflict.Conflicts) Errors.Add(each.Field == "hours" ? "words" : $"v.{each.Entity}.{each.Id:N}.{each.Field}", Words.Say("Upkeep.Conflict", ("field", Words.Field(each.Entity, each.Field))));
                break;
            default:
                break;
        }

        form?.Tell(outcome);
        foreach (var (name, problem) in form?.Problems ?? []) AddFault(name, problem);
        if (outcome is EditOutcome.Refused refused && form is null)
        {
            foreach (var problem in refused.Problems) Errors.Add("words", Words.Fault(problem));
        }

        return Again(outcome is EditOutcome.Conflict ? StatusCodes.Status409Conflict : outcome is EditOutcome.Busy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status422UnprocessableEntity);
    }

    private void AddFault(string name, EditProblem problem)
    {
        Errors.Add(name, $"{Words.Field(problem.Entity, problem.Field)}: {Words.Fault(problem)}");
        ViewData["Fault:" + name] = Words.Fault(problem);
    }

    /// <summary>True where a whole page waits for an answer that must not be kept anywhere.</summary>
    protected void KeepNowhere() => Response.Headers.CacheControl = "no-store";
}
