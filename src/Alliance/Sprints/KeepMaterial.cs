using Alliance.Deals.Drafting;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints;

/// <summary>Lays something beside a sprint, and takes it away.</summary>
public sealed class KeepMaterial(AppDb db, ChangeSprint change, TimeProvider time)
{
    /// <param name="url">An address of the web, or empty where there is a file.</param>
    /// <returns>
    /// Refused as <see cref="ChangeSprint"/> does, and with <c>check-fields</c>: at <c>material-title</c> <c>title-missing</c>, <c>text-too-long</c>; at
    /// <c>url</c> <c>bad-address</c>; at <c>file</c> <c>link-or-file</c>, <c>file-too-large</c>, <c>file-kind</c>, <c>too-many-materials</c>.
    /// </returns>
    public Task<Outcome<Sprint>> KeepAsync(
        Actor actor,
        string slug,
        string title,
        string url,
        IFormFile? file,
        bool forVisitors,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            slug,
            null,
            async sprint =>
            {
                var problems = new List<FieldProblem>();
                void Wrong(string field, Refusal why) => problems.Add(new FieldProblem(field, why));
                title = StatedValues.OneLine(title);
                var address = StatedValues.Address(url);
                if (title.Length is 0 or > SprintMaterial.TitleLength)
                    Wrong("material-title", new Refusal(title.Length == 0 ? "title-missing" : "text-too-long"));
                if (url.Trim().Length > 0 && (address is null || address.Length > SprintMaterial.UrlLength))
                    Wrong("url", new Refusal("bad-address"));
                var sent = file is { Length: > 0 };
                if (sent == url.Trim().Length > 0)
                    Wrong("file", new Refusal("link-or-file"));
                if (await db.SprintMaterials.CountAsync(m => m.SprintId == sprint.Id, cancel) >= SprintMaterial.Most)
                    Wrong("file", new Refusal("too-many-materials", $"{SprintMaterial.Most}"));
                var received = sent ? await ReceivedFile.ReadAsync(file, cancel) : default(Outcome<ReceivedFile>?);
                if (received?.Refusal is { } bad)
                    Wrong("file", bad);
                if (problems.Count > 0)
                    return new Refusal("check-fields") { Fields = problems };
                var kept = received?.Value;
                db.SprintMaterials.Add(
                    new SprintMaterial
                    {
                        SprintId = sprint.Id,
                        Title = title,
                        Url = address,
                        Name = kept?.Name,
                        MediaType = kept?.MediaType,
                        Content = kept?.Content,
                        ForVisitors = forVisitors,
                        At = time.GetUtcNow().UtcDateTime,
                    }
                );
                return null;
            },
            cancel
        );

    /// <summary>Refused as <see cref="ChangeSprint"/> does, and with <c>file-missing</c>.</summary>
    public Task<Outcome<Sprint>> RemoveAsync(
        Actor actor,
        string slug,
        long material,
        CancellationToken cancel = default
    ) =>
        change.RunAsync(
            actor,
            slug,
            null,
            async sprint =>
            {
                if (
                    await db.SprintMaterials.SingleOrDefaultAsync(
                        m => m.Id == material && m.SprintId == sprint.Id,
                        cancel
                    )
                    is not { } kept
                )
                    return new Refusal("file-missing");
                // With the sprint's own turn: what is refused as too late is still there.
                db.SprintMaterials.Remove(kept);
                return null;
            },
            cancel
        );
}
