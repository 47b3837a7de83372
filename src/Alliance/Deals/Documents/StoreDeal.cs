using Alliance.Platform.Data;

namespace Alliance.Deals.Documents;

/// <summary>Rows that documents name, by identifier.</summary>
public sealed class References
{
    public Dictionary<string, long> Cities { get; init; } = [];
    public Dictionary<string, (long Id, int Order)> Areas { get; init; } = [];

    /// <summary>Only those that are being stored.</summary>
    public Dictionary<string, long> Deals { get; } = [];
    public Dictionary<string, long> Organisations { get; init; } = [];
}

/// <summary>Takes a document over into the deal it describes, keeping the rows of parties and promises that stay.</summary>
public static class StoreDeal
{
    public static Deal Apply(this DealDocument document, Deal? stored, References references, DateTime now)
    {
        var deal =
            stored
            ?? new Deal
            {
                Identifier = document.Id,
                Slug = document.Slug,
                Title = document.Title,
                Summary = document.Summary,
                Instrument = document.Instrument,
                Relation = document.Relation,
                Standing = document.Standing,
                Delivery = document.Delivery,
                LegalNature = document.LegalNature,
                OpenToJoin = document.OpenToJoin,
            };
        // A translation stands as long as the words that it translates.
        deal.EnglishSummary =
            document.EnglishSummary ?? ($"{deal.Summary}" == $"{document.Summary}" ? deal.EnglishSummary : null);
        deal.Slug = document.Slug;
        deal.Collection = document.Collection;
        deal.CityId = references.Cities[document.City];
        deal.Project = document.Project;
        (deal.Title, deal.OriginalName, deal.Summary) = (document.Title, document.OriginalName, document.Summary);
        (deal.Instrument, deal.Relation) = (document.Instrument, document.Relation);
        (deal.Standing, deal.Delivery) = (document.Standing, document.Delivery);
        (deal.Agreed, deal.Start, deal.End) = (document.Agreed, document.Start, document.End);
        (deal.LegalNature, deal.OpenToJoin) = (document.LegalNature, document.OpenToJoin);
        (deal.Prototype, deal.Origin) = (document.Prototype ?? false, document.Origin);
        (deal.PartyCountStated, deal.Articles) = (document.PartyCountStated, document.Articles ?? []);
        (deal.Reporting, deal.Notes) = (document.Reporting, document.Notes);
        (deal.AsSource, deal.Sources) = (document.AsSource, document.Sources ?? []);
        (deal.Evaluation, deal.Renews, deal.Basis) = (document.Evaluation, document.Renews, document.Basis);
        (deal.State, deal.Ended) = (document.State, document.Ended);
        deal.ChangedAt = now;

        var areas = (document.Areas ?? []).Select(a => references.Areas[a].Id).ToHashSet();
        deal.Areas.RemoveAll(a => !areas.Contains(a.PolicyAreaId));
        deal.Areas.AddRange(
            areas.Except(deal.Areas.Select(a => a.PolicyAreaId)).Select(id => new DealArea { PolicyAreaId = id })
        );
        Parties(deal, document, references);
        Commitments(deal, document);
        Indicators(deal, document);
        deal.Derive();
        return deal;
    }

    private static void Parties(Deal deal, DealDocument document, References references)
    {
        deal.Parties.RemoveAll(p => document.Parties.TrueForAll(d => d.Key != p.Key));
        foreach (var (order, d) in document.Parties.Index())
        {
            var party = deal.Parties.Find(p => p.Key == d.Key);
            if (party is null)
                deal.Parties.Add(party = new Party { Key = d.Key, Role = d.Role });
            party.Order = order;
            party.Role = d.Role;
            party.OrganisationId = d.Organisation is null ? null : references.Organisations[d.Organisation];
            (party.Group, party.Collective, party.AsSource) = (d.Group, d.Collective, d.AsSource);
        }
    }

    private static void Commitments(Deal deal, DealDocument document)
    {
        var documents = document.Commitments ?? [];
        deal.Commitments.RemoveAll(c => documents.TrueForAll(d => d.Key != c.Key));
        foreach (var (order, d) in documents.Index())
        {
            var commitment = deal.Commitments.Find(c => c.Key == d.Key);
            if (commitment is null)
                deal.Commitments.Add(
                    commitment = new Commitment
                    {
                        Key = d.Key,
                        By = d.By,
                        Action = d.Action,
                    }
                );
            commitment.Order = order;
            (commitment.By, commitment.With, commitment.Action) = (d.By, d.With ?? [], d.Action);
            (commitment.Quantity, commitment.Quantified) = (d.Quantity, d.Quantity is not null);
            (commitment.Direction, commitment.Baseline, commitment.Target) = (d.Direction, d.Baseline, d.Target);
            (commitment.AsSource, commitment.Sources) = (d.AsSource, d.Sources ?? []);
            commitment.Additionality = d.Additionality;
        }
    }

    private static void Indicators(Deal deal, DealDocument document)
    {
        var documents = document.Indicators ?? [];
        deal.Indicators.RemoveAll(i => documents.TrueForAll(d => d.Key != i.Key));
        foreach (var (order, d) in documents.Index())
        {
            var indicator = deal.Indicators.Find(i => i.Key == d.Key);
            if (indicator is null)
                deal.Indicators.Add(indicator = new ReportedFigure { Key = d.Key, Name = d.Name });
            (indicator.Order, indicator.Commitment) = (order, d.Commitment);
            (indicator.Name, indicator.Quantity, indicator.Word) = (d.Name, d.Quantity, d.Word);
            (indicator.Date, indicator.Note) = (d.Date, d.Note);
            (indicator.AsSource, indicator.Sources) = (d.AsSource, d.Sources ?? []);
        }
    }
}
