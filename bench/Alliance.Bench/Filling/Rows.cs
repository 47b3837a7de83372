using Alliance.Deals;
using Alliance.Monitoring.Indicators;
using Alliance.Network;
using Alliance.Platform.Data;

namespace Alliance.Bench.Filling;

/// <summary>The tables that are filled, those first that others point to.</summary>
internal sealed class Shapes(AppDb db)
{
    public static readonly Type[] Entities =
    [
        typeof(City),
        typeof(Organisation),
        typeof(Deal),
        typeof(DealArea),
        typeof(Party),
        typeof(Commitment),
        typeof(ReportedFigure),
        typeof(DealVersion),
        typeof(VersionParty),
        typeof(PromiseIndicator),
    ];

    private readonly Dictionary<Type, TableShape> shapes = Entities.ToDictionary(t => t, t => new TableShape(db, t));

    public TableShape this[Type entity] => shapes[entity];

    public IEnumerable<TableShape> All => Entities.Select(t => shapes[t]);
}

/// <summary>Rows of several tables, ready to be written.</summary>
internal sealed class Rows(Shapes shapes)
{
    private readonly Dictionary<Type, List<object?[]>> rows = [];

    public void Add<T>(T entity)
        where T : class
    {
        if (!rows.TryGetValue(typeof(T), out var list))
            rows[typeof(T)] = list = [];
        list.Add(shapes[typeof(T)].Row(entity));
    }

    /// <summary>Table by table in the order in which they may be written.</summary>
    public IEnumerable<(TableShape Shape, List<object?[]> Rows)> Tables =>
        Shapes.Entities.Where(rows.ContainsKey).Select(t => (shapes[t], rows[t]));
}
