using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Alliance.Platform.Mail;

/// <summary>
/// Sends what waits, one after the other: on every node, each mail by one of them. A mail is taken for some minutes before
/// it is handed over; when its node dies, another takes it afterwards. What a server refuses is tried again after growing
/// gaps, and given up after a day.
/// </summary>
internal sealed class MailSender(
    IServiceScopeFactory scopes,
    IOptions<MailSettings> options,
    AllianceSettings settings,
    TimeProvider time,
    ILogger<MailSender> log
) : BackgroundService
{
    /// <summary>How long after each failure it is tried again; after the last one it is given up.</summary>
    public static readonly IReadOnlyList<TimeSpan> Gaps =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(8),
        TimeSpan.FromHours(14),
    ];

    /// <summary>Mails hold names and links; what was sent or given up goes after a month.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    // Longer than a server may take to accept one.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly MailTransport transport = MailTransports.For(options.Value, settings.Data);
    private DateTimeOffset nextPruning;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SendNextAsync(stoppingToken)) { }
                await PruneAsync(stoppingToken);
            }
            catch (Exception broken) when (broken is not OperationCanceledException)
            {
                log.LogWarning(broken, "The waiting mails could not be read; trying again");
            }
            catch (OperationCanceledException)
            {
                return;
            }
            try
            {
                await Task.Delay(Poll, time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Takes one mail that is due and tries it; false when none is.</summary>
    private async Task<bool> SendNextAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var now = time.GetUtcNow().UtcDateTime;
        if (await db.Mails.Where(m => m.DueAt <= now).OrderBy(m => m.DueAt).FirstOrDefaultAsync(cancel) is not { } mail)
            return false;
        // Only one node moves the day on; the others find it taken.
        var due = mail.DueAt;
        var leased = await db
            .Mails.Where(m => m.Id == mail.Id && m.DueAt == due)
            .ExecuteUpdateAsync(
                s => s.SetProperty(m => m.DueAt, now + Lease).SetProperty(m => m.Attempts, m => m.Attempts + 1),
                cancel
            );
        if (leased == 0)
            return true;
        await db.Entry(mail).ReloadAsync(cancel);
        try
        {
            await transport(mail, cancel);
            (mail.SentAt, mail.DueAt) = (time.GetUtcNow().UtcDateTime, null);
            (mail.Problem, mail.Trouble) = (null, null);
            (mail.Text, mail.Html, mail.Calendar, mail.Unsubscribe) = ("", "", null, null);
        }
        catch (Exception refused) when (refused is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            Postpone(mail, refused);
        }
        // It was sent, or refused: that is true although the server stops.
        await db.SaveChangesAsync(CancellationToken.None);
        return true;
    }

    private void Postpone(OutgoingMail mail, Exception refused)
    {
        var now = time.GetUtcNow().UtcDateTime;
        (mail.Problem, mail.Trouble) = (MailTroubles.Said(refused), MailTroubles.Of(refused));
        var last = mail.Attempts > Gaps.Count;
        mail.DueAt = last ? null : now + Gaps[mail.Attempts - 1];
        mail.GivenUpAt = last ? now : null;
        // Neither the address nor the text: logs are read by others than mails are.
        log.Log(
            last ? LogLevel.Error : LogLevel.Warning,
            "Mail {Id} could not be sent at attempt {Attempt}{Outcome}: {Problem}",
            mail.Id,
            mail.Attempts,
            last ? " and is given up" : "",
            refused.GetType().Name
        );
    }

    private async Task PruneAsync(CancellationToken cancel)
    {
        if (time.GetUtcNow() < nextPruning)
            return;
        nextPruning = time.GetUtcNow() + TimeSpan.FromHours(1);
        var before = time.GetUtcNow().UtcDateTime - Kept;
        await using var scope = scopes.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<AppDb>()
            .Mails.Where(m => m.DueAt == null && m.CreatedAt < before)
            .ExecuteDeleteAsync(cancel);
    }
}
