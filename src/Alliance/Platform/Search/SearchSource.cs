using Alliance.Platform.Data;

namespace Alliance.Platform.Search;

/// <summary>
/// A kind of record that can be searched. Its room says what is read of it; <see cref="AppDb.Searched"/> lists all
/// kinds.
/// </summary>
/// <param name="Table">Where its terms lie.</param>
/// <param name="All">The identities of all records that may be found.</param>
/// <param name="ReadAsync">Reads these records in a fixed number of queries. One that is left out is not to be found.</param>
public sealed record SearchSource(
    string Table,
    Func<AppDb, IQueryable<long>> All,
    Func<AppDb, IReadOnlyList<long>, CancellationToken, Task<List<SearchRecord>>> ReadAsync
)
{
    /// <summary>By other kinds' tables: which records of this kind carry words of those records (a deal its parties' names).</summary>
    public IReadOnlyDictionary<string, Func<AppDb, IReadOnlyList<long>, IQueryable<long>>> Following { get; init; } =
        new Dictionary<string, Func<AppDb, IReadOnlyList<long>, IQueryable<long>>>();
}
