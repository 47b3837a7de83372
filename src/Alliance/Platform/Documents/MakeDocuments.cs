using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Documents;

/// <summary>Makes what waits in the queue, one after the other, keeps it, and throws away what is old.</summary>
internal sealed class MakeDocuments(
    DocumentQueue queue,
    PdfPrinter printer,
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<MakeDocuments> log
) : BackgroundService
{
    private DateTimeOffset nextPruning;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var job in queue.TakeAsync(stoppingToken))
                await MakeAsync(job, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    private async Task MakeAsync(DocumentJob job, CancellationToken cancel)
    {
        Outcome<byte[]> made = new Refusal("pdf-failed");
        try
        {
            made = await printer.PrintAsync(job.File, cancel);
            if (made.Refusal is null)
                await KeepAsync(job, made.Value, cancel);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            // Whoever waits may still have the PDF when only keeping it failed.
            log.LogError(broken, "A document ({Kind}) could not be made or kept", job.Key.Kind);
        }
        finally
        {
            queue.Finish(job, made);
        }
    }

    private async Task KeepAsync(DocumentJob job, byte[] content, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var now = time.GetUtcNow();
        var (kind, subject, language) = job.Key;
        if (now >= nextPruning)
        {
            nextPruning = now + TimeSpan.FromHours(1);
            var old = now.UtcDateTime - KeptDocument.Lasts;
            await db.KeptDocuments.Where(d => d.MadeAt < old).ExecuteDeleteAsync(cancel);
        }
        var replaced = await db
            .KeptDocuments.Where(d => d.Kind == kind && d.Subject == subject && d.Language == language)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(d => d.InputHash, job.Hash)
                        .SetProperty(d => d.Content, content)
                        .SetProperty(d => d.MadeAt, now.UtcDateTime),
                cancel
            );
        if (replaced > 0)
            return;
        db.KeptDocuments.Add(
            new KeptDocument
            {
                Kind = kind,
                Subject = subject,
                Language = language,
                InputHash = job.Hash,
                Content = content,
                MadeAt = now.UtcDateTime,
            }
        );
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException raced)
        {
            // Another node made the same at the same time.
            log.LogDebug(raced, "A document ({Kind}) was kept by another node", kind);
        }
    }
}
