using Alliance.Engagement.Offers;
using CsCheck;

namespace Alliance.Tests.Engagement;

/// <summary>The rule by which an offer and a need match, whatever is asked of it.</summary>
public sealed class MatchTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);

    private static readonly Gen<DateOnly> Days = Gen.Int[-60, 60].Select(Today.AddDays);

    // Few of each, so that many match.
    private static readonly Gen<Matched> Any =
        from id in Gen.Long[1, 9]
        from kind in Gen.Enum<OfferKind>()
        from subject in Gen.Int[0, 1].Select(i => (OfferSubject)i)
        from city in Gen.Long[1, 2]
        from organisation in Gen.Int[0, 2].Select(i => i == 0 ? (long?)null : i)
        from area in Gen.Int[0, 2]
            .Select(i =>
                i switch
                {
                    0 => null,
                    1 => "energy",
                    _ => "climate",
                }
            )
        from begins in Gen.Int[0, 2].Select(i => i == 0)
        from first in Days
        from last in Days
        from known in Gen.Int[0, 3].Select(i => i > 0)
        from latitude in Gen.Double[-90, 90]
        from longitude in Gen.Double[-180, 180]
        select new Matched(
            id,
            kind,
            subject,
            city,
            organisation,
            area,
            begins ? first : null,
            begins && last < first ? first : last,
            known ? (latitude, longitude) : null
        );

    [Fact]
    public void Asked_the_other_way_round_the_answer_is_the_same() =>
        Gen.Select(Any, Any)
            .Sample(
                (one, other) =>
                    Assert.Equal(MatchRule.Between(one, other, Today), MatchRule.Between(other, one, Today)),
                iter: 20_000
            );

    [Fact]
    public void What_matches_is_one_of_each_on_one_subject_at_one_time_and_never_with_itself()
    {
        var met = 0;
        Gen.Select(Any, Any)
            .Sample(
                (one, other) =>
                {
                    if (MatchRule.Between(one, other, Today) is not { } match)
                        return;
                    Interlocked.Increment(ref met);
                    Assert.NotEqual(one.Kind, other.Kind);
                    Assert.Equal(one.Subject, other.Subject);
                    Assert.NotEqual((one.City, one.Organisation), (other.City, other.Organisation));
                    Assert.Equal(one.City == other.City, match.InOneCity);
                    // Nothing that is over, and a time in which both hold.
                    Assert.True(match.Until >= Today && match.Until <= one.Until && match.Until <= other.Until);
                    Assert.True(match.From is null || match.From <= match.Until);
                    Assert.True(one.From is null || match.From >= one.From);
                    Assert.True(other.From is null || match.From >= other.From);
                    // Half way round the Earth is the farthest.
                    Assert.InRange(match.Kilometres ?? 0, 0, 20_016);
                },
                iter: 20_000
            );
        Assert.NotEqual(0, met);
    }

    [Fact]
    public void What_is_left_out_has_a_reason()
    {
        var met = 0;
        Gen.Select(Any, Any)
            .Sample(
                (one, other) =>
                {
                    if (MatchRule.Between(one, other, Today) is not null)
                        return;
                    Interlocked.Increment(ref met);
                    Assert.True(
                        one.Kind == other.Kind
                            || one.Subject != other.Subject
                            || (one.City == other.City && one.Organisation == other.Organisation)
                            || one.Until < Today
                            || other.Until < Today
                            || one.Until < other.From
                            || other.Until < one.From
                    );
                },
                iter: 20_000
            );
        Assert.NotEqual(0, met);
    }

    [Fact]
    public void The_same_area_comes_first_then_the_same_city_then_the_nearer()
    {
        OfferMatch Match(string? area, bool inOneCity, int? kilometres) =>
            new(area, inOneCity, kilometres, null, Today);
        OfferMatch[] wanted =
        [
            Match("energy", true, 0),
            Match("energy", false, 900),
            Match("energy", false, null),
            Match(null, true, 0),
            Match(null, false, 12),
            Match(null, false, 13),
            Match(null, false, null),
        ];
        Assert.Equal(wanted, Enumerable.Reverse(wanted).OrderBy(MatchRule.Rank));
    }

    [Fact]
    public void Distances_are_those_of_the_map()
    {
        Matched At(OfferKind kind, long city, double latitude, double longitude) =>
            new(1, kind, OfferSubject.Materials, city, null, null, null, Today, (latitude, longitude));
        var espoo = At(OfferKind.Offer, 1, 60.2055, 24.6559);
        var umea = At(OfferKind.Need, 2, 63.8258, 20.2630);
        Assert.InRange(MatchRule.Between(espoo, umea, Today)!.Kilometres!.Value, 445, 475);
    }
}
