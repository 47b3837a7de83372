using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Alliance.Sprints.Board;

/// <summary>
/// What is on a board: a fold of its operations, and of nothing else. Immutable, so that whoever reads has one moment of it while
/// others write, and so that a write which could not be stored is simply forgotten.
/// </summary>
public sealed record BoardState
{
    public static readonly BoardState Empty = new();

    /// <summary>The number of the last operation.</summary>
    public int Version { get; init; }
    public BoardPhase Phase { get; init; }

    /// <summary>While all write in silence: what was added since this number only its author sees.</summary>
    public int? SilentSince { get; init; }
    public DateTime? Until { get; init; }

    /// <summary>The last operation that changed phase, silence or timer.</summary>
    public int Led { get; init; }

    /// <summary>By the number of the operation that made them: a key is never given again.</summary>
    public ImmutableSortedDictionary<int, BoardCard> Cards { get; init; } =
        ImmutableSortedDictionary<int, BoardCard>.Empty;

    public BoardCard? Card(string? key) => NumberOf(key) is { } number ? Cards.GetValueOrDefault(number) : null;

    public static string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"k{number}");

    public static int? NumberOf(string? key) =>
        key is ['k', .. var digits]
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && KeyOf(number) == key
            ? number
            : null;

    /// <summary>Whether silence keeps this card from this participant; null is everybody.</summary>
    public bool Veils(BoardCard card, long? from) => card.Number > SilentSince && (from is null || card.By != from);

    /// <summary>Whether this photo is on a card, be it hidden.</summary>
    public bool Shows(long photo) => Cards.Values.Any(c => c.Photo == photo);

    /// <summary>How many dots a participant has given.</summary>
    public int DotsOf(long participant) => Cards.Values.Sum(c => c.Votes.GetValueOrDefault(participant));

    /// <summary>
    /// What is after this operation. One that was applied already changes nothing; what it is about may be gone, then only the
    /// version goes on. Whether somebody may is asked before (<see cref="BoardRules"/>), never here: what is stored is done.
    /// </summary>
    public BoardState Apply(BoardEntry entry)
    {
        if (entry.Number <= Version)
            return this;
        if (entry.Number != Version + 1)
            throw new InvalidOperationException($"Operation {entry.Number} does not follow {Version}.");
        var op = entry.Op;
        var next = this with { Version = entry.Number };
        return op.Do switch
        {
            BoardAct.Add => next.With(Made(entry)),
            BoardAct.Phase => next with { Phase = op.Phase ?? Phase, Led = entry.Number },
            BoardAct.Timer => next with { Until = op.Until, Led = entry.Number },
            BoardAct.Silence => next.Silenced(op.On == true),
            BoardAct.Hide when op.On == false && Card(op.Card) is { } back => next.With(Changed(back, entry))
                .Renewed(back),
            BoardAct.Hide or BoardAct.Erase when Card(op.Card) is { } gone => next.With(Changed(gone, entry))
                .Returned(),
            _ when Card(op.Card) is { } card => next.With(Changed(card, entry)),
            _ => next,
        };
    }

    private static BoardCard Made(BoardEntry entry) =>
        new(entry.Number, entry.Op.Kind ?? CardKind.Challenge, entry.By)
        {
            Under = entry.Op.Under,
            Voice = entry.Op.Voice,
            Text = entry.Op.Text ?? "",
            Table = entry.Op.Table,
            Cluster = entry.Op.Cluster,
            Photo = entry.Op.Photo,
            Changed = entry.Number,
        };

    private static BoardCard Changed(BoardCard card, BoardEntry entry)
    {
        var op = entry.Op;
        return op.Do switch
        {
            BoardAct.Change when !card.Erased => card with { Text = op.Text ?? "" },
            // A cluster belongs to its challenge.
            BoardAct.Move => card with { Under = op.Under, Cluster = card.Under == op.Under ? card.Cluster : null },
            BoardAct.Gather => card with { Cluster = op.Cluster },
            BoardAct.Vote => card with
            {
                Votes = op.Count > 0 ? card.Votes.SetItem(entry.By, op.Count.Value) : card.Votes.Remove(entry.By),
            },
            BoardAct.TableVotes => card with
            {
                TableVotes =
                    op.Count > 0
                        ? card.TableVotes.SetItem(op.Table ?? 0, op.Count.Value)
                        : card.TableVotes.Remove(op.Table ?? 0),
            },
            BoardAct.Judge when !card.Erased => card with { Verdict = op.Verdict, Why = op.Text },
            BoardAct.NextStep when !card.Erased => card with { NextStep = op.Text, Owner = op.Owner, Due = op.Due },
            BoardAct.Answer => card with { Answered = op.On == true },
            // The dots on it go back to those who gave them.
            BoardAct.Hide => card.Bare() with { Hidden = op.On == true || card.Erased },
            BoardAct.Erase => card.Bare() with
            {
                Hidden = true,
                Erased = true,
                Text = "",
                Why = null,
                NextStep = null,
                Owner = null,
                Photo = null,
            },
            _ => card,
        };
    }

    // What was written in silence is new to all others when it ends.
    private BoardState Silenced(bool on) =>
        on
            ? this with
            {
                SilentSince = SilentSince ?? Version,
                Led = Version,
            }
            : this with
            {
                SilentSince = null,
                Led = Version,
                Cards = SilentSince is { } since
                    ? Cards.SetItems(
                        Cards
                            .Where(c => c.Key > since)
                            .Select(c => KeyValuePair.Create(c.Key, c.Value with { Changed = Version }))
                    )
                    : Cards,
            };

    // A screen lost what lies below a card together with it.
    private BoardState Renewed(BoardCard back) =>
        this with
        {
            Cards = Cards.SetItems(
                Cards
                    .Where(c =>
                        c.Value.Under == back.Key
                        || c.Value.Cluster == back.Key
                        || Card(c.Value.Under)?.Under == back.Key
                    )
                    .Select(c => KeyValuePair.Create(c.Key, c.Value with { Changed = Version }))
            ),
        };

    /// <summary>
    /// Dots that lie below what is hidden go back to those who gave them: nobody could take them away there. A snapshot may be from before
    /// this was so.
    /// </summary>
    internal BoardState Returned() =>
        this with
        {
            Cards = Cards.SetItems(
                Cards
                    .Where(c => c.Value.Dots > 0 && Card(c.Value.Under) is { Hidden: true })
                    .Select(c => KeyValuePair.Create(c.Key, c.Value.Bare() with { Changed = Version }))
            ),
        };

    private BoardState With(BoardCard card) =>
        this with
        {
            Cards = Cards.SetItem(card.Number, card with { Changed = Version }),
        };
}

/// <summary>A card on a board.</summary>
/// <param name="By">The participant who wrote it.</param>
public sealed record BoardCard(int Number, CardKind Kind, long By)
{
    [JsonIgnore]
    public string Key => BoardState.KeyOf(Number);
    public string? Under { get; init; }
    public CardVoice? Voice { get; init; }
    public string Text { get; init; } = "";
    public int? Table { get; init; }
    public string? Cluster { get; init; }

    /// <summary>How many dots each participant has on it.</summary>
    public ImmutableSortedDictionary<long, int> Votes { get; init; } = ImmutableSortedDictionary<long, int>.Empty;

    /// <summary>And each table, for its people without a phone.</summary>
    public ImmutableSortedDictionary<int, int> TableVotes { get; init; } = ImmutableSortedDictionary<int, int>.Empty;
    public CardVerdict? Verdict { get; init; }
    public string? Why { get; init; }
    public string? NextStep { get; init; }
    public string? Owner { get; init; }
    public DateOnly? Due { get; init; }
    public bool Answered { get; init; }
    public bool Hidden { get; init; }
    public bool Erased { get; init; }
    public long? Photo { get; init; }

    /// <summary>The last operation that changed it.</summary>
    public int Changed { get; init; }

    [JsonIgnore]
    public int Dots => Votes.Values.Sum() + TableVotes.Values.Sum();

    /// <summary>Without its dots.</summary>
    internal BoardCard Bare() => this with { Votes = Votes.Clear(), TableVotes = TableVotes.Clear() };
}
