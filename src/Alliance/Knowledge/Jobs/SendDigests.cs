using Alliance.Knowledge.Exchange;
using Alliance.Monitoring.Reporting;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Jobs;

/// <summary>
/// Mails to each member of a space, at the rhythm they chose, what others did there; nothing where nothing happened. Invitations that nobody answered
/// are forgotten on the way.
/// </summary>
internal sealed class SendDigests(AppDb db, FindPeople people, DigestLinks ends, MailLinks links, TimeProvider time)
{
    /// <summary>What is stored at this very moment may not be there to be read yet: the next digest has it.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromMinutes(2);

    /// <summary>So many lines a mail has; the space has the rest.</summary>
    private const int MostLines = 40;

    /// <summary>Of so many members the news are read together.</summary>
    private const int Batch = 200;

    public static Task<int> RunAsync(IServiceProvider services, CancellationToken cancel) =>
        ActivatorUtilities.CreateInstance<SendDigests>(services).RunAsync(cancel);

    /// <returns>How many mails were sent.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().InWholeSeconds();
        var forgotten = now.UtcDateTime - SpaceInvitation.Lasts;
        await db.SpaceInvitations.Where(i => i.At < forgotten).ExecuteDeleteAsync(cancel);
        var until = now.UtcDateTime - Lag;
        var waiting = await db
            .SpaceMembers.AsNoTracking()
            .Include(m => m.Space)
            .Where(m => m.Until == null && m.Rhythm != DigestRhythm.None)
            .Where(m =>
                db.SpaceTopics.Any(t =>
                    t.SpaceId == m.SpaceId
                    && (
                        (t.At >= m.DigestedAt && t.At < until && t.AuthorId != m.AccountId)
                        || (
                            t.Outcome != null
                            && t.SettledAt >= m.DigestedAt
                            && t.SettledAt < until
                            && t.NotedById != m.AccountId
                        )
                    )
                )
                || db.SpaceAnswers.Any(a =>
                    a.Topic!.SpaceId == m.SpaceId
                    && a.At >= m.DigestedAt
                    && a.At < until
                    && a.AuthorId != m.AccountId
                    && a.RemovedBecause == null
                )
                || db.SpaceDocuments.Any(d =>
                    d.SpaceId == m.SpaceId
                    && d.At >= m.DigestedAt
                    && d.At < until
                    && d.AuthorId != m.AccountId
                    && d.RemovedAt == null
                )
            )
            .OrderBy(m => m.Id)
            .ToListAsync(cancel);
        if (waiting.Count == 0)
            return 0;
        var clocks = await MemberClocks.LoadAsync(db, [.. waiting.Select(m => m.AccountId).Distinct()], now, cancel);
        var due = waiting
            .Where(m =>
                clocks.Of(m.AccountId) is var clock
                && clock.Hour >= ReportDays.FirstHour
                && DigestDays.Next(m.Rhythm, clock.DayOf(m.DigestedAt)) <= clock.Today
            )
            .ToList();
        var persons = (await people([.. due.Select(m => m.AccountId).Distinct()], cancel)).ToDictionary(p =>
            p.AccountId
        );
        var sent = 0;
        foreach (var some in due.Where(m => persons.ContainsKey(m.AccountId)).Chunk(Batch))
        {
            var news = await SpaceNews.LoadAsync(db, [.. some.Select(m => m.Id)], until, cancel);
            foreach (var member in some)
                sent += await SendAsync(member, persons[member.AccountId], [.. news[member.Id]], until, now, cancel);
        }
        return sent;
    }

    private async Task<int> SendAsync(
        SpaceMember member,
        Person person,
        IReadOnlyList<SpaceNews> news,
        DateTime until,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var (id, from) = (member.Id, member.DigestedAt);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var taken = await db
            .SpaceMembers.Where(m =>
                m.Id == id && m.DigestedAt == from && m.Until == null && m.Rhythm != DigestRhythm.None
            )
            .ExecuteUpdateAsync(u => u.SetProperty(m => m.DigestedAt, until), cancel);
        // Another node sent it, or they left meanwhile.
        if (taken == 0)
            return 0;
        if (news.Count > 0)
            db.Send(Letter(member, member.Space!, person, news, from), now);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        return news.Count > 0 ? 1 : 0;
    }

    private Letter Letter(SpaceMember member, Space space, Person person, IReadOnlyList<SpaceNews> news, DateTime from)
    {
        var reader = new Reader(person.Language);
        var name = space.Name.In(person.Language).Text;
        var page = FormattableString.Invariant($"workspace/spaces/{space.Slug}");
        var more = news.Count - MostLines;
        var end = ends.Of(member, person.Language);
        return new Letter(
            FormattableString.Invariant($"exchange-digest:{member.Id}:{from:yyyyMMddHHmmss}"),
            person.Email,
            person.Language,
            reader["mail.digest.subject", name],
            [
                reader["mail.hello", person.Name],
                reader["mail.digest.text", name],
                .. news.Take(MostLines).Select(n => Line(n, page, reader)),
                .. more > 0 ? [reader["mail.digest.more", reader.Number(more)]] : (string[])[],
            ]
        )
        {
            Action = (reader["mail.digest.button"], links.Of(person.Language, page)),
            Unsubscribe = end + OneClick.Ending,
            Footnotes =
            [
                reader["mail.digest.rhythm", reader.Name(member.Rhythm), links.Of(person.Language, page + "/mails")],
                $"{reader["mail.digest.end"]}\n{end}",
            ],
        };
    }

    private string Line(SpaceNews news, string page, Reader reader)
    {
        var title = news.Title.In(reader.Language).Text;
        if (news.Topic is not { } topic)
            return $"{reader["mail.digest.document", title]}\n{links.Of(reader.Language, page + "/documents")}";
        string[] said =
        [
            .. news.IsNew ? [reader["mail.digest.new"]] : (string[])[],
            .. news.Answers > 0 ? [reader.Count("space.new-answers", news.Answers)] : (string[])[],
            .. news.Outcome is { } outcome ? [reader.Name(outcome)] : (string[])[],
        ];
        return $"{reader.Name(news.Kind!.Value)}: {title} ({string.Join(", ", said)})\n"
            + links.Of(reader.Language, FormattableString.Invariant($"{page}/topics/{topic}"));
    }
}
