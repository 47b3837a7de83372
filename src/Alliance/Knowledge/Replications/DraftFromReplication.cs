using Alliance.Deals;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Replications;

/// <summary>
/// Makes the draft of a deal, or of a declaration of intent, out of what was decided: with the own parties, with targets brought to the own city's
/// size, which count as unconfirmed until somebody has set them, and with the origin's words where nobody has found others yet.
/// </summary>
public sealed class DraftFromReplication(AppDb db, ChangeReplication change, StartDraft start, TimeProvider time)
{
    /// <param name="actor">Deal or field manager of the city.</param>
    /// <param name="id">The replication's number.</param>
    /// <param name="turn">The state that was read.</param>
    /// <param name="instrument">A code of <see cref="Instrument"/>: a deal, or a declaration of intent.</param>
    /// <param name="language">In which the draft is written.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The replication with its draft. Refused as <see cref="ChangeReplication"/> does, and with <c>draft-exists</c>, <c>parts-undecided</c>,
    /// <c>partners-missing</c>, <c>unknown-choice</c>, <c>origin-not-found</c>.
    /// </returns>
    public Task<Outcome<Replication>> RunAsync(
        Actor actor,
        long id,
        int turn,
        string instrument,
        Language language,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            id,
            turn,
            ReplicationRights.MayEdit,
            async (replication, now) =>
            {
                if (replication.DraftAt is not null)
                    return new Refusal("draft-exists");
                if (replication.PartnersAt is null)
                    return new Refusal("partners-missing");
                if (replication.PartsAt is null)
                    return new Refusal("parts-undecided");
                if (
                    !Code.TryParse<Instrument>(instrument, out var kind)
                    || kind is not (Instrument.Deal or Instrument.DeclarationOfIntent)
                )
                    return new Refusal("unknown-choice");
                if (await OriginNow.OfAsync(db, replication, cancel) is not { } origin)
                    return new Refusal("origin-not-found");
                await AddAsync(actor, replication, origin, kind, language, cancel);
                replication.DraftAt = now;
                return null;
            },
            cancel
        );

    private async Task AddAsync(
        Actor actor,
        Replication replication,
        OriginNow origin,
        Instrument instrument,
        Language language,
        CancellationToken cancel
    )
    {
        var content = new DraftContent
        {
            Instrument = instrument,
            Language = language.Code,
            Title = replication.Title.In(language).Text,
            Summary = SummaryOf(replication, origin, language),
            Areas = [.. origin.Areas],
            Evaluation = EvaluationDay.InAYear(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)),
        };
        (content, var city) = await start.WithCityAsync(replication.City!, content, language, cancel);
        (content, var partners) = await WithPartnersAsync(content, replication, cancel);
        content = WithPromises(content, replication, origin, city, partners[0].Key, language);
        content = WithArticles(content, replication, origin, language);
        var key = StartDraft.NewKey();
        replication.Draft = key;
        var from = replication switch
        {
            { Elsewhere: { } elsewhere } => new Origin(Url: elsewhere.Page),
            { Kind: OriginKind.Deal } => new Origin(Deal: replication.Origin),
            _ => new Origin(Practice: replication.Origin),
        };
        await start.AddAsync(actor, replication.CityId, key, key, content, partners, from, cancel);
    }

    // A practice that is not told in parts goes into the draft whole, below its own name.
    private static bool IsTakenWhole(Replication replication) =>
        replication.Kind == OriginKind.Practice && replication.Parts.TrueForAll(p => p.Choice == PartChoice.Add);

    private static string SummaryOf(Replication replication, OriginNow origin, Language language) =>
        // Not twice, and not what the form would refuse.
        !IsTakenWhole(replication) && origin.Summary?.In(language).Text is { Length: <= DraftFields.TextLength } summary
            ? summary
            : "";

    private static DraftContent WithArticles(
        DraftContent content,
        Replication replication,
        OriginNow origin,
        Language language
    )
    {
        // Nothing was to be decided about these: they come as they read, names of others included, until somebody writes them anew.
        if (replication.Kind == OriginKind.Deal || IsTakenWhole(replication))
            foreach (var article in origin.Articles)
                content = content.WithArticle(
                    article.Heading?.In(language).Text ?? "",
                    article.Body.In(language).Text,
                    article.Key
                );
        foreach (var part in replication.Parts.Where(p => p.Choice is not PartChoice.Drop))
            // What a deal promises stands among the promises already.
            if (replication.Kind == OriginKind.Practice || part.Choice == PartChoice.Add)
                content = content.WithArticle(
                    part.Title.In(language).Text,
                    (part.Ours ?? part.Text ?? part.Why ?? part.Title).In(language).Text,
                    part.Choice == PartChoice.Add ? null : part.Key
                );
        return content;
    }

    private async Task<(DraftContent, List<DraftParty>)> WithPartnersAsync(
        DraftContent content,
        Replication replication,
        CancellationToken cancel
    )
    {
        var known = await FindPartner.ByNamesAsync(db, replication.Partners, replication.CityId, cancel);
        var parties = new List<DraftParty>();
        foreach (var name in replication.Partners)
        {
            var found = known.GetValueOrDefault(FindPartner.KeyOf(name));
            (content, var key) = content.WithParty(
                found?.Name ?? name,
                found?.Kind ?? OrganisationKind.Sme,
                PartyRole.Signatory,
                found?.Identifier
            );
            parties.Add(new DraftParty { Key = key, OrganisationId = found?.Id });
        }
        return (content, parties);
    }

    private static DraftContent WithPromises(
        DraftContent content,
        Replication replication,
        OriginNow origin,
        string city,
        string partner,
        Language language
    )
    {
        var here = replication.City!.Inhabitants;
        var kept = replication
            .Parts.Where(p => p.Choice is PartChoice.Keep or PartChoice.Adapt)
            .ToDictionary(p => p.Key, StringComparer.Ordinal);
        foreach (var promise in origin.Promises)
        {
            if (!kept.TryGetValue(promise.Key, out var part))
                continue;
            (content, var key) = content.WithPromise(promise.OfCity ? city : partner, null, language);
            var value = PerHead.Scale(promise.Quantity, origin.Inhabitants, here);
            content = content with
            {
                Promises =
                [
                    .. content.Promises.Select(p =>
                        p.Key == key
                            ? p with
                            {
                                Action = (part.Ours ?? promise.Action).In(language).Text,
                                Value = value,
                                Qualifier = promise.Quantity?.Qualifier ?? Qualifier.Exactly,
                                Unit = promise.Quantity?.Unit,
                                Per = promise.Quantity?.Per,
                                Direction = promise.Direction,
                                Unconfirmed = value is not null,
                                From = promise.Key,
                            }
                            : p
                    ),
                ],
            };
        }
        return content;
    }
}
