using System.Globalization;
using System.Text.Json;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Publications;

/// <summary>An edition in the open format: one line of <c>publications.jsonl</c>. Who froze it never leaves.</summary>
/// <param name="Id">The publication's identifier and the number: <c>warm-halls.2</c>.</param>
/// <param name="Publication">The publication's identifier.</param>
/// <param name="Number">From 1.</param>
/// <param name="FrozenAt">When it was put before everybody (UTC).</param>
/// <param name="WithdrawnAt">When it was withdrawn (UTC); absent where it holds.</param>
/// <param name="Reason">Why it was.</param>
/// <param name="Hash">SHA-256 of the content as it is written here, lower-case hex.</param>
/// <param name="Content">An <see cref="EditionContent"/>: as it was frozen, not as this program would write it.</param>
public record EditionDocument(
    string Id,
    string Publication,
    int Number,
    DateTime FrozenAt,
    DateTime? WithdrawnAt,
    LocalText? Reason,
    string Hash,
    JsonElement Content
) : IDocument
{
    public static string IdOf(string publication, int number) => FormattableString.Invariant($"{publication}.{number}");

    internal static EditionDocument Of(Edition edition, string publication) =>
        new(
            IdOf(publication, edition.Number),
            publication,
            edition.Number,
            edition.FrozenAt.InWholeSeconds(),
            edition.WithdrawnAt?.InWholeSeconds(),
            edition.Reason,
            edition.Hash,
            JsonSerializer.Deserialize<JsonElement>(edition.Content, JsonColumn.Options)
        );

    /// <summary>The content word for word, of which the hash was taken.</summary>
    internal string Words() => JsonSerializer.Serialize(Content, JsonColumn.Options);

    /// <summary>What it shows; null where it cannot be read.</summary>
    internal EditionContent? Read()
    {
        try
        {
            return Content.Deserialize<EditionContent>(JsonColumn.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Of k12 it is 12; keys that another program gave may be of any form.
    private static int NumberOf(string key) =>
        int.TryParse(
            key.AsSpan(Math.Min(1, key.Length)),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : 0;

    /// <summary>The row with this content, which belongs to no publication yet.</summary>
    /// <param name="publication">The publication's number; 0 where it comes with the same file.</param>
    internal Edition Row(long publication) =>
        new()
        {
            PublicationId = publication,
            Number = Number,
            FrozenAt = FrozenAt,
            Title = Read()!.Title,
            Content = Words(),
            Hash = Hash,
            WithdrawnAt = WithdrawnAt,
            Reason = Reason,
        };

    /// <summary>
    /// The publication whose newest edition this is. What was worked on beside its editions stayed where it was: here one goes on with what that
    /// edition shows.
    /// </summary>
    internal Publication Begin()
    {
        var content = Read()!;
        var chapters = content.Chapters.Select(c => c.Chosen()).OfType<Chapter>().ToList();
        return new Publication
        {
            Identifier = Publication,
            Kind = content.Kind,
            Title = content.Title,
            Introduction = content.Introduction,
            Chapters = chapters,
            // A key is given once.
            LastKey = content.Chapters.Select(c => NumberOf(c.Key)).Append(0).Max(),
            ChangedAt = FrozenAt,
        };
    }
}
