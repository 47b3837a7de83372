using Alliance.Knowledge.Reviews;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Told;

/// <summary>Cost and results of a practice in a reader's words.</summary>
internal static class PracticeWording
{
    /// <summary>What is said of its cost, by name.</summary>
    public static IEnumerable<(string Name, string Value)> Cost(PracticeCost cost, Reader reader)
    {
        if (Money(cost, reader) is { } money)
            yield return (reader["practice.show.money"], money);
        if (cost.PersonMonths is { } work)
            yield return (reader["practice.show.person-months"], reader.Number(work));
        if (cost.Months is { } months)
            yield return (reader["practice.show.months"], reader.Number(months));
    }

    /// <summary>In the currency in which it was told, whatever stands beside it.</summary>
    public static string? Money(PracticeCost? cost, Reader reader) =>
        cost is { Money: { } money, Currency: { } currency }
            ? $"{reader.Number(money)} {QuantityText.UnitName(currency, null, reader)}"
            : null;

    /// <summary>Who said last that it holds, and when; or since when nobody did.</summary>
    public static string LookedAt(Practice practice, Reader reader) =>
        reader[
            practice.WasNeverChecked ? "practice.unchanged-since"
            // What was only collected its city has not spoken for: the network looked.
            : practice.CityId is null || practice.Collection is not null ? "practice.looked-at-network"
            : "practice.looked-at",
            reader.Date(DateOnly.FromDateTime(practice.LookedAt))
        ];

    /// <summary>The day of it, where it stands beside others.</summary>
    public static string CheckedOn(Practice practice, Reader reader)
    {
        var day = reader.Date(DateOnly.FromDateTime(practice.LookedAt));
        return practice.WasNeverChecked ? reader["practice.never-checked", day] : day;
    }

    /// <summary>What another city said, when and of which text.</summary>
    /// <param name="review">With its city.</param>
    /// <param name="state">As the practice stands now (<see cref="PracticeReview.StateOf"/>).</param>
    public static string Review(PracticeReview review, string state, Reader reader) =>
        reader[
            "practice.reviewed-by",
            review.City!.Name.In(reader.Language).Text,
            reader.Date(DateOnly.FromDateTime(review.At)),
            reader["practice.clear-" + Code.Of(review.IsClear)],
            reader["practice.true-" + Code.Of(review.IsTrue)]
        ] + (review.Of == state ? "" : " " + reader["practice.review-of-older"]);

    /// <summary>The number of a result with its unit; null where it has none.</summary>
    public static string? Value(PracticeResult result, Reader reader) =>
        result.Value is not { } value ? null
        : result.Unit is { } unit ? $"{reader.Number(value)} {QuantityText.UnitName(unit, null, reader)}"
        : reader.Number(value);
}
