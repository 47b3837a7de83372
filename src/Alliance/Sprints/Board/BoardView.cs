using System.Globalization;
using System.Text.Json;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Sprints.Onward;

namespace Alliance.Sprints.Board;

/// <summary>
/// A board as one reader sees it, ready to be shown: by pages, and as the patterns from which a script makes new cards. Both come from the
/// same parts, so there is one markup.
/// </summary>
public sealed class BoardView
{
    /// <summary>Stands for a card's key in the patterns.</summary>
    public const string AnyKey = "k0";

    private readonly ILookup<string, CardNews> below;
    private readonly HashSet<string> own;
    private readonly BoardOwn mine;

    public BoardView(LiveBoard live, BoardState state, long? participant, BoardRole role)
    {
        (Board, State, Role) = (live.Board, state, role);
        mine = BoardOwn.Of(live, state, participant);
        own = [.. mine.Cards];
        Hidden = [.. state.Cards.Values.Where(c => c.Hidden && !state.Veils(c, participant))];
        Cards =
        [
            .. state
                .Cards.Values.Where(c => !c.Hidden && !state.Veils(c, participant))
                .Select(c => CardNews.Of(c, live.NameOf(c.By))),
        ];
        below = Cards.Where(c => c.Under is not null).ToLookup(c => c.Under!);
    }

    public IdeaBoard Board { get; }
    public BoardState State { get; }
    public BoardRole Role { get; }
    public IReadOnlyList<CardNews> Cards { get; }

    /// <summary>Ideas that went somewhere, with their steps, by the key of their card.</summary>
    public IReadOnlyDictionary<string, Idea> WentOn { get; init; } = new Dictionary<string, Idea>();

    /// <summary>What whoever leads has taken from the wall.</summary>
    public IReadOnlyList<BoardCard> Hidden { get; }
    public int Left => mine.Left;
    public BoardPhase Phase => State.Phase;

    public IEnumerable<CardNews> Of(CardKind kind) => Cards.Where(c => c.Kind == kind);

    public IEnumerable<CardNews> Clusters(CardNews challenge) => Under(challenge, CardKind.Cluster);

    /// <summary>Those in a cluster; without one, those in none that is still there. The most dots first, once they are given.</summary>
    public IEnumerable<CardNews> Ideas(CardNews challenge, CardNews? cluster = null)
    {
        var clusters = Clusters(challenge).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        var ideas = Under(challenge, CardKind.Idea)
            .Where(c =>
                cluster is null ? c.Cluster is null || !clusters.Contains(c.Cluster) : c.Cluster == cluster.Key
            );
        return Phase >= BoardPhase.Verdicts ? ideas.OrderByDescending(c => c.Dots) : ideas;
    }

    public IEnumerable<CardNews> Comments(CardNews idea) => Under(idea, CardKind.Comment);

    public bool IsOwn(CardNews card) => own.Contains(card.Key);

    public int DotsOn(CardNews card) => mine.Dots.GetValueOrDefault(card.Key);

    /// <summary>Whether one may change something of it on its own page.</summary>
    public bool IsOpen(CardNews card) => card.Kind == CardKind.Idea || Role == BoardRole.Lead || IsOwn(card);

    public bool May(BoardAct act, CardKind? kind = null) => BoardRules.May(Role, Phase, act, kind);

    public string When(BoardAct act, CardKind? kind = null) => BoardRules.When(Role, act, kind);

    /// <summary>Who and which table.</summary>
    public static string From(CardNews card, Reader reader) =>
        string.Join(
            " · ",
            new[] { card.By, card.Table is { } table ? reader["board.table-number", table] : null }.OfType<string>()
        );

    /// <summary>What a script says, in the reader's language.</summary>
    public static string Said(Reader reader)
    {
        string[] keys =
        [
            "table-number",
            "dots.one",
            "dots.other",
            "left.one",
            "left.other",
            "own-dots.one",
            "own-dots.other",
            "new.one",
            "new.other",
            "waiting.one",
            "waiting.other",
            "not-sent",
            "refused",
            "again",
            "drop",
            "live",
            "offline",
            "phase-now",
            "silence-on",
            "silence-off",
            "time-begun",
            "time-minute",
            "time-over",
            "step-by",
            "step-until",
        ];
        var said = keys.ToDictionary(k => k, k => TextCatalogue.Own.Get(reader.Language, "board." + k));
        foreach (var phase in Enum.GetValues<BoardPhase>())
        {
            said["phase." + Code.Of(phase)] = reader.Name(phase);
            said["what." + Code.Of(phase)] = reader["board.what." + Code.Of(phase)];
        }
        foreach (var voice in Enum.GetValues<CardVoice>())
            said["voice." + Code.Of(voice)] = reader.Name(voice);
        foreach (var verdict in Enum.GetValues<CardVerdict>())
            said["verdict." + Code.Of(verdict)] = reader.Name(verdict);
        return JsonSerializer.Serialize(said, JsonColumn.Options);
    }

    /// <summary>Minutes and seconds that are left, as the page was made.</summary>
    public string LeftOf(DateTimeOffset now)
    {
        var left = State.Until is { } until ? new DateTimeOffset(until) - now : TimeSpan.Zero;
        if (left < TimeSpan.Zero)
            left = TimeSpan.Zero;
        return string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalMinutes}:{left.Seconds:00}");
    }

    private IEnumerable<CardNews> Under(CardNews card, CardKind kind) => below[card.Key].Where(c => c.Kind == kind);
}
