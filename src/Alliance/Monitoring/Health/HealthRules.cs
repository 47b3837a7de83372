using Alliance.Deals;
using Alliance.Monitoring.Reporting;

namespace Alliance.Monitoring.Health;

/// <summary>
/// From what is known of a promise to how it stands. The same rules for a city's own promises and everybody else's; the page
/// <c>/health</c> tells them in plain words. Silence is never success, nobody is overdue who was never asked, and time that has
/// passed is no progress.
/// </summary>
public static class HealthRules
{
    /// <summary>
    /// From this part of the expected way on it is on track. Not all of it: yearly numbers go up and down with weather and
    /// prices, and a tenth is no sign yet.
    /// </summary>
    public const double OnTrackFrom = 0.9;

    /// <summary>
    /// From this part on it is at risk, and below it off track: who has left more than two fifths of the way undone would have to
    /// go much faster from now on than ever before.
    /// </summary>
    public const double AtRiskFrom = 0.6;

    /// <summary>After so many years without an answer nobody is to think that somebody still works on it (as with the UN's SDG pledges).</summary>
    public const int SilentYears = 2;

    public static PromiseHealth Of(PromiseFacts facts)
    {
        if (!facts.ConcludedHere)
            return new(HealthState.NotAsked, null, HealthReason.Collected);
        return Set(facts) ?? NothingHeard(facts) ?? Over(facts) ?? Silence(facts) ?? ByNumber(facts) ?? ByWord(facts);
    }

    // People know better, until the next report is there; or until one is missed, for what was said before is no answer to it.
    private static PromiseHealth? Set(PromiseFacts facts) =>
        facts.Set is { } set
        && !facts.Asked.Any(a => a.Answered > set.On)
        && !facts.Unasked.Any(r => r.On > set.On)
        && !Missed(facts).Any(a => a.Due >= set.On)
            ? new(set.State, set.On, HealthReason.Overridden, set.On)
            : null;

    // Nobody was asked, or everybody still has time.
    private static PromiseHealth? NothingHeard(PromiseFacts facts)
    {
        if (LastWord(facts) is not null || Missed(facts).Any())
            return null;
        if (facts.Ended is { } ended)
            return new(HealthState.NotAsked, null, HealthReason.DealEnded, ended);
        return facts.Asked.Count == 0
            ? new(HealthState.NotAsked, null, HealthReason.NeverAsked)
            : new(HealthState.NotAsked, null, HealthReason.AnswerAwaited, facts.Asked.Min(a => a.Due));
    }

    // What people have ended is asked about no more. That it is done they have to have reported.
    private static PromiseHealth? Over(PromiseFacts facts) =>
        facts.Delivery switch
        {
            Delivery.Done when LastWord(facts) is { } said => new(HealthState.OnTrack, said, HealthReason.Done, said),
            Delivery.Stopped => new(HealthState.OffTrack, LastWord(facts), HealthReason.Stopped),
            _ => null,
        };

    private static PromiseHealth? Silence(PromiseFacts facts)
    {
        var missed = Missed(facts).OrderBy(a => a.Due).ToList();
        if (missed.Count == 0)
            return null;
        var first = missed[0].Due;
        // Two yearly reports in a row, or eight quarterly ones; or the first of them is so long ago.
        var silentFrom = missed.Min(a => a.From);
        var days = missed.Where(a => a.To.AddDays(1) >= silentFrom.AddYears(SilentYears)).Select(a => a.Due).ToList();
        if (facts.Today >= first.AddYears(SilentYears))
            days.Add(first.AddYears(SilentYears));
        return days.Count > 0
            ? new(HealthState.Inactive, days.Min(), HealthReason.Silent, first)
            : new(HealthState.ReportOverdue, first, HealthReason.Overdue, first);
    }

    private static PromiseHealth? ByNumber(PromiseFacts facts)
    {
        var until = facts.MeasuredUntil;
        if (facts.Share >= 1)
            return new(HealthState.OnTrack, until, HealthReason.Reached, until, facts.Share);
        // Whether it was reached without a number nobody has said: then it would be done. What was still to come when the deal ended is not judged by its day.
        if (facts.Target is { } target && target < facts.Today && !(target > facts.Ended) && IsJudged(facts, target))
            return new(HealthState.OffTrack, target, HealthReason.TargetPassed, target, facts.Share);
        // An old word is no success for ever, but who was not asked again is not late. What a deal has ended stays as it was known at its end.
        if (LastWord(facts) is { } last && last.AddYears(SilentYears) <= (facts.Ended ?? facts.Today))
            return new(HealthState.NotAsked, last.AddYears(SilentYears), HealthReason.NotAskedLately, last);
        if (facts.Share is not { } share || until is not { } day || Expected(facts, day) is not { } expected)
            return null;
        var state =
            share >= OnTrackFrom * expected ? HealthState.OnTrack
            : share >= AtRiskFrom * expected ? HealthState.AtRisk
            : HealthState.OffTrack;
        return new(state, day, HealthReason.Compared, day, share, expected);
    }

    /// <summary>
    /// Whether what came of it by the target's day is said, or should have been: before that nobody could report the last period. Where
    /// nobody has been asked for it, it is due as the report of a year usually is.
    /// </summary>
    private static bool IsJudged(PromiseFacts facts, DateOnly target) =>
        ToldUntil(facts) >= target
        || facts.Today
            > (
                facts.Asked.Where(a => a.From <= target && target <= a.To).Max(a => (DateOnly?)a.Due)
                ?? new DateOnly(target.Year, 12, 31).AddDays(ReportCalendar.UsualDays)
            );

    // Nothing to compare, so what people say counts: it is going on, and nothing is in its way.
    private static PromiseHealth ByWord(PromiseFacts facts)
    {
        var said = LastWord(facts);
        if (facts.Obstacles > 0)
            return new(HealthState.AtRisk, said, HealthReason.Obstacles, Count: facts.Obstacles);
        return facts.Delivery switch
        {
            Delivery.Running => new(HealthState.OnTrack, said, HealthReason.SaidRunning, said),
            Delivery.Planned => new(HealthState.AtRisk, said, HealthReason.NotBegun),
            _ => new(HealthState.AtRisk, said, HealthReason.NothingToCompare),
        };
    }

    /// <summary>
    /// Where an even way from the beginning to the target would be at the end of the last period that was measured: not today,
    /// for nobody has measured that. What is promised for each year, without a day, is to be there in full. Null without either.
    /// </summary>
    private static double? Expected(PromiseFacts facts, DateOnly day)
    {
        if (facts.Target is not { } target)
            return facts.EachYear ? 1 : null;
        if (facts.Begin is not { } begin || begin >= target)
            return null;
        return Math.Clamp((day.DayNumber - begin.DayNumber) / (double)(target.DayNumber - begin.DayNumber), 0, 1);
    }

    /// <summary>
    /// Reports whose day is over and that nobody has answered, nor a later one. A new request excuses none of them, and a number or a
    /// report that came without being asked for is an answer too. After a deal's end nobody is asked, so that nobody is overdue either.
    /// </summary>
    private static IEnumerable<AskedReport> Missed(PromiseFacts facts)
    {
        if (facts.Ended is not null)
            return [];
        var told = ToldUntil(facts);
        return facts.Asked.Where(a => a.Answered is null && a.Due < facts.Today && (told is null || a.To > told));
    }

    // The last day of what is known by a report or a number.
    private static DateOnly? ToldUntil(PromiseFacts facts) =>
        Later(
            Later(
                facts.Asked.Where(a => a.Answered is not null).Max(a => (DateOnly?)a.To),
                facts.Unasked.Max(r => (DateOnly?)r.To)
            ),
            facts.MeasuredUntil
        );

    // The day of the last report, or of the last period with a number; null when nobody has ever said a word.
    private static DateOnly? LastWord(PromiseFacts facts) =>
        Later(Later(facts.Asked.Max(a => a.Answered), facts.Unasked.Max(r => (DateOnly?)r.On)), facts.MeasuredUntil);

    private static DateOnly? Later(DateOnly? one, DateOnly? other) => one is null || other > one ? other : one;
}
