using System.Globalization;
using System.Text.Json;
using Alliance.Deals.Documents;
using Alliance.Deals.Existing;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Drafting;

/// <summary>What a draft that begins with a deal is for.</summary>
public enum DraftPurpose
{
    /// <summary>A new version of the deal; the present one holds until everyone has signed the new one.</summary>
    Amend,

    /// <summary>Its successor, when its time is over.</summary>
    Renew,

    /// <summary>A deal with numbers, from a declaration of intent.</summary>
    Grow,
}

/// <summary>Begins a draft with the text, the parties and the contacts of a deal in force.</summary>
public sealed class DraftFromDeal(AppDb db, TimeProvider time)
{
    /// <param name="actor">A deal or field manager of the deal's city.</param>
    /// <param name="identifier">The deal's identifier.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="submission">Made with the form; the same one twice makes one draft.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The draft's key. Refused with <c>deal-not-found</c>, <c>not-allowed</c>, <c>deal-not-in-force</c>,
    /// <c>not-a-declaration</c> (only a declaration of intent grows), <c>draft-exists</c> (another draft changes or renews
    /// this deal already).
    /// </returns>
    public async Task<Outcome<string>> BeginAsync(
        Actor actor,
        string identifier,
        DraftPurpose purpose,
        string submission,
        CancellationToken cancel = default
    )
    {
        var deal = await db.Deals.AsNoTracking().SingleOrDefaultAsync(d => d.Identifier == identifier, cancel);
        if (deal is null)
            return new Refusal("deal-not-found", identifier);
        if (!DealRights.MayEdit(actor, deal.CityId))
            return new Refusal("not-allowed");
        if (await db.Drafts.SingleOrDefaultAsync(d => d.Submission == submission, cancel) is { } same)
            return same.Key;
        if (!MayFollow(deal) || (purpose == DraftPurpose.Amend && deal.State != DealState.InForce))
            return new Refusal("deal-not-in-force");
        if (purpose == DraftPurpose.Grow && deal.Instrument != Instrument.DeclarationOfIntent)
            return new Refusal("not-a-declaration");
        var open = db.Drafts.Where(d => d.Stage != DraftStage.Ended && d.Stage != DraftStage.Concluded);
        if (
            await open.AnyAsync(
                d => purpose == DraftPurpose.Amend ? d.DealId == deal.Id : d.Renews == identifier,
                cancel
            )
        )
            return new Refusal("draft-exists");

        var document = JsonSerializer.Deserialize<DealDocument>(
            await db
                .DealVersions.Where(v => v.DealId == deal.Id)
                .OrderByDescending(v => v.Number)
                .Select(v => v.Content)
                .FirstAsync(cancel),
            JsonColumn.Options
        )!;
        var now = time.GetUtcNow().UtcDateTime;
        var draft = new Draft
        {
            Key = StartDraft.NewKey(),
            CityId = deal.CityId,
            StageSince = now,
            Content = await ContentAsync(document, purpose, DateOnly.FromDateTime(now), cancel),
            Submission = submission,
            CreatedAt = now,
            ChangedAt = now,
            ManagerAccountId = actor.AccountId!.Value,
            DealId = purpose == DraftPurpose.Amend ? deal.Id : null,
            Renews = purpose == DraftPurpose.Amend ? null : identifier,
            Origin = purpose == DraftPurpose.Grow ? new Origin(identifier) : deal.Origin,
        };
        if (purpose == DraftPurpose.Amend)
            await KeepKeysAsync(draft, deal.Id, cancel);
        draft.Parties = await ContactsAsync(deal.Id, document, cancel);
        db.Drafts.Add(draft);
        db.DraftRevisions.Add(
            new DraftRevision
            {
                Draft = draft,
                Number = 1,
                Content = draft.Content,
                At = now,
                AccountId = actor.AccountId,
            }
        );
        if (await db.SaveInTurnAsync(cancel) is { } late)
            return late;
        return draft.Key;
    }

    /// <summary>
    /// Whether another deal may follow on this one: it is in force or completed; or it was signed elsewhere, and its city
    /// stands behind the record.
    /// </summary>
    public static bool MayFollow(Deal deal) =>
        deal.State is DealState.InForce or DealState.Completed || (deal.State is null && Confirming.HasCity(deal));

    // A promise that an earlier change has dropped keeps its key for ever: what is said of it is not about a new one.
    private async Task KeepKeysAsync(Draft draft, long deal, CancellationToken cancel)
    {
        var before = await db.Drafts.Where(d => d.DealId == deal).Select(d => d.Content).ToListAsync(cancel);
        var last = before.Select(c => c.LastKey).Append(draft.Content.LastKey).Max();
        draft.Content = draft.Content with { LastKey = last };
    }

    private async Task<DraftContent> ContentAsync(
        DealDocument deal,
        DraftPurpose purpose,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var known = await PartsOfDeal.OrganisationsAsync(db, deal.Parties, cancel);
        // Joiners of the old deal are asked anew whether they want to be in the next one.
        var parties = deal
            .Parties.Where(p =>
                p.Role == PartyRole.Joiner
                    ? purpose == DraftPurpose.Amend && p.Collective is null
                    : p.Organisation is not null
            )
            .ToList();
        var keys = parties.Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        return new DraftContent
        {
            Instrument = purpose == DraftPurpose.Grow ? Instrument.Deal : deal.Instrument,
            Language = deal.Title.Authentic,
            Title = PartsOfDeal.Text(deal.Title),
            Summary = PartsOfDeal.Text(deal.Summary),
            Areas = deal.Areas ?? [],
            Start = deal.Start,
            End = purpose == DraftPurpose.Amend ? deal.End : null,
            Evaluation = Evaluation(deal, purpose, today),
            LegalNature = deal.LegalNature,
            OpenToJoin = deal.OpenToJoin == OpenToJoin.Yes ? OpenToJoin.Yes : OpenToJoin.No,
            Parties = [.. parties.Select(p => PartsOfDeal.Party(p, known))],
            Promises =
            [
                .. (deal.Commitments ?? []).Where(c => keys.Contains(c.By)).Select(c => PartsOfDeal.Promise(c, keys)),
            ],
            Articles =
            [
                .. (deal.Articles ?? []).Select(
                    (a, i) => new ArticleDraft($"a{i + 1}", PartsOfDeal.Text(a.Heading), PartsOfDeal.Text(a.Body))
                ),
            ],
            Basis = new BasisDraft(
                PartsOfDeal.Text(deal.Basis?.Strategy),
                PartsOfDeal.Text(deal.Basis?.Decision),
                PartsOfDeal.Text(deal.Basis?.Departments),
                PartsOfDeal.Text(deal.Basis?.PublicMoney),
                PartsOfDeal.Text(deal.Basis?.Benefits),
                PartsOfDeal.Text(deal.Basis?.Missing)
            ),
            LastKey = deal
                .Parties.Select(p => p.Key)
                .Concat((deal.Commitments ?? []).Select(c => c.Key))
                .Select(Number)
                .Append(deal.Articles?.Count ?? 0)
                .Max(),
        };
    }

    // A day that is still ahead is kept, and where the end is that day, nothing is put beside it: who changes a deal should
    // find nothing in it that nobody asked for. All others get one, so that nobody has to type.
    private static PartialDate? Evaluation(DealDocument deal, DraftPurpose purpose, DateOnly today) =>
        purpose == DraftPurpose.Amend && (deal.Evaluation ?? deal.End)?.Last >= today
            ? deal.Evaluation
            : EvaluationDay.InAYear(today);

    // Contacts go on from the draft the deal came from, as far as they are still kept.
    private async Task<List<DraftParty>> ContactsAsync(long deal, DealDocument document, CancellationToken cancel)
    {
        var before = await db
            .DraftParties.AsNoTracking()
            .Where(p => p.Draft!.DealId == deal)
            .OrderByDescending(p => p.DraftId)
            .ToListAsync(cancel);
        var identifiers = document.Parties.Select(p => p.Organisation).OfType<string>().ToList();
        var ids = await db
            .Organisations.Where(o => identifiers.Contains(o.Identifier))
            .ToDictionaryAsync(o => o.Identifier, o => o.Id, cancel);
        return
        [
            .. document
                .Parties.Where(p => p.Organisation is not null)
                .Select(p =>
                {
                    var known = before.Find(b => b.Key == p.Key);
                    return new DraftParty
                    {
                        Key = p.Key,
                        OrganisationId = ids[p.Organisation!],
                        ContactName = known?.ContactName,
                        ContactEmail = known?.ContactEmail,
                        ContactLanguage = known?.ContactLanguage,
                    };
                }),
        ];
    }

    private static int Number(string key) =>
        int.TryParse(key.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
