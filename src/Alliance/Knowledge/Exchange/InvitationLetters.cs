using Alliance.Network;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge.Exchange;

/// <summary>What is mailed to who is invited to a space. Who comes finds the invitation there, and none of these letters opens anything by itself.</summary>
internal static class InvitationLetters
{
    /// <summary>How the keys of all letters that invite to a space begin.</summary>
    public static string KeysOf(Space space) => FormattableString.Invariant($"space-invitation:{space.Id}:");

    /// <summary>To somebody who has an account.</summary>
    public static Letter To(Space space, Person invited, Actor by, MailLinks links, DateTimeOffset now)
    {
        var reader = new Reader(invited.Language);
        return new Letter(
            FormattableString.Invariant($"{KeysOf(space)}{invited.AccountId}:{now.UtcDateTime:yyyyMMdd}"),
            invited.Email,
            invited.Language,
            reader["mail.space-invitation.subject", NameOf(space, reader)],
            [
                reader["mail.hello", invited.Name],
                reader["mail.space-invitation.text", by.Name, NameOf(space, reader)],
                .. PurposeOf(space, reader),
                reader["mail.space-invitation.closed"],
            ]
        )
        {
            Action = (reader["mail.space-invitation.button"], links.Of(invited.Language, "workspace/spaces")),
            Footnotes = [Lasts(reader)],
        };
    }

    /// <summary>
    /// To a guest of a sprint who has none yet. Who invites by an address never learns which of the two goes out; here the address came from its owner.
    /// </summary>
    public static Letter ToGuest(Space space, GuestOfSprint guest, Actor by, MailLinks links, DateTimeOffset now)
    {
        var reader = new Reader(guest.Language);
        return new Letter(
            FormattableString.Invariant(
                $"{KeysOf(space)}guest:{LinkToken.HashOf(guest.Email)[..20]}:{now.UtcDateTime:yyyyMMdd}"
            ),
            guest.Email,
            guest.Language,
            reader["mail.space-invitation.subject", NameOf(space, reader)],
            [
                reader["mail.space-guest.hello"],
                reader["mail.space-invitation.text", by.Name, NameOf(space, reader)],
                .. PurposeOf(space, reader),
                reader["mail.space-invitation.closed"],
                reader["mail.space-guest.account"],
            ]
        )
        {
            Action = (reader["mail.space-guest.button"], links.Of(guest.Language, "organisations")),
            Footnotes = [reader["mail.space-guest.why"], Lasts(reader)],
        };
    }

    private static string NameOf(Space space, Reader reader) => space.Name.In(reader.Language).Text;

    private static string[] PurposeOf(Space space, Reader reader) =>
        space.Purpose is { } purpose ? [purpose.In(reader.Language).Text] : [];

    private static string Lasts(Reader reader) =>
        reader["mail.space-invitation.lasts", reader.Number(SpaceInvitation.Lasts.Days)];
}
