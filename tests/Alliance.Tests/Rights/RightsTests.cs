using System.Net;
using System.Text.RegularExpressions;
using Alliance.Network;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alliance.Tests.Rights;

/// <summary>
/// Who may what: every endpoint and every form, as every kind of person. What is not in the table fails, so that nothing
/// new is open by oversight; what is refused leaves the database as it was.
/// </summary>
public sealed partial class RightsTests
{
    /// <summary>Everybody whose rights differ.</summary>
    private static readonly (string Name, MembershipRole? Role, string? City)[] People =
    [
        ("stranger", null, null),
        ("signed in", null, null),
        ("manager", MembershipRole.DealManager, "espoo"),
        ("other manager", MembershipRole.DealManager, "umea"),
        ("field manager", MembershipRole.FieldManager, "espoo"),
        ("approver", MembershipRole.Approver, "espoo"),
        ("observer", MembershipRole.Observer, "espoo"),
        ("coordinator", MembershipRole.Coordinator, null),
        ("administrator", MembershipRole.Administrator, null),
    ];

    private const string Everybody = "everybody";
    private const string SignedIn = "signed in";

    /// <summary>Endpoints that are read, by pattern: for whom. Everything that is public stands under its beginning.</summary>
    private static readonly (string Pattern, string For)[] Reading =
    [
        ("/{Lang:lang}/account", SignedIn),
        ("/{Lang:lang}/account/data.json", SignedIn),
        ("/{Lang:lang}/people", SignedIn),
    ];

    // Public by design: what begins like this is for everybody, and only read.
    private static readonly string[] Public =
    [
        "/{Lang:lang}",
        "/api/v1/",
        "/schemas",
        "/openapi/",
        "/health/",
        "/status/",
        "/",
        "/robots.txt",
        "/sitemap",
        "/favicon",
        // The framework's: unwraps a redirect that it has encrypted itself.
        "/_framework/opaque-redirect",
    ];

    /// <summary>Forms: page, name, fields, and who may send them.</summary>
    private static readonly Form[] Forms =
    [
        new("/en/sign-in", "sign-in", [("email", "nobody@example.org"), ("way", "link")], Everybody, Stores: false),
        new("/en/sign-in/link", "link", [("token", "wrong")], Everybody, Stores: false),
        new("/en/account", "profile", [("name", "New name")], SignedIn),
        new("/en/account", "password", [("new", "a password of many words")], SignedIn),
        new("/en/sign-in", "passkey", [("credential", "{}")], Everybody, Stores: false),
        new("/en/account", "passkey-add", [("credential", "{}")], SignedIn, Stores: false),
        new("/en/account", "passkey-remove", [("passkey", "00")], SignedIn, Stores: false),
        new("/en/account", "leave", [("where", "everywhere")], SignedIn),
        new("/en/account", "delete", [("sure", "yes")], SignedIn),
        new(
            "/en/people",
            "invite",
            [("name", "New"), ("email", "new@example.org"), ("role", "observer:{espoo}"), ("language", "en")],
            "manager, administrator"
        ),
        new(
            "/en/people",
            "invite",
            [("name", "New"), ("email", "new@example.org"), ("role", "administrator"), ("language", "en")],
            "administrator"
        ),
        new("/en/people", "revoke", [("membership", "{observer of espoo}")], "manager, administrator"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_endpoint_is_in_the_table()
    {
        await using var app = await TestApp.StartAsync();
        var unknown = Endpoints(app)
            .Where(e => !Reading.Any(r => r.Pattern == e.Pattern))
            .Where(e =>
                !Public.Any(p => e.Pattern == p || (p != "/" && e.Pattern.StartsWith(p, StringComparison.Ordinal)))
                && !e.Pattern.StartsWith("/{file}", StringComparison.Ordinal)
            )
            .Select(e => $"{e.Methods} {e.Pattern}")
            .ToList();
        Assert.True(unknown.Count == 0, string.Join('\n', unknown));
        // Only pages take POST, and their forms have a table of their own; nothing else writes.
        var writing = Endpoints(app)
            .Where(e => e.Methods.Contains("POST", StringComparison.Ordinal) && !e.IsPage)
            .Where(e => !e.Pattern.StartsWith("/{file}", StringComparison.Ordinal))
            .Select(e => $"{e.Methods} {e.Pattern}")
            .ToList();
        Assert.True(writing.Count == 0, string.Join('\n', writing));
    }

    [Fact]
    public void Every_form_is_in_the_table()
    {
        var known = Forms.Select(f => f.Name).ToHashSet();
        var forms = Repository
            .Sources(".razor")
            .SelectMany(f => FormName().Matches(f.Text).Select(m => (f.Path, Name: m.Groups["name"].Value)))
            .ToList();
        Assert.NotEmpty(forms);
        Assert.All(forms, f => Assert.True(known.Contains(f.Name), $"{f.Path}: {f.Name}"));
        // Whatever posts has a name, or it would not be in this test.
        Assert.All(
            Repository.Sources(".razor").Where(f => f.Text.Contains("method=\"post\"", StringComparison.Ordinal)),
            f => Assert.Equal(PostingForm().Count(f.Text), FormName().Count(f.Text))
        );
    }

    [Theory, EachDatabase]
    public async Task Pages_behind_a_right_are_shown_to_those_who_have_it(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        foreach (var person in People)
        {
            using var browser = await BrowserAsync(app, person);
            foreach (var (pattern, whom) in Reading)
            {
                using var answer = await browser.GetAsync(
                    pattern.Replace("{Lang:lang}", "en", StringComparison.Ordinal),
                    Cancel
                );
                var may = May(whom, person.Name);
                Assert.True(
                    may == (answer.StatusCode == HttpStatusCode.OK),
                    $"{person.Name} {pattern}: {answer.StatusCode}"
                );
                if (may)
                    Assert.True(
                        answer.Headers.CacheControl?.NoStore,
                        $"{pattern} could be kept by a browser or proxy."
                    );
            }
        }
    }

    [Theory, EachDatabase]
    public async Task Forms_do_what_they_say_for_those_who_may_and_nothing_for_others(DatabaseKind on)
    {
        var tried = 0;
        await using var app = await RealRegister.StartAsync(on);
        foreach (var form in Forms)
        foreach (var person in People)
        {
            await ClearAsync(app);
            // Somebody on whom forms work, and who stays an administrator whoever leaves.
            await app.InviteAsync("watched@example.org", MembershipRole.Observer, "espoo");
            await app.InviteAsync("staying@example.org");
            using var browser = await BrowserAsync(app, person);
            var fields = await FilledAsync(app, form.Fields);
            using var shown = await browser.GetAsync(form.Page, Cancel);
            // Who is not shown the form may still send one, with a token of another page.
            var html = await shown.Content.ReadAsStringAsync(Cancel);
            var token = Token()
                .Match(
                    shown.StatusCode == HttpStatusCode.OK ? html : await browser.GetStringAsync("/en/sign-in", Cancel)
                );
            fields.Add(new("_handler", form.Name));
            fields.Add(new("__RequestVerificationToken", token.Groups["token"].Value));
            var before = await StateAsync(app);

            using var answer = await browser.PostAsync(form.Page, new FormUrlEncodedContent(fields), Cancel);

            var changed = before != await StateAsync(app);
            var may = May(form.For, person.Name);
            Assert.True(
                (may && form.Stores) == changed,
                $"{person.Name} {form.Page} {form.Name}: {answer.StatusCode}, changed: {changed}"
            );
            Assert.True(
                answer.StatusCode < HttpStatusCode.InternalServerError,
                $"{person.Name} {form.Page} {form.Name}: {answer.StatusCode}"
            );
            tried++;
        }
        Assert.Equal(Forms.Length * People.Length, tried);
    }

    private static async Task<HttpClient> BrowserAsync(
        TestApp app,
        (string Name, MembershipRole? Role, string? City) person
    )
    {
        if (person.Name == "stranger")
            return app.NewClient(cookies: true);
        var email = person.Name.Replace(' ', '-') + "@example.org";
        var browser = await app.SignedInAsync(
            email,
            person.Role ?? MembershipRole.Observer,
            person.City ?? (person.Role is null ? "espoo" : null)
        );
        if (person.Role is null)
            await app.WithDbAsync(db =>
                db.Memberships.Where(m => db.Accounts.Any(a => a.Id == m.AccountId && a.Email == email))
                    .ExecuteDeleteAsync(Cancel)
            );
        return browser;
    }

    private static bool May(string whom, string person) =>
        whom == Everybody
        || (whom == SignedIn ? person != "stranger" : whom.Split(", ").Contains(person, StringComparer.Ordinal));

    private static async Task ClearAsync(TestApp app) =>
        await app.WithDbAsync(async db =>
        {
            await db.RightsChanges.ExecuteDeleteAsync(Cancel);
            await db.Memberships.ExecuteDeleteAsync(Cancel);
            await db.SignInLinks.ExecuteDeleteAsync(Cancel);
            await db.Mails.ExecuteDeleteAsync(Cancel);
            await db.Accounts.ExecuteDeleteAsync(Cancel);
        });

    // What forms change; of mails not how far they were sent.
    private static Task<string> StateAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var accounts = await db.Accounts.AsNoTracking().OrderBy(a => a.Id).ToListAsync(Cancel);
            var memberships = await db.Memberships.AsNoTracking().OrderBy(m => m.Id).ToListAsync(Cancel);
            var changes = await db.RightsChanges.AsNoTracking().OrderBy(c => c.Id).ToListAsync(Cancel);
            var links = await db.SignInLinks.AsNoTracking().OrderBy(l => l.Id).ToListAsync(Cancel);
            var passkeys = await db.Set<IdentityUserPasskey<long>>().CountAsync(Cancel);
            var mails = await db.Mails.OrderBy(m => m.Id).Select(m => m.Key).ToListAsync(Cancel);
            IEnumerable<string> lines =
            [
                .. accounts.Select(a => $"{a.Id} {a.Email} {a.Name} {a.Language} {a.PasswordHash} {a.SecurityStamp}"),
                .. memberships.Select(m => $"{m.Id} {m.AccountId} {m.Role} {m.CityId} {m.OrganisationId}"),
                .. changes.Select(c => $"{c.Id} {c.AccountId} {c.ByAccountId} {c.Granted}"),
                .. links.Select(l => $"{l.Id} {l.UsedAt}"),
                $"{passkeys}",
                .. mails,
            ];
            return string.Join('\n', lines);
        });

    private static async Task<List<KeyValuePair<string, string>>> FilledAsync(TestApp app, (string, string)[] fields)
    {
        var espoo = await app.WithDbAsync(db =>
            db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel)
        );
        var watched = await app.WithDbAsync(db =>
            db.Memberships.Where(m =>
                    m.Role == MembershipRole.Observer
                    && db.Accounts.Any(a => a.Id == m.AccountId && a.Email == "watched@example.org")
                )
                .Select(m => m.Id)
                .SingleAsync(Cancel)
        );
        return
        [
            .. fields.Select(f => new KeyValuePair<string, string>(
                f.Item1,
                f.Item2.Replace("{espoo}", $"{espoo}", StringComparison.Ordinal)
                    .Replace("{observer of espoo}", $"{watched}", StringComparison.Ordinal)
            )),
        ];
    }

    private static IEnumerable<(string Pattern, string Methods, bool IsPage)> Endpoints(TestApp app) =>
        app
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(s => s.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null)
            .Select(e =>
                (
                    '/' + (e.RoutePattern.RawText ?? "").TrimStart('/'),
                    string.Join('|', e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]),
                    e.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>()
                        is not null
                )
            );

    private sealed record Form(string Page, string Name, (string, string)[] Fields, string For, bool Stores = true);

    [GeneratedRegex("""@formname="(?<name>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FormName();

    [GeneratedRegex("""<form[^>]*method="post""", RegexOptions.None, 1000)]
    private static partial Regex PostingForm();

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
