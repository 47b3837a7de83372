using Alliance.Deals.Documents;
using Alliance.Deals.Drafting;
using Alliance.Deals.Signing;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Outbox;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Existing;

/// <summary>
/// The answer to <see cref="AskToConfirm"/>: the record is right, or what is wrong with it. A standing that rises makes a
/// new version of the record.
/// </summary>
public sealed class ConfirmRecord(AppDb db, FindPeople people, MailLinks links, TimeProvider time)
{
    /// <summary>The question behind a link, with its deal; null where the link does not hold any more.</summary>
    public Task<Confirmation?> FindAsync(string token, CancellationToken cancel = default)
    {
        var (hash, now) = (LinkToken.HashOf(token), time.GetUtcNow().UtcDateTime);
        return db.Confirmations.SingleOrDefaultAsync(c => c.TokenHash == hash && c.KeepUntil > now, cancel);
    }

    /// <param name="token">Of the link.</param>
    /// <param name="answer">Right, or wrong.</param>
    /// <param name="remark">What is wrong.</param>
    /// <param name="hash">Of what was shown (<see cref="Confirming.HashOf"/>).</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The deal; the same answer again is no mistake. Refused with <c>confirmation-not-found</c>, <c>answered-already</c>,
    /// <c>concluded-already</c>, <c>record-changed</c> (something else stands there now), <c>remark-missing</c>,
    /// <c>text-too-long</c>.
    /// </returns>
    public async Task<Outcome<Deal>> AnswerAsync(
        string token,
        ConfirmationAnswer answer,
        string remark,
        string hash,
        CancellationToken cancel = default
    )
    {
        remark = remark.ReplaceLineEndings("\n").Trim();
        if (answer == ConfirmationAnswer.Wrong && remark.Length == 0)
            return new Refusal("remark-missing");
        if (remark.Length > Confirmation.RemarkLength)
            return new Refusal("text-too-long");
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // The last two parties may answer at once: each has to see the other.
        await db.TakeTurnAsync(cancel);
        if (await FindAsync(token, cancel) is not { } question)
            return new Refusal("confirmation-not-found");
        var deal = await WholeAsync(d => d.Id == question.DealId, cancel);
        if (question.Answer == answer)
            return deal!;
        if (question.Answer is not null)
            return new Refusal("answered-already");
        if (deal!.Standing == Standing.ConcludedHere)
            return new Refusal("concluded-already");
        if (Confirming.HashOf(deal) != hash)
            return new Refusal("record-changed");
        var now = time.GetUtcNow();
        (question.Answer, question.AnsweredAt, question.Hash) = (answer, now.UtcDateTime, hash);
        question.Remark = answer == ConfirmationAnswer.Wrong ? remark : null;
        question.KeepUntil = now.UtcDateTime + Confirmation.AfterAnswer;
        if (answer == ConfirmationAnswer.Right)
            await RiseAsync(deal, question, now, cancel);
        await TellAsync(deal, question, now, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return deal;
    }

    /// <summary>
    /// A deal manager of the city says so without a mail. Refused with <c>deal-not-found</c>, <c>not-allowed</c>,
    /// <c>confirmed-already</c>, <c>concluded-already</c>, <c>record-changed</c>.
    /// </summary>
    public async Task<Outcome<Deal>> ForCityAsync(
        Actor actor,
        string identifier,
        string hash,
        CancellationToken cancel = default
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.TakeTurnAsync(cancel);
        if (await WholeAsync(d => d.Identifier == identifier, cancel) is not { } deal)
            return new Refusal("deal-not-found", identifier);
        if (!DealRights.MayManage(actor, deal.CityId))
            return new Refusal("not-allowed");
        if (deal.Standing == Standing.ConcludedHere)
            return new Refusal("concluded-already");
        if (Confirming.HasCity(deal))
            return new Refusal("confirmed-already");
        if (Confirming.HashOf(deal) != hash)
            return new Refusal("record-changed");
        await RiseAsync(deal, null, time.GetUtcNow(), cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return deal;
    }

    // Without a question, the city itself says so.
    private async Task RiseAsync(Deal deal, Confirmation? question, DateTimeOffset now, CancellationToken cancel)
    {
        // Of the one that is being answered the database does not know yet.
        var answers = await db
            .Confirmations.AsNoTracking()
            .Where(c => c.DealId == deal.Id && c.Answer == ConfirmationAnswer.Right)
            .ToListAsync(cancel);
        if (question is not null)
            answers.Add(question);
        var standing = Confirming.StandingOf(deal, answers, citySays: question is null);
        if (standing == deal.Standing)
            return;
        deal.Standing = standing;
        await RecordAsync(deal, now, cancel);
    }

    // The standing is part of the record: it gets a version, as if it had come by an import.
    private async Task RecordAsync(Deal deal, DateTimeOffset now, CancellationToken cancel)
    {
        deal.ChangedAt = now.UtcDateTime;
        var document = DealDocument.Of(deal);
        db.DealVersions.Add(
            VersionDocument.Row(
                deal.Id,
                await AskForRelease.NextNumberAsync(db, deal.Id, null, cancel),
                VersionKind.Recorded,
                now.UtcDateTime.InWholeSeconds(),
                document,
                new References
                {
                    Cities = new Dictionary<string, long> { [document.City] = deal.CityId },
                    Organisations = deal
                        .Parties.Where(p => p.OrganisationId is not null)
                        .DistinctBy(p => p.OrganisationId)
                        .ToDictionary(p => p.Organisation!.Identifier, p => p.OrganisationId!.Value),
                }
            )
        );
        db.Raise("deal-confirmed", null, ["deals", $"deal:{deal.Identifier}", $"city:{document.City}"], now);
    }

    // To who asked: it is done, or this is wrong.
    private async Task TellAsync(Deal deal, Confirmation question, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var asker in await people([question.AskedByAccountId], cancel))
        {
            var reader = new Reader(asker.Language);
            var what = question.Answer == ConfirmationAnswer.Right ? "record-right" : "record-wrong";
            var title = deal.Title.In(asker.Language).Text;
            var name = Confirming.NameOf(deal, deal.Parties.Find(p => p.Key == question.Party), asker.Language);
            db.Send(
                new Letter(
                    $"confirm:{question.Submission}:{what}",
                    asker.Email,
                    asker.Language,
                    reader[$"mail.{what}.subject", title],
                    [
                        reader["mail.hello", asker.Name],
                        reader[$"mail.{what}.text", name, title],
                        .. question.Remark is { } remark ? [remark] : (string[])[],
                    ]
                )
                {
                    Action = (reader["mail.record.button"], links.Of(asker.Language, $"deals/{deal.Slug}/manage")),
                    ReplyTo = question.Email,
                },
                now
            );
        }
    }

    private Task<Deal?> WholeAsync(
        System.Linq.Expressions.Expression<Func<Deal, bool>> which,
        CancellationToken cancel
    ) =>
        db
            .Deals.Include(d => d.City)
            .Include(d => d.Areas)
                .ThenInclude(a => a.PolicyArea)
            .Include(d => d.Parties)
                .ThenInclude(p => p.Organisation)
            .Include(d => d.Commitments)
            .Include(d => d.Indicators)
            .AsSplitQuery()
            .SingleOrDefaultAsync(which, cancel);
}
