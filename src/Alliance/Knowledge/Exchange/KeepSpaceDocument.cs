using System.Globalization;
using Alliance.Deals.Drafting;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Exchange;

/// <summary>Shares a file with a space, after a look at what it really is.</summary>
public sealed class KeepSpaceDocument(AppDb db, TimeProvider time)
{
    /// <summary>What a form lets one choose.</summary>
    public static string Accepted { get; } = $"{FileKind.Accepted},.docx,.xlsx";

    /// <param name="actor">Who is in the space.</param>
    /// <param name="slug">The space.</param>
    /// <param name="title">What it is, in one line.</param>
    /// <param name="on">The document's date, as <c>2026-05-05</c>.</param>
    /// <param name="file">A PDF, a picture, a letter or a workbook.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// Refused with <c>space-not-found</c>, <c>space-is-closed</c>, or <c>check-fields</c>: at <c>title</c> <c>title-missing</c>, <c>text-too-long</c>; at
    /// <c>on</c> <c>day-missing</c>, <c>bad-day</c>; at <c>file</c> <c>file-missing</c>, <c>file-too-large</c>, <c>document-kind</c>,
    /// <c>documents-are-many</c>.
    /// </returns>
    public async Task<Outcome<SpaceDocument>> RunAsync(
        Actor actor,
        string slug,
        string title,
        string on,
        IFormFile? file,
        CancellationToken cancel = default
    )
    {
        if (await SpaceAccess.OpenAsync(db, actor, slug, cancel) is not { } access)
            return new Refusal("space-not-found");
        if (!access.MayWrite)
            return new Refusal("space-is-closed");
        var wrong = new List<FieldProblem>();
        void Wrong(string field, Refusal why) => wrong.Add(new FieldProblem(field, why));
        title = StatedValues.OneLine(title);
        if (title.Length is 0 or > SpaceDocument.TitleLength)
            Wrong("title", new Refusal(title.Length == 0 ? "title-missing" : "text-too-long"));
        if (
            !DateOnly.TryParseExact(
                on.Trim(),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
            Wrong("on", new Refusal(on.Trim().Length == 0 ? "day-missing" : "bad-day"));
        if (
            await db.SpaceDocuments.CountAsync(d => d.SpaceId == access.Space.Id && d.RemovedAt == null, cancel)
            >= SpaceDocument.Most
        )
            Wrong("file", new Refusal("documents-are-many", $"{SpaceDocument.Most}"));
        var received = await ReceivedFile.ReadAsync(
            file,
            (content, _) => FileKind.Of(content) ?? FileKind.OfOffice(content),
            cancel
        );
        if (received.Refusal is { } bad)
            Wrong("file", bad.Code == "file-kind" ? new Refusal("document-kind") : bad);
        if (wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };
        var document = new SpaceDocument
        {
            SpaceId = access.Space.Id,
            Title = title,
            On = day,
            Name = received.Value.Name,
            MediaType = received.Value.MediaType,
            Content = received.Value.Content,
            AuthorId = actor.AccountId,
            At = time.GetUtcNow().InWholeSeconds().UtcDateTime,
        };
        db.SpaceDocuments.Add(document);
        await db.SaveChangesAsync(cancel);
        return document;
    }
}
