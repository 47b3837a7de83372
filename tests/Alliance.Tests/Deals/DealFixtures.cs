using System.Security.Cryptography;
using System.Text;
using Alliance.Deals;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Deals;

/// <summary>Small made-up deals for tests; nothing in them is anybody's.</summary>
internal static class DealFixtures
{
    public static readonly DateTime Recorded = new(2026, 1, 15, 12, 0, 0, DateTimeKind.Utc);

    public static LocalText Text(string english) => new("en", english);

    public static City City(string identifier) =>
        new()
        {
            Identifier = identifier,
            Name = Text(char.ToUpperInvariant(identifier[0]) + identifier[1..]),
            Country = "FI",
            Role = CityRole.Lead,
        };

    public static PolicyArea Area(string identifier, int order = 1) =>
        new()
        {
            Identifier = identifier,
            Name = Text(identifier),
            Description = Text(identifier),
            Kind = PolicyAreaKind.Area,
            Order = order,
        };

    public static Organisation Organisation(
        string identifier,
        OrganisationKind kind = OrganisationKind.Sme,
        City? city = null
    ) =>
        new()
        {
            Identifier = identifier,
            Name = identifier,
            Kind = kind,
            City = city,
        };

    public static Deal Deal(
        City city,
        string identifier,
        string? agreed = null,
        string? title = null,
        Action<Deal>? change = null
    )
    {
        var deal = new Deal
        {
            Identifier = identifier,
            Slug = identifier,
            City = city,
            Title = Text(title ?? identifier),
            Summary = Text("Somebody promises something."),
            Instrument = Instrument.Deal,
            Relation = Relation.OfficialLgd,
            Standing = Standing.Collected,
            Delivery = Delivery.Running,
            LegalNature = LegalNature.NotStated,
            OpenToJoin = OpenToJoin.NotStated,
            Agreed = agreed is null ? null : PartialDate.Parse(agreed),
            Sources = [new Source("https://example.org/" + identifier)],
            ChangedAt = Recorded,
        };
        change?.Invoke(deal);
        deal.Derive();
        return deal;
    }

    public static Deal Party(
        this Deal deal,
        Organisation? organisation,
        PartyRole role = PartyRole.Signatory,
        PartyGroup? group = null,
        LocalText? collective = null
    )
    {
        var order = deal.Parties.Count + 1;
        deal.Parties.Add(
            new Party
            {
                Key = $"p{order}",
                Order = order,
                Role = role,
                Organisation = organisation,
                Group = group,
                Collective = collective,
            }
        );
        return deal;
    }

    public static Deal Promise(
        this Deal deal,
        string by,
        string action,
        Quantity? quantity = null,
        Target? target = null
    )
    {
        var order = deal.Commitments.Count + 1;
        deal.Commitments.Add(
            new Commitment
            {
                Key = $"c{order}",
                Order = order,
                By = by,
                Action = Text(action),
                Quantity = quantity,
                Quantified = quantity is not null,
                Target = target,
            }
        );
        return deal;
    }

    /// <summary>The next recorded version of the deal as it is now.</summary>
    public static DealVersion Version(this Deal deal, DateTime? at = null, int? number = null) =>
        new()
        {
            Deal = deal,
            Number = number ?? deal.Versions.Count + 1,
            Kind = VersionKind.Recorded,
            RecordedAt = at ?? Recorded,
            Content = "{}",
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(deal.Identifier))),
            CityId = deal.CityId,
            Instrument = deal.Instrument,
            DatedBy = deal.DatedBy,
            Commitments = deal.Commitments.Count,
            Quantified = deal.Commitments.Count(c => c.Quantified),
            Parties =
            [
                .. deal
                    .Parties.Where(p => p.Collective is null)
                    .Select(p => new VersionParty
                    {
                        OrganisationId = p.Organisation?.Id,
                        Role = p.Role,
                        StatedCount = p.Group?.Count,
                    }),
            ],
        };

    /// <summary>Stores deals and, once they have keys, a first version of each and what they are found by.</summary>
    public static async Task StoreAsync(AppDb db, params IReadOnlyList<Deal> deals)
    {
        db.AddRange(deals);
        await db.SaveChangesAsync();
        db.AddRange(deals.Select(d => d.Version()));
        await db.SaveChangesAsync();
        await IndexAsync(db);
        db.ChangeTracker.Clear();
    }

    /// <summary>Indexes everything that is stored, as acts do with what they store.</summary>
    public static async Task IndexAsync(AppDb db)
    {
        foreach (var source in AppDb.Searched)
            await SearchIndex.WriteAsync(db, source, await source.All(db).ToListAsync());
    }

    public static async Task LinkAsync(AppDb db, Deal deal, params PolicyArea[] areas)
    {
        db.AddRange(areas.Select(a => new DealArea { DealId = deal.Id, PolicyAreaId = a.Id }));
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }
}
