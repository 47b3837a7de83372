using Alliance.Identity;
using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.Demo;

/// <summary>The demo's people: one for each part somebody may want to try, all with the same known password.</summary>
internal static class DemoPeople
{
    public const string Password = "local green deal";

    private const string City = "example-city";

    /// <summary>What stands before the @, the name, the role, and the organisation where it is an organisation's.</summary>
    private static readonly (string Email, string Name, MembershipRole Role, string? Organisation)[] All =
    [
        ("manager", "Maxi Manager (example)", MembershipRole.DealManager, null),
        ("approver", "Alex Approver (example)", MembershipRole.Approver, null),
        ("firm", "Robin Baker (example)", MembershipRole.Representative, "example-bakery"),
        ("social", "Sam Repair (example)", MembershipRole.Representative, "example-repair-centre"),
        ("association", "Toni Trade (example)", MembershipRole.Representative, "example-association"),
        ("chamber", "Charlie Chamber (example)", MembershipRole.Representative, "example-chamber"),
        ("coordinator", "Kim Coordinator (example)", MembershipRole.Coordinator, null),
        ("admin", "Ada Administrator (example)", MembershipRole.Administrator, null),
    ];

    /// <summary>Makes those who are not there yet; somebody may have deleted one while trying.</summary>
    public static async Task MakeAsync(AppDb db, UserManager<Account> accounts, DateTime now, CancellationToken cancel)
    {
        var city = await db.Cities.Where(c => c.Identifier == City).Select(c => c.Id).SingleAsync(cancel);
        foreach (var (email, name, role, organisation) in All)
        {
            if (await accounts.FindByEmailAsync(AddressOf(email)) is not null)
                continue;
            var account = new Account
            {
                UserName = AddressOf(email),
                Email = AddressOf(email),
                EmailConfirmed = true,
                Name = name,
                CreatedAt = now,
            };
            var made = await accounts.CreateAsync(account, Password);
            if (!made.Succeeded)
                throw new InvalidOperationException(string.Join(' ', made.Errors.Select(e => e.Description)));
            long? place = organisation is null
                ? null
                : await db.Organisations.Where(o => o.Identifier == organisation).Select(o => o.Id).SingleAsync(cancel);
            db.Memberships.Add(
                new Membership
                {
                    AccountId = account.Id,
                    Role = role,
                    CityId = role.IsOfCity() ? city : null,
                    OrganisationId = place,
                    Since = now,
                }
            );
            db.RightsChanges.Add(
                new RightsChange
                {
                    At = now,
                    AccountId = account.Id,
                    Granted = true,
                    Role = role,
                    CityId = role.IsOfCity() ? city : null,
                    OrganisationId = place,
                }
            );
        }
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>What is said when the server has started.</summary>
    public static IReadOnlyList<string> Said =>
        [
            "This is a demo, for this machine alone. Sign in as one of these, with the password: " + Password,
            .. All.Select(p =>
                $"  {AddressOf(p.Email), -28} {Code.Of(p.Role)}{(p.Organisation is { } o ? ", " + o : "")}"
            ),
        ];

    private static string AddressOf(string name) => name + "@example.org";
}
