using Alliance.Deals.Documents;
using Alliance.Deals.Drafting;
using Alliance.Deals.Joining;
using Alliance.Deals.Talks;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Signing;

/// <summary>Who decides at one step.</summary>
public sealed record WantedStep(long Approver, long? Deputy);

/// <summary>Fixes a draft's text and asks the city's approvers to release it for signature.</summary>
public sealed class AskForRelease(AppDb db, ChangeDraft change, TalkMails mails, TimeProvider time)
{
    private const int MostSteps = 10;

    /// <returns>
    /// The fixed text. Refused with <c>draft-not-found</c>, <c>not-allowed</c>, <c>draft-is-fixed</c>, <c>not-complete</c>,
    /// <c>points-open</c>, <c>gap-left</c> (a ready sentence whose number is missing), <c>no-approver</c>, and
    /// <c>somebody-was-faster</c>.
    /// </returns>
    /// <param name="door">How the person came.</param>
    /// <param name="steps">At least one; all of them approvers of the city.</param>
    /// <param name="publicFrom">The first day on which it may be public; null for as soon as all have signed.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Outcome<Release>> AskAsync(
        Door door,
        IReadOnlyList<WantedStep> steps,
        DateOnly? publicFrom,
        CancellationToken cancel = default
    )
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (await DraftAccess.OpenAsync(db, door, now, cancel) is not { } access)
            return new Refusal("draft-not-found");
        var draft = access.Draft;
        if (!access.MayManage)
            return new Refusal("not-allowed");
        if (!draft.IsOpen)
            return new Refusal("draft-is-fixed");
        if (await ProblemAsync(draft, steps, cancel) is { } problem)
            return problem;

        var before = await BeforeAsync(draft, cancel);
        if (
            before is not null
            && await KeepJoiners.WithAsync(db, draft, before, cancel) is var kept
            && kept != draft.Content
        )
            change.Set(draft, kept, door.Actor.AccountId, now);
        var content = await FixAsync(draft, before, cancel);
        var release = new Release
        {
            Draft = draft,
            Number = await NextNumberAsync(db, draft.DealId, draft.Id, cancel),
            Content = content,
            Hash = VersionDocument.HashOf(content),
            At = now,
            Steps =
            [
                .. steps.Select(
                    (s, i) =>
                        new ReleaseStep
                        {
                            Order = i,
                            ApproverAccountId = s.Approver,
                            DeputyAccountId = s.Deputy,
                            AskedAt = i == 0 ? now : null,
                        }
                ),
            ],
        };
        draft.PublicFrom = publicFrom;
        draft.MoveTo(DraftStage.Release, now);
        db.Releases.Add(release);
        await mails.AskForReleaseAsync(draft, release, release.Steps[0], "asked", cancel);
        if (await db.SaveInTurnAsync(cancel) is { } late)
            return late;
        return release;
    }

    private async Task<Refusal?> ProblemAsync(Draft draft, IReadOnlyList<WantedStep> steps, CancellationToken cancel)
    {
        if (DraftRules.Missing(draft) is { Count: > 0 } missing)
            return new Refusal("not-complete") { Fields = missing };
        if (
            draft.Content.Promises.Where(p => p.Action.Contains(Composing.Gap, StringComparison.Ordinal)) is var gaps
            && gaps.Where(p => FixedText.QuantityOf(p) is null).ToList() is { Count: > 0 } left
        )
            return new Refusal("not-complete")
            {
                Fields = [.. left.Select(p => new FieldProblem($"promise.{p.Key}.value", new Refusal("gap-left")))],
            };
        if (await db.DraftPoints.AnyAsync(p => p.DraftId == draft.Id && p.State == PointState.Open, cancel))
            return new Refusal("points-open");
        var asked = steps.SelectMany(s => new[] { s.Approver, s.Deputy ?? s.Approver }).Distinct().ToList();
        var known = await db
            .Memberships.Where(m =>
                m.CityId == draft.CityId && m.Role == MembershipRole.Approver && asked.Contains(m.AccountId)
            )
            .Select(m => m.AccountId)
            .CountAsync(cancel);
        return steps.Count is 0 or > MostSteps || known != asked.Count ? new Refusal("no-approver") : null;
    }

    /// <summary>What the last version says, for a draft that amends one, with what was translated of it since.</summary>
    private async Task<DealDocument?> BeforeAsync(Draft draft, CancellationToken cancel) =>
        draft.DealId is { } deal
            ? (await OpenDeal.LastAsync(db, deal, cancel)) with
            {
                EnglishSummary = await db
                    .Deals.Where(d => d.Id == deal)
                    .Select(d => d.EnglishSummary)
                    .SingleAsync(cancel),
            }
            : null;

    /// <summary>
    /// The number of a deal's next version. Numbers go on behind texts that were taken back: nobody shall mean two texts by
    /// one number.
    /// </summary>
    internal static async Task<int> NextNumberAsync(AppDb db, long? deal, long? draft, CancellationToken cancel)
    {
        var versions = deal is null
            ? 0
            : await db.DealVersions.Where(v => v.DealId == deal).MaxAsync(v => (int?)v.Number, cancel) ?? 0;
        var releases =
            await db
                .Releases.Where(r => r.DraftId == draft || (deal != null && r.Draft!.DealId == deal))
                .MaxAsync(r => (int?)r.Number, cancel)
            ?? 0;
        return Math.Max(versions, releases) + 1;
    }

    private async Task<string> FixAsync(Draft draft, DealDocument? before, CancellationToken cancel)
    {
        var city = await db.Cities.SingleAsync(c => c.Id == draft.CityId, cancel);
        // Once chosen, a deal keeps its identifier through all its texts.
        var id = before?.Id ?? draft.Identifier;
        if (id is null)
            draft.Identifier = id = await ReservedIdentifier.TakeAsync(
                db,
                "deal",
                $"{city.Identifier} {draft.Content.Title}",
                // It becomes the address as well, which deals from elsewhere have made of other words.
                db.Deals.Select(d => d.Identifier).Union(db.Deals.Select(d => d.Slug)),
                cancel
            );
        var organisations = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var party in draft.Content.Parties.Where(p => p.Group is null))
            organisations[party.Key] =
                party.Organisation
                ?? await ReservedIdentifier.TakeAsync(
                    db,
                    "organisation",
                    party.Name,
                    db.Organisations.Select(o => o.Identifier),
                    cancel
                );
        var document = new FixedText(draft.Content, before).Document(
            id,
            city.Identifier,
            draft.Origin,
            draft.Renews,
            organisations
        );
        return VersionDocument.ContentOf(document);
    }
}
