using System.Globalization;
using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Network;
using Alliance.Platform.Data;

namespace Alliance.Bench.Filling;

/// <summary>What the parties of one deal promise, and what sources report about it.</summary>
internal sealed class PromisesMaker(Draw draw, Wordings wording)
{
    public List<CommitmentDocument> Commitments(List<PartyDocument> parties, int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(i => Commitment(parties, "c" + i.ToString(CultureInfo.InvariantCulture))),
        ];

    public List<IndicatorDocument> Indicators(List<CommitmentDocument> commitments) =>
        [
            .. Enumerable
                .Range(1, draw.Between(1, 3))
                .Select(i =>
                {
                    var what = draw.Of(Phrases.Indicators);
                    return new IndicatorDocument(
                        "i" + i.ToString(CultureInfo.InvariantCulture),
                        commitments.Count > 0 && draw.Percent(50) ? draw.Of(commitments).Key : null,
                        wording.Say(what),
                        Quantity(what.Code),
                        null,
                        draw.Percent(70) ? draw.Date(2019, 2026) : null,
                        null,
                        null,
                        null
                    );
                }),
        ];

    private CommitmentDocument Commitment(List<PartyDocument> parties, string key)
    {
        var action = draw.Of(Phrases.Actions);
        var by = draw.Skewed(parties, 1.3).Key;
        // "mwh+": the unit, and whether it is to grow, shrink or be reached.
        var quantity = action.Code.Length > 0 && draw.Percent(75) ? Quantity(action.Code[..^1]) : null;
        var target = draw.Percent(60) ? new Target(draw.Date(2026, 2045)) : null;
        if (target is not null && draw.Percent(5))
            target = target with { Qualifier = "before" };
        return new CommitmentDocument(
            key,
            by,
            draw.Percent(15) && draw.Of(parties).Key is var other && other != by ? [other] : null,
            draw.Percent(30) ? wording.Say(l => $"{action.Texts[l]} ({wording.Quarter})") : wording.Say(action),
            quantity,
            quantity is null ? null : Of(action.Code[^1]),
            quantity is not null && action.Code[^1] == '-' && draw.Percent(50)
                ? new Baseline(draw.Date(2005, 2023), draw.Percent(60) ? quantity.Value * draw.Between(2, 9) : null)
                : null,
            target,
            quantity is not null && draw.Percent(40)
                ? new SourceWords
                {
                    ["quantity"] = quantity.Value.ToString(CultureInfo.InvariantCulture),
                    ["unit"] = quantity.Unit,
                }
                : null,
            draw.Percent(3) ? [new Source("https://promises.example/" + key)] : null
        );
    }

    private Quantity Quantity(string unit)
    {
        decimal value = unit == "percent" ? draw.Between(1, 20) * 5 : draw.Many(1, 2_000_000, 4_000);
        if (unit != "percent" && draw.Percent(20))
            value += 0.5m;
        return new Quantity(
            value,
            draw.Weighted(
                (Qualifier.Exactly, 70),
                (Qualifier.About, 12),
                (Qualifier.AtLeast, 12),
                (Qualifier.MoreThan, 3),
                (Qualifier.AtMost, 3)
            ),
            unit,
            draw.Percent(10) ? "year" : null
        );
    }

    private static Direction Of(char sign) =>
        sign switch
        {
            '+' => Direction.Increase,
            '-' => Direction.Decrease,
            _ => Direction.Reach,
        };
}
