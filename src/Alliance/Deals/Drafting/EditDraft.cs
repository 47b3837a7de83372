using System.Globalization;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Drafting;

/// <summary>Saves what somebody typed into a draft's fields.</summary>
public sealed class EditDraft(AppDb db, ChangeDraft change)
{
    /// <param name="door">How the person came.</param>
    /// <param name="read">The revision the form was made of.</param>
    /// <param name="typed">The fields of the form by path (<see cref="DraftFields"/>).</param>
    /// <param name="culture">How numbers were shown and typed.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The draft, with what others changed in other fields meanwhile. Refused with <c>check-fields</c>, whose fields say
    /// why; a field that somebody else changed as well has <c>changed-meanwhile</c> with that text, and nothing is stored:
    /// sent again with the draft's present revision, what was typed holds.
    /// </returns>
    public Task<Outcome<Draft>> SaveAsync(
        Door door,
        int read,
        IReadOnlyDictionary<string, string> typed,
        CultureInfo culture,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            door,
            async draft =>
            {
                // A revision that never was: the form was made up. Everything typed counts as changed.
                var before = await RevisionAsync(draft, read, cancel);
                var content = draft.Content;
                var problems = new List<FieldProblem>();
                foreach (var (path, text) in typed)
                {
                    var mine = text.ReplaceLineEndings("\n").Trim();
                    var theirs = DraftFields.Read(draft.Content, path, culture);
                    if (theirs is null)
                    {
                        problems.Add(new FieldProblem(path, new Refusal("field-gone")));
                        continue;
                    }
                    var was = before is null ? null : DraftFields.Read(before, path, culture);
                    if (mine == theirs || mine == was)
                        continue;
                    if (was is not null && theirs != was)
                    {
                        problems.Add(new FieldProblem(path, new Refusal("changed-meanwhile", theirs)));
                        continue;
                    }
                    (content, var wrong) = DraftFields.Write(content, path, mine, culture);
                    if (wrong is not null)
                        problems.Add(new FieldProblem(path, new Refusal(wrong)));
                }
                problems.AddRange(DraftRules.Contradictions(content).Where(p => typed.ContainsKey(p.Field)));
                if (problems.Count > 0)
                    return new Refusal("check-fields") { Fields = problems };
                return content;
            },
            cancel
        );

    /// <summary>
    /// What a form that was refused shows again: what this person typed, and in the fields left alone what stands there by
    /// now, so that the form can be sent with the draft's present revision without undoing anybody's change.
    /// </summary>
    public async Task<Dictionary<string, string>> AgainAsync(
        Draft draft,
        int read,
        Dictionary<string, string> typed,
        CultureInfo culture,
        CancellationToken cancel = default
    )
    {
        var before = await RevisionAsync(draft, read, cancel);
        string Now(string path, string text) =>
            before is not null && DraftFields.Read(before, path, culture) == text.ReplaceLineEndings("\n").Trim()
                ? DraftFields.Read(draft.Content, path, culture) ?? text
                : text;
        return typed.ToDictionary(t => t.Key, t => Now(t.Key, t.Value), StringComparer.Ordinal);
    }

    private async Task<DraftContent?> RevisionAsync(Draft draft, int number, CancellationToken cancel) =>
        number == draft.Revision
            ? draft.Content
            : await db
                .DraftRevisions.Where(r => r.DraftId == draft.Id && r.Number == number)
                .Select(r => r.Content)
                .SingleOrDefaultAsync(cancel);
}
