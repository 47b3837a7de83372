using Alliance.Engagement;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Rights;

/// <summary>An address that follows two things, and the links that it was mailed.</summary>
internal static partial class RightsFollowing
{
    public const string Asked = "example-asked-token";
    public const string Told = "example-told-token";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task ClearAsync(TestApp app) => app.WithDbAsync(db => db.Followings.ExecuteDeleteAsync(Cancel));

    public static async Task<string> MakeAsync(TestApp app)
    {
        await ClearAsync(app);
        await app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            var asked = Following(FollowedKind.Deal, "ma-11", now);
            asked.Links.Add(new FollowingLink { Hash = LinkToken.HashOf(Asked), Asks = FollowRhythm.Weekly });
            var told = Following(FollowedKind.City, "umea", now);
            told.Links.Add(new FollowingLink { Hash = LinkToken.HashOf(Told) });
            told.Confirm(FollowRhythm.Monthly, "en", now.AddYears(-2));
            (told.AskedAgainAt, told.DueAt) = (now.AddDays(-1), now.AddYears(1));
            db.Followings.AddRange(asked, told);
            await db.SaveChangesAsync(Cancel);
        });
        return "";
    }

    /// <summary>What forms change.</summary>
    public static async Task<IEnumerable<string>> StateAsync(AppDb db) =>
        (await db.Followings.AsNoTracking().OrderBy(f => f.Id).ToListAsync(Cancel)).Select(f =>
            $"{f.Email} {f.What.Query} {f.Rhythm} {f.ConfirmedAt} {f.AskedAgainAt}"
        );

    private static Following Following(FollowedKind kind, string key, DateTime now) =>
        new()
        {
            Email = "follower@example.org",
            Kind = kind,
            Key = key,
            Rhythm = FollowRhythm.Weekly,
            Language = "en",
            AskedAt = now.AddHours(-1),
        };
}
