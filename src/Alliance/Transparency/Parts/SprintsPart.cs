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

    // What is planned here is nobody else's to overwrite, and what was called off does not come back by a file from before.
    private readonly HashSet<string> planned = new(StringComparer.Ordinal);
    private readonly HashSet<string> calledOff = new(StringComparer.Ordinal);

    public override async Task<List<SprintDocument>> StoredAsync(AppDb db, List<string> ids)
    {
        var stored = await db.Sprints.AsNoTracking().Where(s => ids.Contains(s.Identifier)).ToListAsync();
        planned.UnionWith(stored.Where(s => s.State == SprintState.Planned).Select(s => s.Identifier));
        calledOff.UnionWith(stored.Where(s => s.State == SprintState.CalledOff).Select(s => s.Identifier));
        return [.. stored.Where(s => s.State != SprintState.Planned).Select(SprintDocument.Of)];
    }

    protected override void CheckChange(SprintDocument? before, SprintDocument after, PackageContext context, Tell tell)
    {
        base.CheckChange(before, after, context, tell);
        if (planned.Contains(after.Id))
            tell("id", "sprint-planned-here", after.Id);
        if (calledOff.Contains(after.Id) && after.CalledOffOn is null)
            tell("calledOffOn", "sprint-was-called-off", after.Id);
    }

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
