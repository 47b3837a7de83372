using System.Text.Json.Nodes;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Log;

/// <summary>An entry in words: what was stated of which deal, by whom.</summary>
/// <param name="Told">False while its deal is not public: nothing is said of it but that there is an entry.</param>
internal sealed record LogLine(LogEntry Entry, bool Told, string Party, string? By, string? Slug, LocalText? Title);

/// <summary>What the page of the log shows.</summary>
internal sealed record LogPageData(LogCheckpoint Latest, IReadOnlyList<LogLine> Lines)
{
    private const int Shown = 20;

    /// <summary>The newest entries with the names of what they are about (4 queries); null while nothing is logged.</summary>
    public static async Task<LogPageData?> LoadAsync(AppDb db, CancellationToken cancel)
    {
        if (await LogQueries.LatestAsync(db, cancel) is not { } latest)
            return null;
        var entries = await db
            .LogEntries.AsNoTracking()
            .Where(e => e.Index < latest.Size)
            .OrderByDescending(e => e.Index)
            .Take(Shown)
            .ToListAsync(cancel);
        var identifiers = entries.Select(e => e.Deal).OfType<string>().Distinct().ToList();
        var deals = await db
            .Deals.Where(d => identifiers.Contains(d.Identifier))
            .Select(d => new
            {
                d.Identifier,
                d.Slug,
                d.Title,
            })
            .ToDictionaryAsync(d => d.Identifier, cancel);
        bool Told(LogEntry entry) => entry.Deal is null || deals.ContainsKey(entry.Deal);
        var said = entries.ConvertAll(e =>
            (Entry: e, Party: Told(e) ? Text(e, "party") : null, By: Told(e) ? Text(e, "by") : null)
        );
        var parties = said.SelectMany(s => new[] { s.Party, s.By }).OfType<string>().Distinct().ToList();
        var names = await db
            .Organisations.Where(o => parties.Contains(o.Identifier))
            .ToDictionaryAsync(o => o.Identifier, o => o.Name, cancel);
        string? Named(string? party) => party is null ? null : names.GetValueOrDefault(party, party);
        return new(
            latest,
            [
                .. said.Select(s =>
                {
                    var deal = s.Entry.Deal is { } id ? deals.GetValueOrDefault(id) : null;
                    return new LogLine(
                        s.Entry,
                        Told(s.Entry),
                        Named(s.Party) ?? "",
                        Named(s.By),
                        deal?.Slug,
                        deal?.Title
                    );
                }),
            ]
        );
    }

    private static string? Text(LogEntry entry, string field) =>
        LogQueries.StatementOf(entry)?[field] is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : null;
}
