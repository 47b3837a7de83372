using Alliance.Monitoring;
using Alliance.Monitoring.EvidenceFiles;
using Alliance.Monitoring.Obstacles;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Rights;

/// <summary>A report that somebody is asked for: about the promise c3 of the scene's deal.</summary>
internal static class RightsReports
{
    /// <summary>What the link in the mail ends in.</summary>
    public const string Token = "asked-report";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Fills <c>{asking}</c> and <c>{question}</c>.</summary>
    public static Task AskAsync(TestApp app, Dictionary<string, string> made) =>
        app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            var deal = await db.Deals.SingleAsync(d => d.Slug == made["{deal}"], Cancel);
            db.ReportCalendars.Add(
                new ReportCalendar
                {
                    CityId = deal.CityId,
                    TimeZone = "Europe/Helsinki",
                    PreparedOn = DateOnly.MaxValue,
                }
            );
            var request = new ReportRequest
            {
                CityId = deal.CityId,
                PeriodEnd = new DateOnly(2025, 12, 31),
                Email = "partner@example.org",
                Name = "Partner",
                Language = "en",
                CreatedAt = now,
                AskedAt = now.AddDays(-20),
                WrittenAt = now.AddDays(-20),
                Due = new DateOnly(2026, 3, 31),
                KeepUntil = now + ReportRequest.OpenFor,
                Questions =
                [
                    new ReportQuestion
                    {
                        DealId = deal.Id,
                        Commitment = "c3",
                        Party = "p2",
                        Period = Period.Parse("2025"),
                        AskedAt = now.AddDays(-20),
                        Due = new DateOnly(2026, 3, 31),
                        WantsHelp = true,
                        Help = "Water.",
                    },
                ],
                Links = [new ReportLink { Hash = LinkToken.HashOf(Token), ExpiresAt = now.AddYears(1) }],
            };
            db.ReportRequests.Add(request);
            db.NamedObstacles.Add(
                new NamedObstacle
                {
                    DealId = deal.Id,
                    Commitment = "c3",
                    Kind = Obstacle.Legal,
                    Since = Period.Parse("2024"),
                    Until = Period.Parse("2024"),
                    Present = true,
                    NamedAt = now.AddDays(-300),
                }
            );
            await db.SaveChangesAsync(Cancel);
            made["{asking}"] = $"{request.Id}";
            made["{question}"] = $"{request.Questions[0].Id}";
        });

    /// <summary>The party has reported a number of its promise.</summary>
    public static Task<string> MeasuredAsync(TestApp app, string slug) =>
        app.WithDbAsync(async db =>
        {
            db.Measurements.Add(
                new Measurement
                {
                    DealId = await db.Deals.Where(d => d.Slug == slug).Select(d => d.Id).SingleAsync(Cancel),
                    Commitment = "c3",
                    Period = Period.Parse("2025"),
                    Span = MeasuredSpan.During,
                    Version = 1,
                    Value = 12,
                    Unit = "trees",
                    Method = MeasuringMethod.Measured,
                    Source = "Counted.",
                    Trust = TrustLevel.Declared,
                    ByOrganisationId = await db
                        .Deals.Where(d => d.Slug == slug)
                        .SelectMany(d => d.Parties)
                        .Where(p => p.Key == "p2")
                        .Select(p => p.OrganisationId)
                        .SingleAsync(Cancel),
                    OnBehalf = false,
                    RecordedAt = app.Time.GetUtcNow().UtcDateTime,
                }
            );
            await db.SaveChangesAsync(Cancel);
            return "2025.v1";
        });

    /// <summary>Of the file that was given as evidence.</summary>
    public static string EvidenceHash { get; } = new('0', 64);

    /// <summary>A file that was given as evidence of the promise c3: its key.</summary>
    public static Task<string> EvidenceAsync(TestApp app, string slug) =>
        app.WithDbAsync(async db =>
        {
            var file = new EvidenceFile
            {
                DealId = await db.Deals.Where(d => d.Slug == slug).Select(d => d.Id).SingleAsync(Cancel),
                Commitment = "c3",
                Name = "bills.pdf",
                MediaType = "application/pdf",
                Content = [1],
                Hash = EvidenceHash,
                At = app.Time.GetUtcNow().UtcDateTime,
            };
            db.EvidenceFiles.Add(file);
            await db.SaveChangesAsync(Cancel);
            return $"{file.Id}";
        });

    /// <summary>What a refused form must leave alone.</summary>
    public static async Task<IEnumerable<string>> StateAsync(AppDb db) =>
        [
            .. (await db.ReportRequests.AsNoTracking().OrderBy(r => r.Id).ToListAsync(Cancel)).Select(r =>
                $"{r.Id} {r.Email} {r.Turn} {r.Note}"
            ),
            .. (await db.ReportQuestions.AsNoTracking().OrderBy(q => q.Id).ToListAsync(Cancel)).Select(q =>
                $"{q.Id} {q.RequestId} {q.AnsweredAt} {q.HelpedAt}"
            ),
            .. (await db.ReportCalendars.AsNoTracking().OrderBy(c => c.Id).ToListAsync(Cancel)).Select(c =>
                $"{c.CityId} {c.Turn} {c.DueDays} {c.TimeZone} {c.ReleasedAt}"
            ),
            .. (await db.ReportContacts.AsNoTracking().OrderBy(c => c.Id).ToListAsync(Cancel)).Select(c =>
                $"{c.Email}"
            ),
            .. (await db.ReportRhythms.AsNoTracking().OrderBy(r => r.Id).ToListAsync(Cancel)).Select(r => $"{r.Every}"),
            $"{await db.Reports.CountAsync(Cancel)} {await db.HealthOverrides.CountAsync(Cancel)} {await db.Enquiries.CountAsync(Cancel)}",
        ];
}
