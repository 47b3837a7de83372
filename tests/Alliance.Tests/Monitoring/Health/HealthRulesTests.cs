using System.Globalization;
using Alliance.Monitoring.Health;

namespace Alliance.Tests.Monitoring.Health;

/// <summary>The rules, case by case.</summary>
public sealed class HealthRulesTests
{
    [Theory, MemberData(nameof(HealthCases.All), MemberType = typeof(HealthCases))]
    public void A_promise_stands_by_what_is_known(
        string name,
        PromiseFacts facts,
        HealthState state,
        HealthReason reason,
        string? since
    )
    {
        var health = HealthRules.Of(facts);
        var found = health.Since?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.True((state, reason, since) == (health.State, health.Reason, found), $"{name}: {health}");
    }

    [Fact]
    public void Every_state_and_every_reason_has_its_case()
    {
        var cases = HealthCases.All.Select(c => c.Data).ToList();
        Assert.Equal(Enum.GetValues<HealthState>(), cases.Select(c => c.Item3).Distinct().Order());
        Assert.Equal(Enum.GetValues<HealthReason>(), cases.Select(c => c.Item4).Distinct().Order());
    }
}
