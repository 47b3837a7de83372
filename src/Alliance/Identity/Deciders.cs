using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity;

/// <summary>
/// Who is asked whether somebody acts for an organisation: its representatives; where it has none, its city's deal managers;
/// where there are none either, the coordinators and administrators (<see cref="PeopleRights.Decidable"/>).
/// </summary>
internal static class Deciders
{
    /// <summary>Writes to each of them, with the caller's <c>SaveChanges</c>.</summary>
    public static async Task TellAsync(
        AppDb db,
        FindPeople people,
        MembershipRequest request,
        Organisation organisation,
        Func<Language, string, string> addressOf,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        foreach (var person in await people(await OfAsync(db, organisation, cancel), cancel))
        {
            var reader = new Reader(person.Language);
            db.Send(
                new Letter(
                    $"request:{request.Id}:{person.AccountId}",
                    person.Email,
                    person.Language,
                    reader["mail.request.subject", organisation.Name],
                    [
                        reader["mail.hello", person.Name],
                        reader[
                            "mail.request.text",
                            request.Name,
                            request.Email,
                            organisation.Name,
                            reader.Name(request.Role)
                        ],
                        .. request.Note is { } note ? [reader["mail.request.note", note]] : (string[])[],
                    ]
                )
                {
                    Action = (reader["mail.request.button"], addressOf(person.Language, "people#requests")),
                    Footnotes =
                    [
                        reader["mail.request.lasts", reader.Number((int)MembershipRequest.Lasts.TotalDays)],
                        reader["mail.request.check"],
                    ],
                },
                now
            );
        }
    }

    private static async Task<List<long>> OfAsync(AppDb db, Organisation organisation, CancellationToken cancel)
    {
        var of = await db
            .Memberships.Where(m =>
                m.OrganisationId == organisation.Id && m.Role == MembershipRole.Representative
                || (m.CityId != null && m.CityId == organisation.CityId && m.Role == MembershipRole.DealManager)
                || m.Role == MembershipRole.Coordinator
                || m.Role == MembershipRole.Administrator
            )
            .Select(m => new { m.AccountId, m.Role })
            .ToListAsync(cancel);
        return of.GroupBy(m =>
                m.Role switch
                {
                    MembershipRole.Representative => 0,
                    MembershipRole.DealManager => 1,
                    _ => 2,
                }
            )
            .OrderBy(g => g.Key)
            .Select(g => g.Select(m => m.AccountId).Distinct().ToList())
            .FirstOrDefault([]);
    }
}
