using System.Text.Json.Serialization;

namespace Alliance.Sprints.Board;

/// <summary>
/// What a screen has to know since a version: the cards as they are now, not what was done with them. A screen replaces what it has; that
/// is all it must know of the fold, so there is one fold, on the server.
/// </summary>
/// <param name="Since">A screen that knows less asks anew.</param>
public sealed record BoardNews(int Since, int Version, IReadOnlyList<CardNews> Cards)
{
    /// <summary>Where phase, silence or timer have changed.</summary>
    public BoardLead? Lead { get; init; }

    /// <param name="live">The board.</param>
    /// <param name="since">What the screen knows.</param>
    /// <param name="state">What is now.</param>
    /// <param name="to">The participant it is for; null for everybody.</param>
    /// <param name="now">The server's clock.</param>
    public static BoardNews Between(LiveBoard live, int since, BoardState state, long? to, DateTimeOffset now) =>
        new(
            since,
            state.Version,
            [
                .. state
                    .Cards.Values.Where(c => c.Changed > since && !state.Veils(c, to))
                    .Select(c => CardNews.Of(c, live.NameOf(c.By))),
            ]
        )
        {
            Lead =
                state.Led > since || since == 0
                    ? new BoardLead(
                        state.Phase,
                        state.SilentSince is not null,
                        state.Until is { } until ? new DateTimeOffset(until).ToUnixTimeMilliseconds() : null,
                        now.ToUnixTimeMilliseconds()
                    )
                    : null,
        };
}

/// <param name="Until">When the time is up, and what the server's clock says now: a phone's own may be wrong.</param>
public sealed record BoardLead(BoardPhase Phase, bool Silent, long? Until, long Now);

/// <summary>A card as screens show it. Who wrote it is a name or nothing; a number would tell which cards are one person's.</summary>
public sealed record CardNews(string Key, int Changed)
{
    /// <summary>Nothing else is told of it.</summary>
    public bool Gone { get; init; }
    public CardKind? Kind { get; init; }
    public string? Under { get; init; }
    public CardVoice? Voice { get; init; }
    public string? Text { get; init; }
    public string? By { get; init; }
    public int? Table { get; init; }
    public string? Cluster { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Dots { get; init; }
    public CardVerdict? Verdict { get; init; }
    public string? Why { get; init; }
    public string? NextStep { get; init; }
    public string? Owner { get; init; }
    public DateOnly? Due { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Answered { get; init; }
    public long? Photo { get; init; }

    public static CardNews Of(BoardCard card, string? name) =>
        card.Hidden
            ? new CardNews(card.Key, card.Changed) { Gone = true }
            : new CardNews(card.Key, card.Changed)
            {
                Kind = card.Kind,
                Under = card.Under,
                Voice = card.Voice,
                Text = card.Text,
                By = name,
                Table = card.Table,
                Cluster = card.Cluster,
                Dots = card.Dots,
                Verdict = card.Verdict,
                Why = card.Why,
                NextStep = card.NextStep,
                Owner = card.Owner,
                Due = card.Due,
                Answered = card.Answered,
                Photo = card.Photo,
            };
}

/// <summary>What is one's own on a board.</summary>
/// <param name="Cards">Keys of what one wrote.</param>
/// <param name="Dots">Own dots by card.</param>
/// <param name="Left">How many are left.</param>
public sealed record BoardOwn(IReadOnlyList<string> Cards, IReadOnlyDictionary<string, int> Dots, int Left)
{
    public static BoardOwn Of(LiveBoard live, BoardState state, long? participant) =>
        participant is not { } by
            ? new BoardOwn([], new Dictionary<string, int>(), 0)
            : new BoardOwn(
                [.. state.Cards.Values.Where(c => c.By == by && !c.Hidden).Select(c => c.Key)],
                state
                    .Cards.Values.Where(c => !c.Hidden && c.Votes.ContainsKey(by))
                    .ToDictionary(c => c.Key, c => c.Votes[by]),
                live.Board.Dots - state.DotsOf(by)
            );
}
