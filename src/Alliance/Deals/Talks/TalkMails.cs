using Alliance.Deals.Drafting;
using Alliance.Deals.Signing;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Talks;

/// <summary>
/// The mails about a draft, each in its recipient's language and answered to the city's manager. They are stored with what
/// they tell of.
/// </summary>
public sealed class TalkMails(
    AppDb db,
    FindPeople people,
    MailLinks links,
    NewestCheckpoint checkpoint,
    TimeProvider time
)
{
    /// <summary>What the keys of mails about drafts begin with; the draft's key and the party's follow.</summary>
    internal const string KeyOfDrafts = "draft:";

    /// <summary>Sends the draft to a party, to read and comment; anew where the last try was given up.</summary>
    /// <inheritdoc cref="ToPartyAsync"/>
    public async Task<bool> InviteAsync(Draft draft, DraftParty party, CancellationToken cancel)
    {
        const string what = "invite";
        var occasion = $"r{draft.Revision}";
        var key = KeyToParty(draft, party, what, occasion);
        if (await db.Mails.SingleOrDefaultAsync(m => m.Key == key && m.GivenUpAt != null, cancel) is { } dead)
        {
            db.Mails.Remove(dead);
            await SendToPartyAsync(key, draft, party, what, "", cancel);
            return true;
        }
        return await ToPartyAsync(draft, party, what, occasion, "", cancel);
    }

    /// <summary>Asks a party to sign the fixed text.</summary>
    public Task AskToSignAsync(Draft draft, DraftParty party, Release release, CancellationToken cancel) =>
        ToPartyAsync(draft, party, "sign", $"v{release.Id}", "/sign", cancel);

    /// <summary>Reminds a party that has not signed.</summary>
    public Task RemindToSignAsync(Draft draft, DraftParty party, Release release, int day, CancellationToken cancel) =>
        ToPartyAsync(draft, party, "sign-reminder", $"v{release.Id}-{day}", "/sign", cancel);

    /// <summary>Tells a party that what it was asked to sign is taken back, and what it signed binds nobody.</summary>
    public Task TakenBackAsync(Draft draft, DraftParty party, Release release, CancellationToken cancel) =>
        ToPartyAsync(draft, party, "void", $"v{release.Id}", "", cancel);

    /// <summary>Tells a party that the talks are over without a deal.</summary>
    public Task EndedAsync(Draft draft, DraftParty party, CancellationToken cancel) =>
        ToPartyAsync(draft, party, "ended", "", "", cancel);

    /// <summary>The code that signs; it goes to the address that the city has named, and nowhere else.</summary>
    public async Task CodeAsync(Draft draft, DraftParty party, Release release, string code, CancellationToken cancel)
    {
        var reader = ReaderOf(party.ContactLanguage);
        var manager = await ManagerAsync(draft, cancel);
        db.Send(
            new Letter(
                $"signing-code:{release.Id}:{party.Key}:{time.GetUtcNow().Ticks}",
                party.ContactEmail!,
                reader.Language,
                reader["mail.code.subject", draft.Content.Title],
                [reader["mail.hello", party.ContactName!], reader["mail.code.text", draft.Content.Title], code]
            )
            {
                Footnotes =
                [
                    reader["mail.code.lasts", reader.Number((int)SigningCode.Lasts.TotalMinutes)],
                    reader["mail.code.hash", release.Hash],
                    reader["mail.code.not-you"],
                ],
                ReplyTo = manager?.Email,
            },
            time.GetUtcNow()
        );
    }

    /// <summary>
    /// The receipt of a signature: what was signed, and the log's newest checkpoint, by which whoever keeps this mail can tell
    /// later whether anything before it was changed.
    /// </summary>
    public async Task ReceiptAsync(
        Draft draft,
        DraftParty party,
        Signature signature,
        int version,
        CancellationToken cancel
    )
    {
        if (party.ContactEmail is null)
            return;
        var reader = ReaderOf(party.ContactLanguage);
        var manager = await ManagerAsync(draft, cancel);
        var note = await checkpoint(cancel);
        db.Send(
            new Letter(
                $"{KeyOfDrafts}{draft.Key}:{party.Key}:receipt:v{version}",
                party.ContactEmail,
                reader.Language,
                reader["mail.receipt.subject", draft.Content.Title],
                [
                    reader["mail.hello", party.ContactName ?? ""],
                    reader[
                        "mail.receipt.text",
                        draft.Content.Party(party.Key)?.Name,
                        draft.Content.Title,
                        reader.Date(DateOnly.FromDateTime(signature.At)),
                        reader.Name(signature.Way),
                        version
                    ],
                    signature.Hash,
                    .. note is null ? (string[])[] : [reader["mail.receipt.checkpoint"], note.Trim()],
                ]
            )
            {
                Footnotes = [reader["mail.receipt.keep"]],
                ReplyTo = manager?.Email,
            },
            time.GetUtcNow()
        );
    }

    /// <summary>A party's remark goes to the manager, the city's to the party whose promise it is about.</summary>
    public async Task PointRaisedAsync(Draft draft, DraftPoint point, CancellationToken cancel)
    {
        var speaker = draft.Content.Party(point.ByParty)!;
        if (speaker.Role != PartyRole.City)
        {
            await ToManagerAsync(
                draft,
                "point",
                $"{draft.Revision}:{LinkToken.HashOf(point.About + point.Text + point.Proposed + point.At.Ticks)[..16]}",
                speaker.Name,
                "",
                cancel
            );
            return;
        }
        foreach (var party in draft.Parties.Where(p => p.InvitedAt is not null && p.Key != speaker.Key))
            if (
                point.Concerns(party.Key, draft.Content) && point.About.StartsWith("promise.", StringComparison.Ordinal)
            )
                await ToPartyAsync(draft, party, "point", $"{point.At.Ticks}", "", cancel);
    }

    /// <summary>Who raised a point is told what became of it.</summary>
    public async Task PointClosedAsync(Draft draft, DraftPoint point, CancellationToken cancel)
    {
        if (point.State == PointState.Withdrawn || point.AnsweredBy == point.ByParty)
            return;
        if (
            draft.Parties.Find(p => p.Key == point.ByParty) is { } party
            && draft.Content.Party(party.Key)?.Role != PartyRole.City
        )
            await ToPartyAsync(draft, party, "point-closed", $"{point.Id}", "", cancel);
    }

    /// <summary>Asks an approver, and the deputy, to release the text for signature.</summary>
    public async Task AskForReleaseAsync(
        Draft draft,
        Release release,
        ReleaseStep step,
        string occasion,
        CancellationToken cancel
    )
    {
        var asked = new[] { step.ApproverAccountId, step.DeputyAccountId ?? 0 };
        var manager = await ManagerAsync(draft, cancel);
        foreach (var person in await people(asked, cancel))
        {
            var reader = new Reader(person.Language);
            db.Send(
                new Letter(
                    $"{KeyOfDrafts}{draft.Key}:release-{release.Number}-{step.Order}:{person.AccountId}:{occasion}",
                    person.Email,
                    person.Language,
                    reader["mail.release.subject", draft.Content.Title],
                    [
                        reader["mail.hello", person.Name],
                        reader["mail.release.text", manager?.Name ?? "", draft.Content.Title],
                    ]
                )
                {
                    Action = (reader["mail.release.button"], links.Of(person.Language, $"drafts/{draft.Key}/release")),
                    ReplyTo = manager?.Email,
                },
                time.GetUtcNow()
            );
        }
    }

    /// <summary>Tells the manager what happened: the text <c>mail.manager-WHAT.…</c>, with <paramref name="who"/> as {1}.</summary>
    public async Task ToManagerAsync(
        Draft draft,
        string what,
        string occasion,
        string who,
        string path,
        CancellationToken cancel
    )
    {
        if (await ManagerAsync(draft, cancel) is not { } manager)
            return;
        var reader = new Reader(manager.Language);
        db.Send(
            new Letter(
                $"{KeyOfDrafts}{draft.Key}:manager-{what}:{occasion}",
                manager.Email,
                manager.Language,
                reader[$"mail.manager-{what}.subject", draft.Content.Title, who],
                [reader["mail.hello", manager.Name], reader[$"mail.manager-{what}.text", draft.Content.Title, who]]
            )
            {
                Action = (reader["mail.draft-button"], links.Of(manager.Language, $"drafts/{draft.Key}{path}")),
            },
            time.GetUtcNow()
        );
    }

    /// <returns>False where exactly this was sent before.</returns>
    private async Task<bool> ToPartyAsync(
        Draft draft,
        DraftParty party,
        string what,
        string occasion,
        string path,
        CancellationToken cancel
    )
    {
        var key = KeyToParty(draft, party, what, occasion);
        if (party.ContactEmail is null || await db.Mails.AnyAsync(m => m.Key == key, cancel))
            return false;
        await SendToPartyAsync(key, draft, party, what, path, cancel);
        return true;
    }

    private static string KeyToParty(Draft draft, DraftParty party, string what, string occasion) =>
        $"{KeyOfDrafts}{draft.Key}:{party.Key}:{what}:{occasion}";

    private async Task SendToPartyAsync(
        string key,
        Draft draft,
        DraftParty party,
        string what,
        string path,
        CancellationToken cancel
    )
    {
        var reader = ReaderOf(party.ContactLanguage);
        var manager = await ManagerAsync(draft, cancel);
        var city = (draft.City ?? await db.Cities.FindAsync([draft.CityId], cancel))!.Name.In(reader.Language).Text;
        db.Send(
            new Letter(
                key,
                party.ContactEmail!,
                reader.Language,
                reader[$"mail.{what}.subject", draft.Content.Title, city],
                [
                    reader["mail.hello", party.ContactName ?? ""],
                    reader[$"mail.{what}.text", draft.Content.Title, city, draft.Content.Party(party.Key)?.Name],
                ]
            )
            {
                Action = (reader[$"mail.{what}.button"], links.Of(reader.Language, $"talks/{NewLink(party)}{path}")),
                Footnotes = [reader["mail.link-is-yours"], reader["mail.reply-to", manager?.Name ?? city]],
                ReplyTo = manager?.Email,
            },
            time.GetUtcNow()
        );
    }

    /// <summary>A new link for a party, whose token only this mail knows.</summary>
    private string NewLink(DraftParty party)
    {
        var token = LinkToken.New();
        db.DraftLinks.Add(
            new DraftLink
            {
                DraftParty = party,
                Hash = LinkToken.HashOf(token),
                ExpiresAt = time.GetUtcNow().UtcDateTime + DraftLink.Lasts,
            }
        );
        return token;
    }

    private async Task<Person?> ManagerAsync(Draft draft, CancellationToken cancel) =>
        await people([draft.ManagerAccountId], cancel) is [var manager, ..] ? manager : null;

    private static Reader ReaderOf(string? language) => new(Language.Find(language) ?? Language.English);
}
