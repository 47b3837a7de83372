using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Publications;

/// <summary>
/// A publication as it was on a day: everything it shows is in it, so that nothing that changes later changes it. It is never edited; it can be
/// withdrawn, with a reason.
/// </summary>
public sealed class Edition
{
    public const int ReasonLength = 1_000;

    /// <summary>So many bytes its content has at most: with them it still is one line of the open format.</summary>
    public const int MostBytes = 900_000;

    public long Id { get; private set; }
    public long PublicationId { get; init; }
    public Publication? Publication { get; private set; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }
    public required DateTime FrozenAt { get; init; }

    /// <summary>As <see cref="Content"/> has it, so that a list of editions need not read all of them.</summary>
    public required LocalText Title { get; init; }

    /// <summary>The account of who froze it; it can be forgotten, and stands in no file.</summary>
    public long? AccountId { get; set; }

    /// <summary>An <see cref="EditionContent"/> as JSON, word for word as <see cref="Hash"/> was taken of it.</summary>
    public required string Content { get; init; }

    /// <summary>SHA-256 of <see cref="Content"/>, lower-case hex.</summary>
    public required string Hash { get; init; }
    public DateTime? WithdrawnAt { get; set; }

    /// <summary>Why; null as long as it is not withdrawn.</summary>
    public LocalText? Reason { get; set; }

    public static Edition Of(int number, EditionContent content, long? account, DateTime at)
    {
        var text = JsonSerializer.Serialize(content, JsonColumn.Options);
        return new Edition
        {
            Number = number,
            FrozenAt = at,
            Title = content.Title,
            AccountId = account,
            Content = text,
            Hash = HashOf(text),
        };
    }

    public static string HashOf(string content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    public EditionContent Read() => JsonSerializer.Deserialize<EditionContent>(Content, JsonColumn.Options)!;
}
