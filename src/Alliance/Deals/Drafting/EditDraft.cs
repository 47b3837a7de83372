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
                var (content, problems) = MergeTyped.Into(
                    draft.Content,
                    before,
                    typed,
                    (c, path) => DraftFields.Read(c, path, culture),
                    (c, path, text) => DraftFields.Write(c, path, text, culture)
                );
                problems.AddRange(DraftRules.Contradictions(content).Where(p => typed.ContainsKey(p.Field)));
                if (problems.Count > 0)
                    return new Refusal("check-fields") { Fields = problems };
                // A number that was worked out counts as promised once somebody has saved the form that shows it.
                return content with
                {
                    Promises =
                    [
                        .. content.Promises.Select(p =>
                            p.Unconfirmed && typed.ContainsKey($"promise.{p.Key}.value")
                                ? p with
                                {
                                    Unconfirmed = false,
                                }
                                : p
                        ),
                    ],
                };
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
        return MergeTyped.Again(draft.Content, before, typed, (c, path) => DraftFields.Read(c, path, culture));
    }

    private async Task<DraftContent?> RevisionAsync(Draft draft, int number, CancellationToken cancel) =>
        number == draft.Revision
            ? draft.Content
            : await db
                .DraftRevisions.Where(r => r.DraftId == draft.Id && r.Number == number)
                .Select(r => r.Content)
                .SingleOrDefaultAsync(cancel);
}
