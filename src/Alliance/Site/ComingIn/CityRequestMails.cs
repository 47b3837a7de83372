using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.ComingIn;

/// <summary>What is written about a request; the invitation that follows on a yes is one like any other.</summary>
internal static class CityRequestMails
{
    public static Letter Proof(CityRequest request, string token, Func<Language, string, string> addressOf)
    {
        var reader = new Reader(request.Speaks);
        return new Letter(
            $"city-request:{request.TokenHash}",
            request.Email!,
            reader.Language,
            reader["mail.city-request.subject", request.Name],
            [reader["mail.hello", request.PersonName], reader["mail.city-request.text", request.Name]]
        )
        {
            Action = (
                reader["mail.city-request.button"],
                addressOf(reader.Language, "cities/join/confirm?token=" + token)
            ),
            Footnotes =
            [
                reader["mail.city-request.lasts", reader.Number((int)CityRequest.ConfirmedWithin.TotalDays)],
                reader["mail.city-request.not-you"],
            ],
        };
    }

    /// <summary>Writes to everybody who may answer, with the caller's <c>SaveChanges</c>.</summary>
    public static async Task TellDecidersAsync(
        AppDb db,
        FindPeople people,
        CityRequest request,
        Func<Language, string, string> addressOf,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var roles = await db
            .Memberships.Where(m => m.Role == MembershipRole.Coordinator || m.Role == MembershipRole.Administrator)
            .Select(m => new { m.AccountId, m.Role })
            .ToListAsync(cancel);
        // Administrators are asked where nobody coordinates.
        var asked = roles.Exists(m => m.Role == MembershipRole.Coordinator)
            ? roles.FindAll(m => m.Role == MembershipRole.Coordinator)
            : roles;
        foreach (var person in await people([.. asked.Select(m => m.AccountId).Distinct()], cancel))
        {
            var reader = new Reader(person.Language);
            db.Send(
                new Letter(
                    $"city-asked:{request.Id}:{person.AccountId}",
                    person.Email,
                    person.Language,
                    reader["mail.city-asked.subject", request.Name],
                    [
                        reader["mail.hello", person.Name],
                        reader["mail.city-asked.text", request.Name, reader.Country(request.Country)],
                    ]
                )
                {
                    Action = (
                        reader["mail.city-asked.button"],
                        addressOf(person.Language, $"workspace/city-requests/{request.Id}")
                    ),
                },
                now
            );
        }
    }

    public static Letter Declined(CityRequest request, string reason)
    {
        var reader = new Reader(request.Speaks);
        return new Letter(
            $"city-declined:{request.Id}",
            request.Email!,
            reader.Language,
            reader["mail.city-declined.subject", request.Name],
            [
                reader["mail.hello", request.PersonName],
                reader["mail.city-declined.text", request.Name],
                reader["mail.city-declined.reason", reason],
            ]
        )
        {
            Footnotes = [reader["mail.city-declined.kept", reader.Number(CityRequest.KeptForMonths)]],
        };
    }
}
