using Alliance.Deals;
using Alliance.Knowledge.Told;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Outbox;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge;

/// <summary>Where something was read, as it was typed.</summary>
/// <param name="Published">A partial date, or empty.</param>
public sealed record StatedSource(string Url, string Publisher, string Published);

/// <summary>A practice as it was typed.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Turn">The state that was read (<see cref="Practice.Turn"/>).</param>
/// <param name="City">The city's number; null for the network. It stays what it was when the practice was made.</param>
/// <param name="Language">In which its words are typed; another than its own is a translation, and changes nothing else.</param>
/// <param name="Kind">A code of <see cref="PracticeKind"/>.</param>
/// <param name="Areas">Identifiers, with blanks between; as <paramref name="Deals"/>.</param>
/// <param name="Challenges">As <see cref="ChallengeName"/> writes them, with blanks between.</param>
/// <param name="Sources">Those without anything typed are left out.</param>
/// <param name="Origin">What it is made of, for a new one (<see cref="Practice.Origin"/>).</param>
/// <param name="Details">What it tells beside; null leaves that as it is.</param>
public sealed record StatedPractice(
    long? Id,
    int Turn,
    long? City,
    Language Language,
    string Kind,
    string Title,
    string Text,
    string Areas,
    string Deals,
    string Challenges,
    IReadOnlyList<StatedSource> Sources,
    string? Origin = null,
    StatedDetails? Details = null
);

/// <summary>Begins a practice as a draft, or changes what stands there.</summary>
public sealed class KeepPractice(AppDb db, FindChallenges findChallenges, TimeProvider time)
{
    /// <returns>
    /// The practice. Refused with <c>not-allowed</c>, <c>practice-not-found</c>, <c>somebody-was-faster</c>, <c>practices-are-many</c>; or with
    /// <c>check-fields</c>: at <c>title</c> <c>title-missing</c>, <c>text-too-long</c>; at <c>text</c> <c>text-missing</c>, <c>text-too-long</c>, <c>english-summary-missing</c>
    /// where everybody reads it and others could choose by it; at
    /// <c>kind</c>, <c>areas</c>, <c>deals</c>, <c>challenges</c> <c>unknown-choice</c>; at <c>deals</c>, <c>challenges</c> also <c>too-many-named</c>; at
    /// <c>source-1-url</c> <c>bad-address</c>, at <c>source-1-publisher</c> <c>text-too-long</c>, at <c>source-1-published</c> <c>not-a-date</c>; and as <see cref="JudgeDetails"/> says of the details.
    /// </returns>
    public async Task<Outcome<Practice>> RunAsync(
        Actor actor,
        StatedPractice stated,
        CancellationToken cancel = default
    )
    {
        var known = stated.Id is { } id
            ? await db.Practices.Include(p => p.Links).SingleOrDefaultAsync(p => p.Id == id, cancel)
            : null;
        if (stated.Id is not null && (known is null || !KnowledgeRights.MayRead(actor, known.CityId)))
            return new Refusal("practice-not-found");
        var may = known is null ? KnowledgeRights.MayEdit(actor, stated.City) : KnowledgeRights.MayChange(actor, known);
        if (!may)
            return new Refusal("not-allowed");
        if (known is not null && known.Turn != stated.Turn)
            return new Refusal("somebody-was-faster");
        if (known is null && await db.Practices.CountAsync(p => p.CityId == stated.City, cancel) >= Practice.MostOfCity)
            return new Refusal("practices-are-many", $"{Practice.MostOfCity}");

        var wrong = new List<FieldProblem>();
        var (now, before) = (time.GetUtcNow(), known?.Tags().ToList() ?? []);
        var own = known?.Language ?? stated.Language.Code;
        var words = PracticeWords.Judge(stated, own, known, wrong);
        // A translation has words alone.
        var subjects =
            stated.Language.Code == own
                ? await PracticeSubjects.JudgeAsync(db, findChallenges, stated, known, wrong, cancel)
                : null;
        var details = stated.Details is { } typed
            ? await new JudgeDetails(typed, own, stated.Language.Code, wrong).RunAsync(
                db,
                known?.Told ?? PracticeDetails.None,
                subjects?.Deals ?? known!.Deals,
                cancel
            )
            : known?.Details;
        if (known?.Standing == PracticeStanding.Published)
        {
            PracticeRules.Judge(known.Told, details, wrong);
            // What was published before this was asked for may still be corrected.
            if (InEnglish.Has(known.Text) && !InEnglish.Has(words.Text) && !wrong.Exists(w => w.Field == "text"))
                wrong.Add(new FieldProblem("text", new Refusal(InEnglish.Missing)));
        }
        if (wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };

        var practice =
            known
            ?? new Practice
            {
                Kind = subjects!.Kind,
                Title = words.Title!,
                CityId = stated.City,
                Origin = stated.Origin,
                ChangedAt = now.UtcDateTime,
            };
        (practice.Title, practice.Text, practice.ChangedAt) = (words.Title!, words.Text, now.UtcDateTime);
        practice.Details = details;
        subjects?.Into(practice);
        // Whoever was only written about speaks now.
        if (subjects is not null && practice.Collection is not null)
        {
            practice.Collection = null;
            practice.CheckedAt = now.InWholeSeconds().UtcDateTime;
            practice.PublishedAt ??= practice.CheckedAt;
        }
        practice.Relink();
        if (known is null)
            db.Practices.Add(practice);
        else
            practice.Turn++;
        if (practice.Standing == PracticeStanding.Published)
            db.Raise("practice-changed", null, [.. before, .. practice.Tags()], now);
        return await StorePractice.RunAsync(db, practice, cancel) is { } raced ? raced : practice;
    }
}
