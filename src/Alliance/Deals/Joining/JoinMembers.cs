using System.Globalization;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Joining;

/// <summary>A row of an association's table after a look at it.</summary>
/// <param name="Promise">Null where something is wrong with it.</param>
public sealed record MemberPreview(MemberRow Row, JoinPromise? Promise, IReadOnlyList<FieldProblem> Problems);

/// <summary>
/// An association joins a deal for many of its members at once. The table is stored as a whole or not at all; who sends it
/// is signed in and answers for its members, so nothing has to be confirmed by mail.
/// </summary>
public sealed class JoinMembers(AppDb db, JoinMails mails, TimeProvider time)
{
    /// <summary>Whose members can be joined for.</summary>
    private static readonly OrganisationKind[] Kinds =
    [
        OrganisationKind.SmeAssociation,
        OrganisationKind.Network,
        OrganisationKind.SocialEconomy,
    ];

    /// <summary>The associations that this person represents.</summary>
    public Task<List<Organisation>> AssociationsAsync(Actor actor, CancellationToken cancel = default)
    {
        var own = actor
            .Memberships.Where(m => m.Role == MembershipRole.Representative)
            .Select(m => m.OrganisationId)
            .ToList();
        return db
            .Organisations.Where(o => own.Contains(o.Id) && Kinds.Contains(o.Kind))
            .OrderBy(o => o.SortName)
            .ToListAsync(cancel);
    }

    /// <summary>
    /// The table, row by row, with what is wrong. Refused as <see cref="MemberTable.Read"/>. Problems of rows:
    /// <c>name-missing</c>, <c>joined-already</c>, <c>twice-in-table</c>, <c>unknown-kind</c>, <c>bad-email</c>, and what
    /// <see cref="JoinWords.Read"/> says.
    /// </summary>
    public async Task<Outcome<IReadOnlyList<MemberPreview>>> LookAsync(
        OpenDeal deal,
        string table,
        Language language,
        CultureInfo culture,
        CancellationToken cancel = default
    )
    {
        var read = MemberTable.Read(table);
        if (read.Refusal is { } refusal)
            return refusal;
        var known = await FindPartner.ByNamesAsync(db, read.Value.Select(r => r.Name), deal.Row.CityId, cancel);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var rows = new List<MemberPreview>();
        foreach (var row in read.Value)
        {
            var problems = new List<FieldProblem>();
            var key = FindPartner.KeyOf(row.Name);
            problems.AddRange(JoinDeal.NameProblems(deal, row.Name, known.GetValueOrDefault(key)));
            if (key.Length > 0 && !names.Add(key))
                problems.Add(new FieldProblem("name", new Refusal("twice-in-table", row.Name)));
            if (row.Kind is null)
                problems.Add(new FieldProblem("kind", new Refusal("unknown-kind", row.Cells[1])));
            var promise = JoinWords.Read(row.Promise, null, language, culture, problems);
            if (row.Email.Length > 0 && !OutgoingMail.IsAddress(row.Email))
                problems.Add(new FieldProblem("contact-email", new Refusal("bad-email", row.Email)));
            rows.Add(new MemberPreview(row, promise, problems));
        }
        return rows;
    }

    /// <returns>
    /// How many were sent to the city. Refused with <c>deal-not-found</c>, <c>not-allowed</c>, <c>deal-not-in-force</c>,
    /// <c>not-open-to-join</c>, and as <see cref="LookAsync"/>, with <c>check-rows</c> where a row is wrong.
    /// </returns>
    /// <param name="actor">A representative of the association.</param>
    /// <param name="identifier">The deal's identifier.</param>
    /// <param name="association">The key of the association.</param>
    /// <param name="submission">Made with the form; the same one twice is sent once.</param>
    /// <param name="table">The rows as typed.</param>
    /// <param name="showNames">Whether the deal may name the members.</param>
    /// <param name="reader">The language of the table.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Outcome<int>> SendAsync(
        Actor actor,
        string identifier,
        long association,
        string submission,
        string table,
        bool showNames,
        Reader reader,
        CancellationToken cancel = default
    )
    {
        if (await OpenDeal.FindAsync(db, identifier, cancel) is not { } deal)
            return new Refusal("deal-not-found", identifier);
        if (!(await AssociationsAsync(actor, cancel)).Exists(a => a.Id == association))
            return new Refusal("not-allowed");
        if (await SentAsync(submission, cancel) is > 0 and var before)
            return before;
        if (OpenDeal.WhyNot(deal.Row) is { } closed)
            return closed;
        var looked = await LookAsync(deal, table, reader.Language, reader.Culture, cancel);
        if (looked.Refusal is { } refusal)
            return refusal;
        if (looked.Value.Any(r => r.Problems.Count > 0))
            return new Refusal("check-rows");
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var (i, (row, promise, _)) in looked.Value.Index())
            db.JoinRequests.Add(
                new JoinRequest
                {
                    DealId = deal.Row.Id,
                    Submission = submission,
                    Row = i,
                    Kind = JoinerKind.Organisation,
                    Name = row.Name,
                    OrganisationKind = row.Kind,
                    ShowName = showNames,
                    Promise = promise!,
                    ContactEmail = row.Email.Length == 0 ? null : row.Email,
                    ContactLanguage = reader.Language.Code,
                    ById = association,
                    ByAccountId = actor.AccountId,
                    State = JoinState.Waiting,
                    At = now,
                    ConfirmedAt = now,
                    KeepUntil = now + JoinRequest.ToAnswer,
                }
            );
        await mails.TellManagersAsync(deal.Row, submission, looked.Value.Count, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
            return looked.Value.Count;
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            // The same form, sent twice at once.
            db.ChangeTracker.Clear();
            return await SentAsync(submission, cancel);
        }
    }

    private Task<int> SentAsync(string submission, CancellationToken cancel) =>
        db.JoinRequests.CountAsync(r => r.Submission == submission, cancel);
}
