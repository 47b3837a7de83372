namespace Alliance.Platform.Search;

/// <summary>
/// Which records come close to a search that few answer: those that have most of its parts, where a part that few records
/// have says more than one that many have, and one in a title more than one further down. The same numbers in the same order
/// on both databases.
/// </summary>
internal sealed class Nearness
{
    private const double Kind = 0.5;
    private const double SameKind = 0.25;
    private const double HalfWord = 0.5;
    private const double Slip = 0.75;
    private const double SameRoot = 0.75;
    private const double InTitle = 1.5;

    /// <summary>Of what all parts together would say; less is not near.</summary>
    private const double Least = 0.2;

    private readonly List<(int Part, double Share)> places = [];
    private readonly List<Wanted> clues = [];

    /// <param name="query">What was typed.</param>
    /// <param name="halves">Of words that nobody has written (<see cref="WordHalves"/>).</param>
    public Nearness(SearchQuery query, IReadOnlyDictionary<QueryWord, IReadOnlyList<QueryWord>> halves)
    {
        foreach (var (i, part) in query.Parts.Index())
        {
            Add(i, 1, part.ExactOrSame);
            Add(i, Kind, Wanted.AnyNamed(part.Around));
            Add(i, SameKind, Wanted.AnyNamed(part.Beside));
            Add(i, SameRoot, Wanted.AnyNamed(part.Derived));
            Add(i, SameRoot, Wanted.Any([.. part.Kin.Select(k => (Wanted)new Wanted.Word(k))]));
            Add(i, Slip, Wanted.AnyNamed(part.Slips));
            Add(i, HalfWord, Wanted.AnyNamed(part.Head));
            Add(i, HalfWord, Wanted.AnyNamed(part.Tail));
            foreach (var word in part.Single)
                Add(i, HalfWord, word.ExactOrSame);
            foreach (var half in part.Words.SelectMany(w => halves.GetValueOrDefault(w) ?? []))
                Add(i, HalfWord, new Wanted.Word(half));
        }
        Parts = query.Parts.Count;

        void Add(int part, double share, Wanted? wanted)
        {
            if (wanted is null)
                return;
            clues.Add(wanted);
            places.Add((part, share));
        }
    }

    public int Parts { get; }

    /// <summary>Otherwise it would only find again what has all parts.</summary>
    public bool SaysMore => clues.Count > 1;

    /// <summary>What to ask the index.</summary>
    public IReadOnlyList<Wanted> Clues => clues;

    /// <summary>The nearest first, of several kinds of records, and the places of the parts that each lacks.</summary>
    /// <param name="found">By kind, what each clue found.</param>
    /// <param name="records">About how many records there are.</param>
    public List<(int Kind, long Id, double Score, List<int> Missing)> Rank(
        IReadOnlyList<IReadOnlyList<SearchHits>> found,
        int records
    )
    {
        var scores = new Dictionary<(int Kind, long Id), double[]>();
        var most = new double[Parts];
        for (var clue = 0; clue < clues.Count; clue++)
        {
            var (part, share) = places[clue];
            var count = found.Sum(f => f[clue].All.Length);
            if (count == 0)
                continue;
            var says = share * Math.Log(1 + (double)Math.Max(records, count) / count);
            most[part] = Math.Max(most[part], says);
            for (var kind = 0; kind < found.Count; kind++)
            {
                var titles = found[kind][clue].InTitle.ToHashSet();
                foreach (var id in found[kind][clue].All)
                {
                    if (!scores.TryGetValue((kind, id), out var score))
                        scores[(kind, id)] = score = new double[Parts];
                    score[part] = Math.Max(score[part], titles.Contains(id) ? InTitle * says : says);
                }
            }
        }
        var least = Least * most.Sum();
        return
        [
            .. scores
                .Select(s => (s.Key.Kind, s.Key.Id, Score: s.Value.Sum(), Missing: Missing(s.Value)))
                .Where(s => s.Score >= least)
                .OrderByDescending(s => s.Score)
                .ThenBy(s => s.Kind)
                .ThenByDescending(s => s.Id),
        ];
    }

    private static List<int> Missing(double[] score) =>
        [.. Enumerable.Range(0, score.Length).Where(part => score[part] == 0)];
}
