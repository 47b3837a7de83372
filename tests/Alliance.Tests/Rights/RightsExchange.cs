using Alliance.Identity;
using Alliance.Knowledge.Exchange;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Rights;

/// <summary>A space that Espoo's deal manager keeps and its observer observes, on which rights are tried.</summary>
internal static partial class RightsExchange
{
    public const string Space = "example-space";

    /// <summary>Where the guests of Espoo's sprint meet.</summary>
    private const string Guests = "example-guests";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task ClearAsync(TestApp app) => app.WithDbAsync(db => db.Spaces.ExecuteDeleteAsync(Cancel));

    /// <param name="app">Where.</param>
    /// <param name="made">What the gaps stand for.</param>
    /// <param name="also">Addresses of further members.</param>
    public static Task MakeAsync(TestApp app, Dictionary<string, string> made, params string[] also) =>
        app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            var space = new Space
            {
                Slug = Space,
                Kind = SpaceKind.LeadershipGroup,
                Name = new LocalText("en", "Example space"),
                Purpose = new LocalText("en", "What three cities try."),
                CityId = await db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel),
                OpenedAt = now,
            };
            var guests = new Space
            {
                Slug = Guests,
                Kind = SpaceKind.SprintGuests,
                Name = new LocalText("en", "Example guests"),
                CityId = space.CityId,
                Sprint = RightsSprints.Sprint,
                OpenedAt = now,
            };
            db.Spaces.AddRange(space, guests);
            await db.SaveChangesAsync(Cancel);
            SpaceMember Member(long account, SpaceRole role, long? of = null) =>
                new()
                {
                    SpaceId = of ?? space.Id,
                    AccountId = account,
                    Role = role,
                    Since = now,
                    Rhythm = DigestRhythm.Weekly,
                    DigestedAt = now,
                };
            var manager = await AccountAsync(db, "manager@example.org", now);
            var observer = Member(await AccountAsync(db, "observer@example.org", now), SpaceRole.Observer);
            db.SpaceMembers.AddRange(
                Member(manager, SpaceRole.Member),
                Member(manager, SpaceRole.Member, guests.Id),
                observer
            );
            foreach (var email in also)
                db.SpaceMembers.Add(Member(await AccountAsync(db, email, now), SpaceRole.Member));
            var invitation = new SpaceInvitation
            {
                SpaceId = space.Id,
                Email = "field-manager@example.org",
                Role = SpaceRole.Member,
                At = now,
            };
            db.SpaceInvitations.Add(invitation);
            Topic Topic(TopicKind kind) =>
                new()
                {
                    SpaceId = space.Id,
                    Kind = kind,
                    Title = new LocalText("en", $"Example {Code.Of(kind)}"),
                    Text = new LocalText("en", "Words."),
                    AuthorId = manager,
                    At = now,
                    AskedUntil = kind == TopicKind.Decision ? new DateOnly(2026, 4, 1) : null,
                };
            var (topic, decision) = (Topic(TopicKind.Question), Topic(TopicKind.Decision));
            db.SpaceTopics.AddRange(topic, decision);
            await db.SaveChangesAsync(Cancel);
            var answer = new Answer
            {
                TopicId = topic.Id,
                Text = new LocalText("en", "An answer."),
                AuthorId = observer.AccountId,
                At = now,
            };
            db.SpaceAnswers.Add(answer);
            var document = new SpaceDocument
            {
                SpaceId = space.Id,
                Title = "Example minutes",
                On = new DateOnly(2026, 3, 1),
                Name = "minutes.pdf",
                MediaType = "application/pdf",
                Content = "%PDF-1.7"u8.ToArray(),
                AuthorId = observer.AccountId,
                At = now,
            };
            db.SpaceDocuments.Add(document);
            await db.SaveChangesAsync(Cancel);
            await using var scope = app.Services.CreateAsyncScope();
            made["{space}"] = Space;
            made["{guests}"] = Guests;
            made["{invitation}"] = $"{invitation.Id}";
            made["{topic}"] = $"{topic.Id}";
            made["{decision}"] = $"{decision.Id}";
            made["{answer}"] = $"{answer.Id}";
            made["{member}"] = $"{observer.Id}";
            made["{document}"] = $"{document.Id}";
            made["{digest}"] = scope
                .ServiceProvider.GetRequiredService<DigestLinks>()
                .Of(observer, Language.English)
                .Split('/')[^1];
        });

    /// <summary>What forms change.</summary>
    public static async Task<IEnumerable<string>> StateAsync(AppDb db) =>
        [
            .. (await db.Spaces.AsNoTracking().OrderBy(s => s.Id).ToListAsync(Cancel)).Select(s =>
                $"space {s.Id} {s.Turn}"
            ),
            .. (await db.SpaceMembers.AsNoTracking().OrderBy(m => m.Id).ToListAsync(Cancel)).Select(m =>
                $"in space {m.Id} {m.Role} {m.Until} {m.Rhythm}"
            ),
            .. (await db.SpaceInvitations.AsNoTracking().OrderBy(i => i.Id).ToListAsync(Cancel)).Select(i =>
                $"invited {i.Id} {i.Email}"
            ),
            .. (await db.SpaceTopics.AsNoTracking().OrderBy(t => t.Id).ToListAsync(Cancel)).Select(t =>
                $"topic {t.Id} {t.Turn}"
            ),
            $"{await db.SpaceAnswers.CountAsync(Cancel)} {await db.SpacePositions.CountAsync(Cancel)}",
            .. (
                await db.SpaceDocuments.OrderBy(d => d.Id).Select(d => new { d.Id, d.Turn }).ToListAsync(Cancel)
            ).Select(d => $"{d}"),
        ];

    // Whoever acts later finds the account, and gets their roles.
    private static async Task<long> AccountAsync(AppDb db, string email, DateTime now)
    {
        if (await db.Accounts.SingleOrDefaultAsync(a => a.Email == email, Cancel) is { } known)
            return known.Id;
        var account = new Account
        {
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            Name = email.Split('@')[0],
            SecurityStamp = email,
            CreatedAt = now,
            LockoutEnabled = true,
        };
        db.Accounts.Add(account);
        await db.SaveChangesAsync(Cancel);
        return account.Id;
    }
}
