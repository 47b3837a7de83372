using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Alliance.Tests.Testing;

/// <summary>The databases the product runs on.</summary>
public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>
/// Runs a test once on each database. This is how every test that touches data is written:
/// <code>
/// [Theory, EachDatabase]
/// public async Task A_deal_keeps_its_number(DatabaseKind on)
/// {
///     await using var database = await TestDatabase.CreateAsync(on);  // migrated, empty, this test's own
///     await using var db = database.Open();                          // an AppDb
///     …
/// }
///
/// [Theory, EachDatabase]
/// public async Task The_list_is_served(DatabaseKind on)
/// {
///     await using var app = await TestApp.StartAsync(on);             // the whole application on a port of its own
///     var page = await app.Client.GetAsync("/en/deals");
///     …
/// }
/// </code>
/// Further arguments follow the database: <c>[Theory, EachDatabase("en"), EachDatabase("de")]</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EachDatabaseAttribute(params object?[] more) : DataAttribute
{
    public object?[] More { get; } = more;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod,
        DisposalTracker disposalTracker
    ) => new([.. Enum.GetValues<DatabaseKind>().Select(kind => new TheoryDataRow([kind, .. More]))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
