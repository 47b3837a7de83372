using Alliance.Platform.Data;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace Alliance.Tests.Architecture;

/// <summary>The house keeps its walls: see <see cref="Arrows"/>.</summary>
public sealed class ArrowsTests
{
    private static readonly ArchUnitNET.Domain.Architecture House = new ArchLoader()
        .LoadAssembly(typeof(AppDb).Assembly)
        .Build();

    [Fact]
    public void No_room_knows_another_that_it_has_no_arrow_to()
    {
        var broken = Dependencies()
            .Where(d => d.From.Length > 0 && !(d.To.Length > 0 && Arrows.Allow(d.From, d.To)))
            .Select(d => $"{d.Origin} knows {d.Target}");
        AssertNone(broken);
    }

    [Fact]
    public void No_room_reaches_into_the_pages_api_or_jobs_of_another()
    {
        var broken = Dependencies()
            .Where(d => d.From.Length > 0 && d.From != d.To && Arrows.IsPrivate(d.TargetNamespace))
            .Select(d => $"{d.Origin} reaches into {d.Target}");
        AssertNone(broken);
    }

    [Fact]
    public void Every_namespace_is_a_room()
    {
        var strangers = Types()
            .Select(t => Arrows.RoomOf(NamespaceOf(t)))
            .Distinct()
            .Where(room => room.Length > 0)
            .Except(Arrows.Rooms);
        AssertNone(strangers);
    }

    [Fact]
    public void The_arrows_make_no_circle()
    {
        foreach (var from in Arrows.Rooms)
        foreach (var to in Arrows.Rooms.Where(to => to != from && Arrows.Allow(from, to)))
            Assert.False(Arrows.Allow(to, from), $"{from} and {to} know each other.");
    }

    /// <summary>The test sees what it should see: calls inside of lambdas and of pages too.</summary>
    [Fact]
    public void The_dependencies_are_found()
    {
        var found = Dependencies().Select(d => $"{d.From} {d.To}").ToHashSet(StringComparer.Ordinal);
        Assert.Contains("Deals Network", found);
        Assert.Contains("Site Deals", found);
        Assert.Contains("Transparency Deals", found);
        Assert.Contains("Deals Platform", found);
        Assert.True(Types().Count() > 100);
    }

    private static IEnumerable<IType> Types() =>
        House.Types.Where(t => NamespaceOf(t).StartsWith("Alliance", StringComparison.Ordinal));

    // AppDb is the one place where the platform meets the modules.
    private static IEnumerable<(
        string From,
        string To,
        string Origin,
        string Target,
        string TargetNamespace
    )> Dependencies() =>
        from type in Types()
        where !type.FullName.StartsWith(typeof(AppDb).FullName!, StringComparison.Ordinal)
        from dependency in type.Dependencies
        let target = dependency.Target
        // The library mixes up the type parameters of different methods that share a name.
        where target is not GenericParameter && NamespaceOf(target).StartsWith("Alliance", StringComparison.Ordinal)
        select (
            Arrows.RoomOf(NamespaceOf(type)),
            Arrows.RoomOf(NamespaceOf(target)),
            type.FullName,
            target.FullName,
            NamespaceOf(target)
        );

    // A generic parameter has none.
    private static string NamespaceOf(IType type) => type.Namespace?.FullName ?? "";

    private static void AssertNone(IEnumerable<string> broken)
    {
        var lines = broken.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        Assert.True(lines.Count == 0, string.Join('\n', lines));
    }
}
