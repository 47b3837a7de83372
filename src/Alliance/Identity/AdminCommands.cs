using System.CommandLine;
using Alliance.Network;
using Alliance.Platform.Commands;
using Alliance.Platform.Texts;

namespace Alliance.Identity;

/// <summary><c>alliance admin</c>: makes the first administrator, or another one when nobody can sign in any more.</summary>
public static class AdminCommands
{
    public static Command Create() => new("admin", "Make an administrator") { CreateAdministrator() };

    private static Command CreateAdministrator()
    {
        var email = new Option<string>("--email") { Description = "The person's e-mail address", Required = true };
        var name = new Option<string>("--name") { Description = "As the person wants to be called", Required = true };
        var address = new Option<string>("--address")
        {
            Description = "Where people reach this Alliance, for the link",
            HelpName = "URL",
            DefaultValueFactory = _ => "http://localhost:8080",
        };
        address.Validators.Add(result =>
        {
            var given = result.GetValueOrDefault<string>();
            if (!Uri.TryCreate(given, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                result.AddError($"--address takes an address such as https://deals.example.org, not {given}.");
        });
        return new Command("create", "Give somebody all rights, and print a link that signs in")
        {
            email,
            name,
            address,
        }.Acts(
            services => services.AddAccounts(),
            async (parsed, services, cancel) =>
            {
                var site = parsed.GetRequiredValue(address).TrimEnd('/');
                string AddressOf(Language language, string path) => $"{site}/{language.Code}/{path}";
                var language = Acting.Reader().Language;
                var invited = await services
                    .GetRequiredService<InvitePerson>()
                    .InviteAsync(
                        null,
                        new Invitation(
                            parsed.GetRequiredValue(email),
                            parsed.GetRequiredValue(name),
                            language,
                            MembershipRole.Administrator
                        ),
                        AddressOf,
                        cancel
                    );
                if (invited.Refusal is { } refusal)
                    throw new CommandException(refusal.In(Language.English));
                Console.WriteLine(
                    $"{parsed.GetRequiredValue(email)} is an administrator. Within {SignInLink.InvitationLasts.TotalDays:0} days this link signs in, once:"
                );
                Console.WriteLine(AddressOf(language, "sign-in/link?token=" + invited.Value));
                return CommandLine.Done;
            }
        );
    }
}
