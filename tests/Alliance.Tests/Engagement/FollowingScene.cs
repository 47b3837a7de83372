using System.Net;
using System.Text.RegularExpressions;
using Alliance.Deals;
using Alliance.Engagement;
using Alliance.Engagement.Jobs;
using Alliance.Monitoring;
using Alliance.Platform.Data;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Engagement;

/// <summary>Somebody without an account who follows what stands in the register, through the pages and mails alone.</summary>
internal sealed partial class FollowingScene(TestApp app) : IDisposable
{
    public const string Mail = "vera@example.org";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public HttpClient Stranger { get; } = app.NewClient(cookies: true);

    public async Task AskAsync(string what, string rhythm = "weekly", string email = Mail, string language = "en")
    {
        var page = $"/{language}/follow?{what}";
        using var asked = await Stranger.SendAsync(page, "follow-this", ("email", email), ("rhythm", rhythm));
        await Forms.LeadsToAsync(asked, page + "&asked=1");
    }

    /// <summary>Asks, and confirms by the link in the mail: where that leads.</summary>
    public async Task<string> FollowAsync(string what, string rhythm = "weekly", string language = "en")
    {
        await AskAsync(what, rhythm, language: language);
        var link = await app.LinkInMailAsync(Mail, FollowingMails.KeyOfAsking);
        using var confirmed = await Stranger.SendAsync(link, "confirm-follow");
        await Forms.LeadsToAsync(confirmed, link);
        return link;
    }

    /// <summary>Does what the job does.</summary>
    public async Task TellAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        await TellWhoFollows.RunAsync(scope.ServiceProvider, Cancel);
    }

    /// <summary>How many mails with news were written.</summary>
    public Task<int> NewsAsync() =>
        app.WithDbAsync(db => db.Mails.CountAsync(m => m.Key.StartsWith(FollowingMails.KeyOfNews), Cancel));

    public Task<int> CountAsync() => app.WithDbAsync(db => db.Followings.CountAsync(Cancel));

    /// <summary>The newest mail with news, as text.</summary>
    public async Task<string> NewestAsync() => (await app.MailAsync(Mail, FollowingMails.KeyOfNews)).TextBody!;

    /// <summary>The link that stands under these words in it.</summary>
    public static string Under(string mail, string words)
    {
        var lines = mail.Split('\n').Select(l => l.TrimEnd('\r')).ToList();
        return Path().Match(lines[lines.FindIndex(l => l.Contains(words, StringComparison.Ordinal)) + 1]).Value;
    }

    public Task MeasureAsync(string deal, string commitment, string period, DateTime? at = null, long? import = null) =>
        app.WithDbAsync(async db =>
        {
            db.Measurements.Add(
                new Measurement
                {
                    DealId = await db.Deals.Where(d => d.Identifier == deal).Select(d => d.Id).SingleAsync(Cancel),
                    Commitment = commitment,
                    Period = Period.Parse(period),
                    Span = MeasuredSpan.During,
                    Version = 1,
                    Value = 12,
                    Unit = "trees",
                    Method = MeasuringMethod.Measured,
                    Source = "Counted (example).",
                    Trust = TrustLevel.Declared,
                    OnBehalf = true,
                    ImportId = import,
                    RecordedAt = at ?? app.Time.GetUtcNow().UtcDateTime,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });

    public Task VersionAsync(string deal, VersionKind kind = VersionKind.Recorded) =>
        app.WithDbAsync(async db =>
        {
            var last = await db
                .DealVersions.AsNoTracking()
                .Where(v => v.Deal!.Identifier == deal)
                .OrderByDescending(v => v.Number)
                .FirstAsync(Cancel);
            db.DealVersions.Add(
                new DealVersion
                {
                    DealId = last.DealId,
                    Number = last.Number + 1,
                    Kind = kind,
                    RecordedAt = app.Time.GetUtcNow().UtcDateTime,
                    Hash = last.Hash,
                    Content = last.Content,
                    CityId = last.CityId,
                    Instrument = last.Instrument,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });

    public async Task<HttpStatusCode> EndByMailAsync(string address, string body = "List-Unsubscribe=One-Click")
    {
        // As a mail program does: without a page read before, without cookies.
        using var nobody = app.NewClient();
        using var content = new StringContent(body, null, "application/x-www-form-urlencoded");
        using var answer = await nobody.PostAsync(address, content, Cancel);
        return answer.StatusCode;
    }

    public void Dispose() => Stranger.Dispose();

    [GeneratedRegex(@"(?<=https?://[^/\s]+)/\S+", RegexOptions.None, 1000)]
    private static partial Regex Path();
}
