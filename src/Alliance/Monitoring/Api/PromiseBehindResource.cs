using System.Text.Json.Serialization;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;
using Alliance.Network;
using Alliance.Platform.Web;

namespace Alliance.Monitoring.Api;

/// <summary>A promise behind the totals of an indicator.</summary>
/// <param name="Id">The deal and the promise's key.</param>
/// <param name="City">The identifier of the deal's city.</param>
/// <param name="Deal">The deal's identifier.</param>
/// <param name="Commitment">The promise's key in the deal.</param>
/// <param name="Numbers">What it puts into the totals, the newest year first; empty where it counts nothing on these days.</param>
public sealed record PromiseBehindResource(
    string Id,
    string City,
    string Deal,
    string Commitment,
    IReadOnlyList<NumberBehindAnswer> Numbers
)
{
    /// <summary>The address of its deal's promises in this API.</summary>
    [JsonPropertyOrder(1)]
    public required string Url { get; init; }

    /// <summary>Where it is shown.</summary>
    [JsonPropertyOrder(1)]
    public required PromiseBehindLinks Links { get; init; }

    internal static PromiseBehindResource Of(PromiseBehind promise, HttpRequest request) =>
        new(
            $"{promise.Name}",
            promise.City,
            promise.Name.Deal,
            promise.Name.Commitment,
            [
                .. promise.Numbers.Select(n => new NumberBehindAnswer(
                    n.Of.Year,
                    n.Of.Unit,
                    n.Of.Per,
                    n.Of.Scope,
                    n.Trust,
                    IndicatorTotalsApi.Plain(n.Gross),
                    IndicatorTotalsApi.Plain(n.Net),
                    n.Share is { } share ? IndicatorTotalsApi.Plain(share / (decimal)Claim.Whole) : null,
                    n.Numbers
                )),
            ]
        )
        {
            Url = ApiRoutes.AddressOf(request, $"deals/{promise.Name.Deal}/commitments"),
            Links = new PromiseBehindLinks(
                ApiRoutes.PagesOf(request, $"deals/{promise.Slug}/progress#{promise.Name.Commitment}")
            ),
        };
}

/// <summary>Addresses of a promise.</summary>
/// <param name="Pages">Its place on the page for people, by language.</param>
public sealed record PromiseBehindLinks(IReadOnlyDictionary<string, string> Pages);

/// <summary>What a promise puts into the total of one year.</summary>
/// <param name="Year">The year of the periods.</param>
/// <param name="Unit">The unit of both numbers.</param>
/// <param name="Per">For a rate: per what.</param>
/// <param name="Scope">Of emissions.</param>
/// <param name="Trust">How far the numbers were looked at by others.</param>
/// <param name="Gross">As its party says.</param>
/// <param name="Net">Its share of that.</param>
/// <param name="Share">The part of a shared effect that it counts, 1 being all of it; absent where it shares none.</param>
/// <param name="Numbers">How many of its numbers stand in it.</param>
public sealed record NumberBehindAnswer(
    int Year,
    string Unit,
    string? Per,
    EmissionScope Scope,
    TrustLevel Trust,
    decimal Gross,
    decimal Net,
    decimal? Share,
    int Numbers
);
