using Alliance.Monitoring;
using Alliance.Monitoring.Indicators;
using Alliance.Monitoring.Totals;
using Alliance.Roadmaps;

namespace Alliance.Tests.Roadmaps;

/// <summary>How a goal's way stands beside what is counted for it.</summary>
public sealed class GoalProgressTests
{
    private static readonly Indicator Trees = Indicator.Shipped.Single(i => i.Identifier == "trees-planted");

    private static Goal Way(params (int Year, decimal Value)[] path) =>
        new("g1", null, null, Trees.Identifier, Trees.Unit, [.. path.Select(p => new PathPoint(p.Year, p.Value))]);

    private static IndicatorTotal Counted(int year, decimal net, TrustLevel trust = TrustLevel.Declared) =>
        new(new SumKey(Trees.Identifier, year, Trees.Unit, null, EmissionScope.NotApplicable), trust, net, net, 1);

    [Fact]
    public void The_way_between_two_years_is_even_and_stays_at_its_end()
    {
        var path = Way((2025, 0), (2030, 100), (2032, 300)).Path;
        Assert.Equal(
            [null, 0m, 20m, 100m, 200m, 300m, 300m],
            ((int[])[2024, 2025, 2026, 2030, 2031, 2032, 2040]).Select(y => GoalProgress.WayAt(path, y))
        );
    }

    [Fact]
    public void What_happens_year_by_year_adds_to_where_it_begins_and_gaps_are_no_nothing()
    {
        var progress = GoalProgress
            .Of(
                Way((2024, 50), (2028, 500)),
                Trees,
                // Before the first year nothing counts; both levels of trust do.
                [
                    Counted(2023, 999),
                    Counted(2025, 30),
                    Counted(2025, 10, TrustLevel.EvidenceAttached),
                    Counted(2027, 60),
                ],
                [],
                2027
            )
            .Single();
        Assert.Equal([50m, 90m, null, 150m, null], progress.Years.Select(y => y.Reached));
        Assert.Equal(150, progress.Reached);
        Assert.Equal((0, 450), (progress.Promised, progress.Missing));
    }

    [Fact]
    public void What_is_missing_is_what_no_promise_would_bring()
    {
        var promised = new PromisedTotal(Trees.Identifier, EmissionScope.NotApplicable, 300, 2, 2025, 2030);
        Assert.Equal(200, GoalProgress.Of(Way((2025, 0), (2030, 500)), Trees, [], [promised], 2026).Single().Missing);
        Assert.Equal(0, GoalProgress.Of(Way((2025, 0), (2030, 250)), Trees, [], [promised], 2026).Single().Missing);
        // Where it is not worked out yet, nobody says there is a gap.
        Assert.Null(GoalProgress.Of(Way((2025, 0), (2030, 500)), Trees, [], null, 2026).Single().Missing);
        // What adds up over the years says nothing of a goal that falls.
        Assert.Empty(GoalProgress.Of(Way((2025, 900), (2030, 500)), Trees, [], [promised], 2026));
        // What is wanted each year, or less of it, adds to no sum either.
        var less = promised with
        {
            Kind = WantedKind.Fall,
        };
        Assert.Equal(500, GoalProgress.Of(Way((2025, 0), (2030, 500)), Trees, [], [less], 2026).Single().Missing);
    }

    [Fact]
    public void A_state_is_told_from_where_the_way_begins_and_keeps_what_nobody_reported_anew()
    {
        var state = Indicator.Shipped.First(i => i.Span == MeasuredSpan.AtEnd);
        var goal = new Goal(
            "g1",
            null,
            null,
            state.Identifier,
            state.Unit,
            [new PathPoint(2025, 100), new PathPoint(2029, 500)]
        );
        var promised = new PromisedTotal(
            state.Identifier,
            EmissionScope.NotApplicable,
            300,
            2,
            2024,
            2029,
            [new ReachedYear(2025, 40, 1), new ReachedYear(2026, 140, 2)],
            WantedKind.Level
        );
        var progress = GoalProgress.Of(goal, state, [], [promised], 2027).Single();
        // 40 of the 300 were there when the way began.
        Assert.Equal([100m, 200m, null, null, null], progress.Years.Select(y => y.Reached));
        Assert.Equal((260, 140), (progress.Promised, progress.Missing));
        var falling = goal with { Path = [new PathPoint(2025, 900), new PathPoint(2029, 500)] };
        var fall = promised with { Kind = WantedKind.Fall, Reached = [new ReachedYear(2026, 100, 1)] };
        var fallen = GoalProgress.Of(falling, state, [], [fall], 2027).Single();
        Assert.Equal(800, fallen.Reached);
        Assert.Equal(100, fallen.Missing);
    }

    [Fact]
    public void Scopes_stand_apart()
    {
        var other = Counted(2026, 5) with
        {
            Of = new SumKey(Trees.Identifier, 2026, Trees.Unit, null, EmissionScope.Scope1),
        };
        Assert.Equal(
            [EmissionScope.NotApplicable, EmissionScope.Scope1],
            GoalProgress
                .Of(Way((2025, 0), (2030, 500)), Trees, [Counted(2026, 7), other], [], 2026)
                .Select(p => p.Scope)
        );
    }
}
