namespace Alliance.Monitoring.Totals;

/// <param name="Pairs">The first ones by their names, open ones before settled ones.</param>
/// <param name="Open">How many are open.</param>
/// <param name="More">There are more than that: where very many are, not all are counted.</param>
public sealed record OverlapsFound(IReadOnlyList<OverlapPair> Pairs, int Open, bool More);

/// <summary>
/// Looks for the overlaps of a city (<see cref="OverlapRules"/>) without comparing everything with everything: only what has a number
/// for the same year, and an organisation or people's word in common, is ever put side by side.
/// </summary>
public static class OverlapSearch
{
    /// <summary>So often two are put side by side; where that is not enough nobody settles them one by one.</summary>
    public const int MostCompared = 5_000_000;

    /// <param name="promises">Of one city.</param>
    /// <param name="yearsOf">For which years a promise has a number.</param>
    /// <param name="isSettled">What was said of two, for a year.</param>
    /// <param name="namedIn">What people have said of a promise and others: the same number, the same word.</param>
    /// <param name="most">So many pairs are named.</param>
    /// <param name="mostCompared"><see cref="MostCompared"/></param>
    public static OverlapsFound Run(
        IEnumerable<CountedPromise> promises,
        Func<CountedPromise, IReadOnlyCollection<int>> yearsOf,
        Func<OverlapPair, int, bool> isSettled,
        Func<CountedPromise, IEnumerable<long>> namedIn,
        int most,
        int mostCompared = MostCompared
    )
    {
        var inOrder = promises.OrderBy(p => $"{p.Name}", StringComparer.Ordinal).ToList();
        var places = Places(inOrder, yearsOf, namedIn);
        var (open, settled) = (new List<OverlapPair>(), new List<OverlapPair>());
        var (count, compared) = (0, 0);
        for (var i = 0; i < inOrder.Count && compared <= mostCompared; i++)
        {
            // By who comes later: two may meet in several years, and in several organisations.
            var others = new SortedDictionary<int, bool>();
            foreach (var (year, together, next) in places[i])
                for (var j = next; j < together.Count && compared++ < mostCompared; j++)
                    if (!others.GetValueOrDefault(together[j]))
                        others[together[j]] = !isSettled(new(inOrder[i], inOrder[together[j]]), year);
            foreach (var (other, isOpen) in others)
            {
                count += isOpen ? 1 : 0;
                var named = isOpen ? open : settled;
                if (named.Count < most)
                    named.Add(new(inOrder[i], inOrder[other]));
            }
        }
        return new OverlapsFound([.. open.Concat(settled).Take(most)], count, compared > mostCompared);
    }

    /// <summary>For each promise the others that have a number for the same year, and from which place on they come later than it.</summary>
    private static List<(int Year, List<int> Together, int Next)>[] Places(
        List<CountedPromise> inOrder,
        Func<CountedPromise, IReadOnlyCollection<int>> yearsOf,
        Func<CountedPromise, IEnumerable<long>> namedIn
    )
    {
        var places = inOrder.ConvertAll(_ => new List<(int, List<int>, int)>()).ToArray();
        var alike = inOrder
            .SelectMany(
                (p, i) =>
                    p
                        .Organisations.Select(o => (Said: false, In: o))
                        .Concat(namedIn(p).Select(n => (Said: true, In: n)))
                        .Select(common => (Like: (p.Indicator, p.Sector, p.Scope, common), Place: i))
            )
            .GroupBy(p => p.Like, p => p.Place);
        foreach (var group in alike.Where(g => g.Skip(1).Any()))
        foreach (
            var year in group
                .SelectMany(i => yearsOf(inOrder[i]), (i, y) => (Place: i, Year: y))
                .GroupBy(p => p.Year, p => p.Place)
        )
        {
            var together = year.ToList();
            for (var i = 0; i < together.Count - 1; i++)
                places[together[i]].Add((year.Key, together, i + 1));
        }
        return places;
    }
}
