using System.Globalization;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Engagement;

/// <summary>How many mails one network address has asked for: whose address is typed is not known.</summary>
public sealed class AskingAllowance(TimeProvider time) : NetworkAllowance(time);

/// <summary>
/// Somebody wants to be told by mail what happens with something, without an account. Whoever types an address learns nothing of it: the answer is the
/// same whatever happens with it.
/// </summary>
public sealed class AskToFollow(AppDb db, FollowingMails mails, AskingAllowance allowance, TimeProvider time)
{
    // A mailbox shall not be filled through our form. The mails themselves are counted: rows go with who stops.
    private static readonly TimeSpan NotAgainBefore = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private const int MostADay = 5;
    private const int Tries = 3;

    /// <summary>So many things one address follows: one mail tells of all of them.</summary>
    internal const int MostFollowed = 50;

    /// <param name="what">What is followed.</param>
    /// <param name="email">What was typed.</param>
    /// <param name="rhythm">What was chosen.</param>
    /// <param name="client">The network address it comes from, as far as limits go.</param>
    /// <param name="language">Of the page, and of mails.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// Refused with <c>followed-not-found</c>, <c>follows-too-fast</c>, or <c>check-fields</c>: at <c>email</c> <c>email-missing</c>, <c>bad-email</c>, at
    /// <c>rhythm</c> <c>rhythm-missing</c>.
    /// </returns>
    public async Task<Outcome<FollowedThing>> RunAsync(
        Followed what,
        string email,
        string rhythm,
        string client,
        Language language,
        CancellationToken cancel = default
    )
    {
        if (await FollowedThing.FindAsync(db, what, cancel) is not { } thing)
            return new Refusal("followed-not-found");
        email = email.Trim();
        var wrong = new List<FieldProblem>();
        if (email.Length == 0)
            wrong.Add(new FieldProblem("email", new Refusal("email-missing")));
        else if (!OutgoingMail.IsAddress(email))
            wrong.Add(new FieldProblem("email", new Refusal("bad-email", email)));
        if (!Code.TryParse<FollowRhythm>(rhythm, out var chosen))
            wrong.Add(new FieldProblem("rhythm", new Refusal("rhythm-missing")));
        if (wrong.Count > 0)
            return new Refusal("check-fields") { Fields = wrong };
        if (!allowance.Takes(client))
            return new Refusal("follows-too-fast");
        email = email.ToLowerInvariant();
        for (var left = Tries; left > 0; left--)
        {
            if (!await PrepareAsync(thing, email, chosen, language, cancel) || await db.SaveInTurnAsync(cancel) is null)
                break;
            // Somebody typed the same address at this moment: it is counted anew.
            db.ChangeTracker.Clear();
        }
        return thing;
    }

    private async Task<bool> PrepareAsync(
        FollowedThing thing,
        string email,
        FollowRhythm rhythm,
        Language language,
        CancellationToken cancel
    )
    {
        var now = time.GetUtcNow().UtcDateTime;
        var (from, to) = FollowingMails.KeysOfAsking(email);
        var asked = await db
            .Mails.Where(m => m.Key.CompareTo(from) >= 0 && m.Key.CompareTo(to) < 0 && m.To == email)
            .OrderByDescending(m => m.Key)
            .Take(MostADay)
            .Select(m => new { m.Key, m.CreatedAt })
            .ToListAsync(cancel);
        if (asked.Count == MostADay && asked[^1].CreatedAt > now - Day)
            return false;
        var (kind, key) = thing.What;
        var following = await db
            .Followings.Include(f => f.Links)
            .SingleOrDefaultAsync(f => f.Email == email && f.Kind == kind && f.Key == key, cancel);
        if (following is null)
        {
            if (await db.Followings.CountAsync(f => f.Email == email, cancel) >= MostFollowed)
                return false;
            db.Followings.Add(
                following = new Following
                {
                    Email = email,
                    Kind = kind,
                    Key = key,
                    Rhythm = rhythm,
                    Language = language.Code,
                    AskedAt = now,
                }
            );
        }
        else if (following.AskedAt > now - (following.ConfirmedAt is null ? NotAgainBefore : Day))
            return false;
        following.AskedAt = now;
        var place = asked.Count == 0 ? 1 : 1 + int.Parse(asked[0].Key[from.Length..], CultureInfo.InvariantCulture);
        mails.AskToConfirm(following, thing, rhythm, language, place);
        return true;
    }
}
