using System.Globalization;
using Alliance.Deals.Drafting;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Talks;

/// <summary>A party says something about a draft, or proposes other words for a passage.</summary>
public sealed class SayPoint(AppDb db, TalkMails mails, TimeProvider time)
{
    // Enough for every talk, and not enough to fill a disk through a link.
    private const int MostOpen = 200;

    /// <param name="door">How the person came.</param>
    /// <param name="about">A field or part (<see cref="DraftPoint.About"/>).</param>
    /// <param name="text">What is said.</param>
    /// <param name="proposed">Other words, another number or date for the field; null for a remark.</param>
    /// <param name="culture">How <paramref name="proposed"/> is written, where it is a number.</param>
    /// <param name="submission">Made with the form; the same one twice makes one point.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The point. Refused with <c>draft-not-found</c>, <c>not-allowed</c> (for who speaks for no party), <c>talks-are-over</c>,
    /// or <c>check-fields</c>: <c>say-something</c>, <c>nothing-changed</c>, and what <see cref="DraftFields.Write"/> says.
    /// </returns>
    public async Task<Outcome<DraftPoint>> SayAsync(
        Door door,
        string about,
        string text,
        string? proposed,
        CultureInfo culture,
        string submission,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow();
        if (await DraftAccess.OpenAsync(db, door, now.UtcDateTime, cancel) is not { } access)
            return new Refusal("draft-not-found");
        if (SpeakerOf(access) is not { } speaker)
            return new Refusal("not-allowed");
        var draft = access.Draft;
        if (await SaidAsync(draft.Id, submission, cancel) is { } same)
            return same;
        if (draft.Stage is not (DraftStage.Draft or DraftStage.Negotiation or DraftStage.Signing))
            return new Refusal("talks-are-over");

        (text, proposed) = (text.ReplaceLineEndings("\n").Trim(), proposed?.ReplaceLineEndings("\n").Trim());
        var problems = new List<FieldProblem>();
        var before = about.Length == 0 ? null : DraftFields.Read(draft.Content, about, CultureInfo.InvariantCulture);
        if (about.Length > 0 && before is null)
            problems.Add(new FieldProblem("about", new Refusal("no-such-field")));
        if (text.Length > DraftPoint.TextLength)
            problems.Add(new FieldProblem("text", new Refusal("text-too-long")));
        if (proposed is null && text.Length == 0)
            problems.Add(new FieldProblem("text", new Refusal("say-something")));
        if (proposed is not null && (before is null || !DraftFields.IsOpenToProposals(about)))
            problems.Add(new FieldProblem("about", new Refusal("no-such-field")));
        else if (proposed is not null)
        {
            var (otherwise, wrong) = DraftFields.Write(draft.Content, about, proposed, culture);
            if (wrong is not null)
                problems.Add(new FieldProblem("proposed", new Refusal(wrong)));
            else
            {
                // Kept as everybody's draft is: readers see it in their own way of writing.
                proposed = DraftFields.Read(otherwise, about, CultureInfo.InvariantCulture);
                if (proposed == before)
                    problems.Add(new FieldProblem("proposed", new Refusal("nothing-changed")));
            }
        }
        if (problems.Count > 0)
            return new Refusal("check-fields") { Fields = problems };
        if (
            await db.DraftPoints.CountAsync(p => p.DraftId == draft.Id && p.State == PointState.Open, cancel)
            >= MostOpen
        )
            return new Refusal("too-many-points", $"{MostOpen}");

        var point = new DraftPoint
        {
            Draft = draft,
            Submission = submission,
            About = about,
            Text = text,
            Before = proposed is null ? null : before,
            Proposed = proposed,
            ByParty = speaker,
            At = now.UtcDateTime,
        };
        db.DraftPoints.Add(point);
        await mails.PointRaisedAsync(draft, point, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
            return point;
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            // The same form, sent twice at once.
            db.ChangeTracker.Clear();
            if (await SaidAsync(draft.Id, submission, cancel) is { } other)
                return other;
            throw;
        }
    }

    private Task<DraftPoint?> SaidAsync(long draft, string submission, CancellationToken cancel) =>
        db.DraftPoints.SingleOrDefaultAsync(p => p.DraftId == draft && p.Submission == submission, cancel);

    /// <summary>
    /// The party for which this person speaks: the one of the link, an own organisation, or the city for who may edit.
    /// </summary>
    public static string? SpeakerOf(DraftAccess access)
    {
        if (access.ByLink is { } party)
            return party.Key;
        var city = access.Draft.Content.Parties.First(p => p.Role == PartyRole.City).Key;
        if (DraftRights.MayEdit(access.Actor, access.Draft.CityId))
            return city;
        return access.ActsFor.FirstOrDefault(k => k != city);
    }
}
