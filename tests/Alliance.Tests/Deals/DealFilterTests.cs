using System.Globalization;
using Alliance.Deals;
using Alliance.Platform.Data;
using Alliance.Platform.Search;
using CsCheck;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Alliance.Tests.Deals;

public sealed class DealFilterTests
{
    [Fact]
    public void Every_choice_can_be_printed_and_read_back()
    {
        var values = Gen.OneOf(
            Gen.Select(Gen.OneOf(Gen.Const(DealFacet.City), Gen.Const(DealFacet.Area)), Identifier, (f, v) => (f, v)),
            Coded<Instrument>(DealFacet.Instrument),
            Coded<Delivery>(DealFacet.Delivery),
            Coded<Standing>(DealFacet.Standing),
            Coded<OpenToJoin>(DealFacet.Open),
            Gen.Select(Gen.Int[1000, 9999], y => (DealFacet.Year, y.ToString(CultureInfo.InvariantCulture))),
            Gen.Const((DealFacet.Year, DealFilter.Undated))
        );
        Gen.Select(values.List[0, 8], Gen.String[0, 30], Gen.Enum<DealSort>(), Gen.String[0, 20])
            .Sample(
                (chosen, words, sort, after) =>
                {
                    var filter = new DealFilter().WithSearch(words).WithSort(sort);
                    foreach (var group in chosen.GroupBy(c => c.Item1))
                        filter = filter.With(group.Key, [.. group.Select(c => c.Item2).Distinct()]);
                    if (after.Trim().Length > 0)
                        filter = filter.From(after);
                    // The first reading cleans what was typed; from then on nothing may change.
                    var once = Read(filter.Print());
                    Assert.Equal(once.Print(), Read(once.Print()).Print());
                    Assert.Equal(filter.Chosen, once.Chosen);
                    Assert.Equal(filter.Search, once.Search);
                    Assert.Equal(filter.Sort, once.Sort);
                    Assert.Empty(once.Unknown);
                }
            );
    }

    [Fact]
    public void No_address_is_refused()
    {
        Gen.Select(Gen.Int[0, 7].Select(i => Names[i]), Gen.String)
            .List[0, 10]
            .Sample(pairs =>
            {
                var query = pairs.Select(p => KeyValuePair.Create(p.Item1, new StringValues(p.Item2)));
                var filter = DealFilter.Parse(query);
                Assert.DoesNotContain('\0', filter.Print());
                Assert.True(SearchQuery.Read(filter.Search).Words.Count <= 10);
                _ = DealCursor.Parse(filter.After, filter.Sort);
            });
    }

    [Fact]
    public void What_nobody_knows_is_named_and_left_out()
    {
        var filter = Read("city=espoo&kind=banana&year=20x4&sort=prettiest&open=yes");
        Assert.Equal([(DealFacet.City, "espoo"), (DealFacet.Open, "yes")], filter.Chosen);
        Assert.Equal([("year", "20x4"), ("kind", "banana"), ("sort", "prettiest")], filter.Unknown);

        var known = filter.KnownIn(DealFacet.City, ["umea"]);
        Assert.Equal([(DealFacet.Open, "yes")], known.Chosen);
        Assert.Contains(("city", "espoo"), known.Unknown);
        Assert.Equal([(DealFacet.City, "espoo"), (DealFacet.Open, "yes")], filter.Chosen);
    }

    [Fact]
    public void Any_change_of_the_choice_begins_at_the_first_page()
    {
        var filter = Read("city=espoo&after=2023-09-20_17");
        Assert.Equal("2023-09-20_17", filter.After);
        Assert.Null(filter.With(DealFacet.Year, ["2023"]).After);
        Assert.Null(filter.Without(DealFacet.City, "espoo").After);
        Assert.Null(filter.WithSearch("heat").After);
        Assert.Null(filter.WithSort(DealSort.Oldest).After);
    }

    [Theory]
    [InlineData("2023-09-20_17", DealSort.Newest, true)]
    [InlineData("0001-01-01_3", DealSort.Oldest, true)]
    [InlineData("2026-01-15T12:00:00.0000000Z_3", DealSort.Changed, true)]
    [InlineData("2023-09-20_17", DealSort.Changed, false)]
    [InlineData("2023-02-30_17", DealSort.Newest, false)]
    [InlineData("2023-09-20_-17", DealSort.Newest, false)]
    [InlineData("2023-09-20_99999999999999999999", DealSort.Newest, false)]
    [InlineData("2023-09-20", DealSort.Newest, false)]
    [InlineData("_", DealSort.Newest, false)]
    [InlineData("'; drop table deals", DealSort.Newest, false)]
    public void A_cursor_is_read_or_set_aside(string text, DealSort sort, bool understood)
    {
        var cursor = DealCursor.Parse(text, sort);
        Assert.Equal(understood, cursor is not null);
        if (cursor is not null)
            Assert.Equal(text, cursor.Print(sort));
    }

    private static readonly string[] Names = ["city", "year", "kind", "q", "sort", "after", "open", "x"];

    private static readonly Gen<string> Identifier = Gen.Select(
        Gen.Char.AlphaNumeric,
        Gen.String[Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789-"], 0, 10],
        (first, rest) => (first + rest).ToLowerInvariant().TrimEnd('-')
    );

    private static Gen<(DealFacet, string)> Coded<T>(DealFacet facet)
        where T : struct, Enum => Gen.Enum<T>().Select(v => (facet, Code.Of(v)));

    private static DealFilter Read(string query) => DealFilter.Parse(QueryHelpers.ParseQuery(query));
}
