using System.Globalization;
using Alliance.Deals;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using Alliance.Platform.Texts;

namespace Alliance.Engagement.Offers;

/// <summary>What a reader of offers and needs chose; the address carries all of it.</summary>
/// <param name="Search">The words looked for, or empty.</param>
/// <param name="Area">A policy area's identifier.</param>
/// <param name="City">A city's identifier.</param>
/// <param name="On">A day on which it holds.</param>
/// <param name="After">The identifier of the last one on the page before.</param>
public sealed record OfferFilter(
    string Search,
    OfferKind? Kind,
    OfferSubject? Subject,
    string? Area,
    string? City,
    DateOnly? On,
    string? After
)
{
    public const string Path = "offers";

    /// <summary>Reads an address; what it does not understand is as if it were not there.</summary>
    public static OfferFilter Parse(IQueryCollection query)
    {
        string? Of(string name) =>
            query[name].LastOrDefault() is { Length: > 0 } text && DealFacet.IsIdentifier(text) ? text : null;
        return new OfferFilter(
            DealFilter.Clean(query["q"].LastOrDefault()),
            Code.TryParse<OfferKind>(query["kind"].LastOrDefault(), out var kind) ? kind : null,
            Code.TryParse<OfferSubject>(query["subject"].LastOrDefault(), out var subject) ? subject : null,
            Of("area"),
            Of("city"),
            PartialDate.TryParseDay(query["on"].LastOrDefault(), out var day) ? day : null,
            Of("after")
        );
    }

    public bool Empty => this with { After = null } == new OfferFilter("", null, null, null, null, null, null);

    /// <summary>The day as addresses and forms write it.</summary>
    public string? Day => On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The choice as it stands behind the question mark; empty when nothing is chosen.</summary>
    public string Print()
    {
        var parts = new (string Name, string? Value)[]
        {
            ("q", Search.Length == 0 ? null : Uri.EscapeDataString(Search)),
            ("kind", Kind is { } kind ? Code.Of(kind) : null),
            ("subject", Subject is { } subject ? Code.Of(subject) : null),
            ("area", Area),
            ("city", City),
            ("on", Day),
            ("after", After),
        };
        return string.Join('&', parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={p.Value}"));
    }

    public string Address(Reader reader)
    {
        var query = Print();
        return reader.At(query.Length == 0 ? Path : $"{Path}?{query}");
    }

    /// <summary>Those among them that fit, whatever the page. Words find only what everybody may read.</summary>
    /// <remarks>2 queries where words are looked for, else none.</remarks>
    public async Task<IQueryable<Offer>> ChooseAsync(
        AppDb db,
        IQueryable<Offer> shown,
        CancellationToken cancel = default
    )
    {
        if (Search.Length > 0)
        {
            var found = await SearchFinder.FindMeantAsync(db, OfferTerms.Source, SearchQuery.Read(Search), cancel);
            long[] hits = [.. found.All, .. found.Through];
            shown = shown.Where(o => hits.Contains(o.Id));
        }
        if (Kind is { } kind)
            shown = shown.Where(o => o.Kind == kind);
        if (Subject is { } subject)
            shown = shown.Where(o => o.Subject == subject);
        if (Area is { } area)
            shown = shown.Where(o => o.Area == area);
        if (City is { } city)
            shown = shown.Where(o => o.City!.Identifier == city);
        if (On is { } on)
            shown = shown.Where(o => o.Until >= on && (o.From == null || o.From <= on));
        return shown;
    }
}
