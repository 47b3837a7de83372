using Alliance.Platform.Data;
using Alliance.Sprints;
using Alliance.Sprints.Documents;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Parts;

internal sealed class SprintsPart() : TablePart<SprintDocument, Sprint>("sprints")
{
    protected override string TagOf(SprintDocument document) => $"sprint:{document.Id}";

    protected override string NameOf(SprintDocument document) => $"{document.Title}";

    protected override SprintDocument Of(Sprint row) => SprintDocument.Of(row);

    protected override Sprint Apply(SprintDocument document, Sprint? stored) => document.Apply(stored);

    // What its hosts still plan is theirs alone.
    protected override IAsyncEnumerable<SprintDocument> AllAsync(AppDb db) =>
        SprintRights
            .Shown(db.Sprints.AsNoTracking())
            .OrderBy(s => s.Identifier)
            .AsAsyncEnumerable()
            .Select(SprintDocument.Of);

    protected override void Check(SprintDocument document, PackageContext context, Tell tell)
    {
        if (document.Begins?.First > document.Ends?.Last)
            tell("ends", "end-before-start", $"{document.Ends}", $"{document.Begins}");
        if (document.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            tell("timeZone", "wrong-form", zone, "Europe/Helsinki");
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var session in document.Sessions ?? [])
        {
            if (!keys.Add(session.Key))
                tell("sessions", "duplicate-key", session.Key);
            if (session.Ends < session.Starts)
                tell("sessions", "end-before-start", $"{session.Ends:s}", $"{session.Starts:s}");
        }
    }
}
