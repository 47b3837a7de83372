using System.Globalization;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.OpenBoards;

/// <summary>How far a suggestion is with being shown.</summary>
public enum SuggestionState
{
    /// <summary>Only the city's people see it, and whoever sent it.</summary>
    Waiting,
    Shown,
    Refused,

    /// <summary>Its author took it back; its words are gone.</summary>
    Withdrawn,
}

/// <summary>Why a suggestion is not shown. Few, so that everybody can count them.</summary>
public enum SuggestionRefusal
{
    PersonalData,
    Insult,
    Advertising,
    OffTopic,
    Duplicate,
    Unlawful,
}

internal static class SuggestionRefusals
{
    /// <summary>Nobody is to read it again, not even by the link that its author may have handed on.</summary>
    public static bool IsHarmful(this SuggestionRefusal reason) =>
        reason is SuggestionRefusal.PersonalData or SuggestionRefusal.Insult or SuggestionRefusal.Unlawful;
}

/// <summary>What somebody without an account has sent to an open board.</summary>
public sealed class Suggestion
{
    public const int TitleLength = 150;
    public const int TextLength = 2_000;
    public const int FromLength = 120;
    public const int ReasonLength = 500;
    public const int AnswerLength = 4_000;

    /// <summary>So long the words of what is not shown are kept: its author can ask why.</summary>
    public const int DaysRefused = 90;

    public long Id { get; private set; }
    public required long BoardId { get; init; }
    public OpenBoard? Board { get; init; }

    /// <summary>Within its board, given once: its page's address, and what others remember it by (<see cref="Origin"/>).</summary>
    public required int Number { get; init; }

    /// <summary>Plain words of a stranger, like <see cref="Text"/>; empty once they are erased.</summary>
    public required string Title { get; set; }
    public required string Text { get; set; }

    /// <summary>The code of the language it is written in.</summary>
    public required string Language { get; init; }

    /// <summary>Whom it is from, in words: <c>a bakery with five people</c>. Nobody has to say.</summary>
    public string? From { get; set; }

    /// <summary>Its words as they are looked for.</summary>
    public required string Folded { get; set; }
    public SuggestionState State { get; set; } = SuggestionState.Waiting;
    public SuggestionRefusal? Reason { get; set; }

    /// <summary>The city's own words beside the reason; its author alone reads them.</summary>
    public string? ReasonText { get; set; }

    /// <summary>Of the link by which its author sees it and takes it back; null once that is forgotten.</summary>
    public string? TokenHash { get; set; }

    /// <summary>Of the browser's word, and of this board alone: two boards do not tell that they know the same browser.</summary>
    public string? Browser { get; set; }
    public required DateTime SentAt { get; init; }

    /// <summary>When it was first shown.</summary>
    public DateTime? ShownAt { get; set; }

    /// <summary>When it became what it is; null where nobody has decided on it, also when it was taken back before that.</summary>
    public DateTime? DecidedAt { get; set; }

    /// <summary>What the city says of it.</summary>
    public string? Answer { get; set; }
    public string? AnswerLanguage { get; set; }
    public DateTime? AnsweredAt { get; set; }

    /// <summary>How many browsers said that it matters to them too.</summary>
    public int Supports { get; private set; }

    /// <summary>Random: the usual order begins every day at another place among them, so that being early is no advantage.</summary>
    public required int Mix { get; init; }

    /// <summary>When something new came to stand on its page; followers who were told before are told.</summary>
    public DateTime? NewsAt { get; set; }

    /// <summary>Changes with every decision, so that of two people who decide at once one holds.</summary>
    public int Turn { get; set; }

    /// <summary>How others name it, for ever: <c>open:espoo-courtyards/12</c>. Needs its board.</summary>
    public string Origin => OriginOf(Board!.Identifier, Number);

    public static string OriginOf(string slug, int number) => FormattableString.Invariant($"open:{slug}/{number}");

    /// <summary>The one of this origin, with its board; null where there is none.</summary>
    internal static async Task<Suggestion?> WithOriginAsync(AppDb db, string origin, CancellationToken cancel) =>
        PlaceOf(origin) is var (slug, number)
            ? await db
                .Suggestions.Include(s => s.Board)
                .SingleOrDefaultAsync(s => s.Number == number && s.Board!.Identifier == slug, cancel)
            : null;

    /// <summary>Whether everybody reads the one of this origin, as the database has it now.</summary>
    internal static async Task<bool> IsShownAsync(AppDb db, string origin, CancellationToken cancel) =>
        PlaceOf(origin) is var (slug, number)
        && await db.Suggestions.AnyAsync(
            s => s.Number == number && s.Board!.Identifier == slug && s.State == SuggestionState.Shown,
            cancel
        );

    private static (string Slug, int Number)? PlaceOf(string origin) =>
        origin.StartsWith("open:", StringComparison.Ordinal)
        && origin[5..].Split('/') is [var slug, var number]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? (slug, n)
            : null;

    /// <summary>Takes the words away; that it was there stays.</summary>
    public void EraseWords() => (Title, Text, Folded, From, ReasonText) = ("", "", "", null, null);

    /// <summary>What the city said of it may quote it.</summary>
    public void EraseAnswer() => (Answer, AnswerLanguage, AnsweredAt) = (null, null, null);
}

/// <summary>A browser to whom a suggestion matters too.</summary>
public sealed class SuggestionSupport
{
    public long Id { get; private set; }
    public required long SuggestionId { get; init; }

    /// <summary>Of the browser's word and this very suggestion: nobody can list what one browser supports.</summary>
    public required string Browser { get; init; }
}

/// <summary>What was decided of a suggestion or a board, and who did it; without anybody's words.</summary>
public sealed class ModerationEntry
{
    public long Id { get; private set; }
    public required long BoardId { get; init; }

    /// <summary>Null for what concerns the whole board.</summary>
    public int? Number { get; init; }
    public required ModerationAct Act { get; init; }
    public SuggestionRefusal? Reason { get; init; }

    /// <summary>Null for authors, and once the account is gone.</summary>
    public long? AccountId { get; set; }
    public required DateTime At { get; init; }
}

public enum ModerationAct
{
    Published,
    Closed,
    Shown,
    Refused,
    Answered,
    Withdrawn,
    DaysChanged,
    QuestionChanged,
    RulesChanged,
}
