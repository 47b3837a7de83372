using Alliance.Deals;
using Alliance.Monitoring.Health;
using CsCheck;

namespace Alliance.Tests.Monitoring.Health;

/// <summary>What holds whatever is known.</summary>
public sealed class HealthPropertyTests
{
    private static readonly Gen<DateOnly> Days = Gen.Int[0, 4000].Select(d => new DateOnly(2022, 1, 1).AddDays(d));

    private static readonly Gen<AskedReport> Reports = Gen.Select(
            Gen.Int[2022, 2031],
            Gen.Int[0, 3].Select(i => new[] { 1, 3, 6, 12 }[i]),
            Gen.Int[0, 11],
            Gen.Int[0, 200],
            Gen.Int[-30, 400].Nullable()
        )
        .Select(
            (year, months, part, time, answered) =>
            {
                var from = new DateOnly(year, 1, 1).AddMonths(part / months * months);
                var to = from.AddMonths(months).AddDays(-1);
                var due = to.AddDays(time);
                return new AskedReport(from, to, due, answered is { } days ? due.AddDays(days) : null);
            }
        );

    private static readonly Gen<PromiseFacts> Facts = Gen.Select(
            Gen.Select(Days, Days.Nullable(), Days.Nullable(), Days.Nullable()),
            Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int[0, 3]),
            Gen.Enum<Delivery>().Nullable(),
            Gen.Double[-0.5, 1.5].Nullable(),
            Reports.Array[0, 5],
            Gen.Select(Gen.Int[0, 2].Select(i => OverrideHealth.Choices[i]), Days)
                .Select((s, d) => new SetHealth(s, d))
                .Null(),
            Gen.Int[0, 2000].Nullable()
        )
        .Select(
            (days, flags, delivery, share, asked, set, over) =>
                new PromiseFacts
                {
                    Today = days.Item1,
                    Begin = days.Item2,
                    Target = days.Item3,
                    MeasuredUntil = days.Item4,
                    ConcludedHere = flags.Item1 || flags.Item2,
                    EachYear = flags.Item3,
                    Obstacles = flags.Item4,
                    Delivery = delivery,
                    // There is no share without a number, and no number without a period.
                    Share = days.Item4 is null ? null : share,
                    Asked = asked,
                    Set = set,
                    Ended = over is { } since ? days.Item1.AddDays(-since) : null,
                }
        );

    [Fact]
    public void Nobody_is_overdue_or_inactive_who_was_never_asked() =>
        Facts.Sample(facts =>
        {
            var health = HealthRules.Of(facts with { Asked = [] });
            Assert.NotEqual(HealthState.ReportOverdue, health.State);
            Assert.NotEqual(HealthState.Inactive, health.State);
        });

    [Fact]
    public void Nobody_is_overdue_or_inactive_whose_deal_has_ended() =>
        Facts.Sample(facts =>
        {
            var health = HealthRules.Of(facts with { Ended = facts.Ended ?? facts.Today });
            Assert.NotEqual(HealthState.ReportOverdue, health.State);
            Assert.NotEqual(HealthState.Inactive, health.State);
        });

    [Fact]
    public void Nobody_is_overdue_on_the_day_it_is_due() =>
        Facts
            .Where(f => f.Asked.Count > 0)
            .Sample(facts =>
                Assert.NotEqual(
                    HealthState.ReportOverdue,
                    HealthRules.Of(facts with { Today = facts.Asked.Min(a => a.Due) }).State
                )
            );

    [Fact]
    public void Silence_is_never_success() =>
        Facts.Sample(facts =>
        {
            var silent = facts with
            {
                Asked = [.. facts.Asked.Select(a => a with { Answered = null })],
                MeasuredUntil = null,
                Share = null,
                Set = null,
            };
            Assert.NotEqual(HealthState.OnTrack, HealthRules.Of(silent).State);
        });

    [Fact]
    public void A_missed_report_is_seen_however_good_the_numbers_before_it() =>
        Facts.Sample(facts =>
        {
            var last = facts.Asked.Select(a => a.To).Append(facts.MeasuredUntil ?? facts.Today).Max();
            var missed = new AskedReport(last.AddDays(1), last.AddYears(1), last.AddYears(1).AddDays(60));
            var later = facts with
            {
                ConcludedHere = true,
                Asked = [.. facts.Asked, missed],
                Ended = null,
                Today = missed.Due.AddDays(1),
                Delivery = Delivery.Running,
                Set = facts.Set is { } set && set.On <= missed.Due ? set : null,
            };
            Assert.True(HealthRules.Of(later).State is HealthState.ReportOverdue or HealthState.Inactive);
        });

    [Fact]
    public void More_progress_makes_nothing_worse() =>
        Gen.Select(Facts.Where(f => f.Share is not null), Gen.Double[0, 2])
            .Sample(
                (facts, more) =>
                    Assert.True(
                        Worth(HealthRules.Of(facts with { Share = facts.Share + more }).State)
                            >= Worth(HealthRules.Of(facts).State)
                    )
            );

    [Fact]
    public void The_order_in_which_it_became_known_makes_no_difference() =>
        Gen.Select(Facts, Gen.Int[0, 1000])
            .Sample(
                (facts, seed) =>
                {
                    var shuffled = facts.Asked.ToArray();
                    new Random(seed).Shuffle(shuffled);
                    Assert.Equal(HealthRules.Of(facts), HealthRules.Of(facts with { Asked = shuffled }));
                }
            );

    [Fact]
    public void What_people_set_ends_with_the_next_report() =>
        Facts
            .Where(f => f.Set is not null)
            .Sample(facts =>
            {
                var answered = new AskedReport(facts.Today, facts.Today, facts.Today, facts.Set!.On.AddDays(1));
                var reported = facts with { Asked = [.. facts.Asked, answered] };
                var health = HealthRules.Of(reported);
                Assert.NotEqual(HealthReason.Overridden, health.Reason);
                Assert.Equal(HealthRules.Of(reported with { Set = null }), health);
            });

    [Fact]
    public void Nobody_has_missed_a_target_whose_last_report_is_still_in_time() =>
        Facts
            .Where(f => f.Target is not null)
            .Sample(facts =>
            {
                var target = facts.Target!.Value;
                var last = new AskedReport(new(target.Year, 1, 1), new(target.Year, 12, 31), facts.Today.AddDays(1));
                var open = facts with
                {
                    Asked = [.. facts.Asked.Where(a => a.To < target || a.Answered is null), last],
                    MeasuredUntil = facts.MeasuredUntil < target ? facts.MeasuredUntil : null,
                    Share = facts.MeasuredUntil < target ? facts.Share : null,
                };
                Assert.NotEqual(HealthReason.TargetPassed, HealthRules.Of(open).Reason);
            });

    [Fact]
    public void Collected_deals_are_not_asked_whatever_is_known() =>
        Facts.Sample(facts =>
            Assert.Equal(HealthState.NotAsked, HealthRules.Of(facts with { ConcludedHere = false }).State)
        );

    [Fact]
    public void Time_alone_makes_nothing_better() =>
        Gen.Select(Facts.Where(f => f.Set is null), Gen.Int[0, 3000])
            .Sample(
                (facts, days) =>
                {
                    var (now, later) = (
                        HealthRules.Of(facts),
                        HealthRules.Of(facts with { Today = facts.Today.AddDays(days) })
                    );
                    if (later.State == HealthState.OnTrack)
                        Assert.Equal(HealthState.OnTrack, now.State);
                }
            );

    // Of states that numbers decide; in the others more of them changes nothing, or brings the target.
    private static int Worth(HealthState state) =>
        state switch
        {
            HealthState.OnTrack => 3,
            HealthState.AtRisk => 2,
            HealthState.OffTrack => 1,
            _ => 0,
        };
}
