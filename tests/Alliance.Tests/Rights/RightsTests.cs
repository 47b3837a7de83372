using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Alliance.Deals.Joining;
using Alliance.Network;
using Alliance.Platform.Mail;
using Alliance.Tests.Deals.Drafting;
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
    private static readonly Somebody[] People =
    [
        new("stranger", null),
        new("signed in", null),
        new("party", MembershipRole.Representative, Organisation: Partner),
        new("other party", MembershipRole.Representative, Organisation: "mvv-energie"),
        new("manager", MembershipRole.DealManager, "espoo"),
        new("other manager", MembershipRole.DealManager, "umea"),
        new("field manager", MembershipRole.FieldManager, "espoo"),
        new("approver", MembershipRole.Approver, "espoo"),
        new("observer", MembershipRole.Observer, "espoo"),
        new("coordinator", MembershipRole.Coordinator),
        new("administrator", MembershipRole.Administrator),
        // Last: before them nobody acts for this organisation.
        new("representative", MembershipRole.Representative, Organisation: "clc"),
        new("reporter", MembershipRole.Reporter, Organisation: "clc"),
    ];

    // The organisation with which the drafts are made; "party" acts for it.
    private const string Partner = "example-partner";
    private const string PartnerName = "Example Partner (example)";

    private const string Everybody = "everybody";
    private const string SignedIn = "signed in";
    private const string Editors = "manager, field manager";
    private const string TheCity = "manager, field manager, approver, observer, coordinator";

    /// <summary>Endpoints that are read, by pattern: for whom. Everything that is public stands under its beginning.</summary>
    private static readonly (string Pattern, string For)[] Reading =
    [
        ("/{Lang:lang}/account", SignedIn),
        ("/{Lang:lang}/account/data.json", SignedIn),
        ("/{Lang:lang}/people", SignedIn),
        ("/{Lang:lang}/workspace", SignedIn),
        ("/{Lang:lang}/workspace/signing", SignedIn),
        ("/{Lang:lang}/drafts/new", SignedIn),
        ("/{Lang:lang}/drafts/{Key}", TheCity + ", party"),
        ("/{Lang:lang}/drafts/{Key}/edit/{Part}", Editors),
        ("/{Lang:lang}/drafts/{Key}/release", TheCity),
        ("/{Lang:lang}/drafts/{Key}/sign", TheCity + ", party"),
        ("/{Lang:lang}/drafts/{Key}/ink", TheCity + ", party"),
        ("/{Lang:lang}/drafts/{Key}/ink.pdf", TheCity + ", party"),
        ("/{Lang:lang}/deals/{Slug}/manage", Editors),
        ("/{Lang:lang}/people/changes", "manager, other manager, administrator"),
        ("/{Lang:lang}/people/organisation", "manager, other manager, coordinator, administrator"),
        ("/{Lang:lang}/people/request", "representative, manager, coordinator, administrator"),
        ("/{Lang:lang}/organisations/{Slug}/mandates", "representative, administrator"),
        ("/{Lang:lang}/deals/{Slug}/joinings", Editors),
        ("/{Lang:lang}/deals/{Slug}/join/members", SignedIn),
        // Whoever has the link.
        ("/{Lang:lang}/talks/{Token}", Everybody),
        ("/{Lang:lang}/talks/{Token}/sign", Everybody),
        ("/{Lang:lang}/talks/{Token}/ink", Everybody),
        ("/{Lang:lang}/talks/{Token}/ink.pdf", Everybody),
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
        // How pages of paper are made; it says a fingerprint that whoever asks knows already.
        "/paper/",
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
        // An organisation's roles: its representatives give them, and where it has none (as where others try here) the first is
        // let in by its city's managers and by coordinators; those have a page for it.
        new(
            "/en/people",
            "invite",
            [("name", "New"), ("email", "new@example.org"), ("role", "reporter@{clc}"), ("language", "en")],
            "representative, manager, administrator"
        ),
        new(
            "/en/people/organisation",
            "first-representative",
            [
                ("name", "New"),
                ("email", "new@example.org"),
                ("role", "representative"),
                ("sought", "x"),
                ("organisation", "aalto-university"),
                ("way", "invite"),
            ],
            "manager, coordinator, administrator"
        ),
        new("/en/people", "revoke", [("membership", "{observer of espoo}")], "manager, administrator"),
        new("/en/people", "revoke", [("membership", "{reporter of clc}")], "representative, administrator"),
        new("/en/people/request?id={request}", "accept", [], "representative, manager, coordinator, administrator"),
        new(
            "/en/people/request?id={request}",
            "refuse",
            [("reason", "Unknown here")],
            "representative, manager, coordinator, administrator"
        ),
        new(
            "/en/organisations/aalto-university/acting",
            "ask-to-act",
            [("role", "reporter"), ("name", "Somebody"), ("email", "somebody@example.org")],
            Everybody
        ),
        new("/en/acting", "confirm", [("token", "wrong")], Everybody, Stores: false),
        new(
            "/en/organisations/clc/mandates",
            "declare",
            [("member", "aalto-university"), ("way", "declare")],
            "representative, administrator"
        ),
        new(
            "/en/organisations/clc/mandates",
            "end-mandate",
            [("mandate", "{mandate of clc}")],
            "representative, administrator"
        ),
        new(
            "/en/organisations/clc/mandates",
            "member",
            [("object", "{mandate over clc}")],
            "representative, administrator"
        ),
        new("/en/mandate", "object", [("token", "wrong")], Everybody, Stores: false),
        new("/en/sign-in", "sign-in-first", [("kept", "wrong")], Everybody, Stores: false),
        // Each for the own city: the page of the other manager holds another one.
        new("/en/workspace/signing", "rules", [("{espoo}:deal", "ink")], "manager, other manager", Filled: true),
        new(
            "/en/drafts/new",
            "draft",
            [
                ("city", "{espoo}"),
                ("title", "New"),
                ("partner", "Example (example)"),
                ("contact-name", "N"),
                ("contact-email", "n@example.org"),
                ("action", "We do."),
                ("no-date", "yes"),
            ],
            Editors
        ),
        new("/en/drafts/{draft}", "part", [("do", "promise:p1")], Editors),
        new(
            "/en/drafts/{draft}",
            "partner",
            [("partner", "Second (example)"), ("contact-name", "S"), ("contact-email", "s@example.org")],
            Editors
        ),
        new("/en/drafts/{draft}", "send", [], Editors),
        new("/en/drafts/{draft}", "say", [("text", "Why?"), ("way", "remark")], Editors + ", party"),
        new("/en/drafts/{draft}", "close", [("close", "answer:{point}"), ("reason-{point}", "So.")], Editors),
        new("/en/drafts/{draft}", "end", [("reason", "no-time")], "manager"),
        new("/en/drafts/{draft}/edit/basics", "edit", [("read", "1"), ("title", "Other")], Editors),
        new(
            "/en/drafts/{draft}/edit/party.p2",
            "contact",
            [("contact-name", "Other"), ("contact-email", "other@example.org")],
            Editors
        ),
        new("/en/drafts/{draft}/edit/promise.c3", "remove", [], Editors),
        new("/en/drafts/{draft}/release", "ask", [("approver-0", "{approver}")], "manager"),
        new("/en/drafts/{release}/release", "answer", [("answer", "released")], "approver"),
        new("/en/drafts/{release}/release", "take-back", [("do", "back")], "manager"),
        new("/en/drafts/{signing}/sign", "sign", [("do", "send:p2")], "party"),
        new("/en/drafts/{signing}/sign", "sign", [("do", "send:p1")], "manager, approver"),
        new(
            "/en/drafts/{signing}/sign",
            "sign",
            [("do", "code:p2"), ("hash", "{hash}"), ("signer", "P"), ("code", "123456")],
            "party"
        ),
        new(
            "/en/drafts/{signing}/sign",
            "sign-passkey",
            [("party", "p2"), ("hash", "{hash}"), ("credential", "{}")],
            Everybody,
            Stores: false
        ),
        new(
            "/en/drafts/{signing}/sign",
            "ink",
            [("party", "p2"), ("hash", "{hash}"), ("signer", "P")],
            "manager",
            File: "scan"
        ),
        // By the link of the partner, everybody who has it; of a wrong one nobody.
        new("/en/talks/{token}", "say", [("text", "Why?"), ("way", "remark")], Everybody),
        new("/en/talks/{token}/sign", "sign", [("do", "send:p2")], Everybody),
        new("/en/talks/{token}/sign", "sign", [("do", "send:p1")], Everybody, Stores: false),
        new("/en/talks/0123/sign", "sign", [("do", "send:p2")], Everybody, Stores: false),
        new("/en/deals/{deal}/manage", "begin", [("purpose", "amend"), ("submission", "1")], Editors),
        new("/en/deals/{deal}/manage", "end-deal", [("how", ""), ("note", "Done.")], "manager"),
        new(
            "/en/deals/{open}/join",
            "join",
            [
                ("name", "Joiner (example)"),
                ("action", "We do."),
                ("contact-name", "J"),
                ("contact-email", "j@example.org"),
            ],
            Everybody
        ),
        new("/en/joinings/{joining}", "confirm-joining", [], Everybody),
        new("/en/joinings/{joining}", "withdraw-joining", [], Everybody),
        new("/en/joinings/0123", "confirm-joining", [], Everybody, Stores: false),
        new(
            "/en/deals/{open}/joinings",
            "answer-joinings",
            [("joining", "{request}"), ("do", "accept:{sent}")],
            Editors
        ),
        // For the members of an association that one acts for.
        new(
            "/en/deals/{open}/join/members",
            "join-members",
            [("table", "Member;company;We do.;;;;"), ("do", "send")],
            "party, representative"
        ),
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
        // A page that asks who somebody is stands in the table, wherever it lies.
        var unlisted = Endpoints(app)
            .Where(e => e.IsAuthorized && !Reading.Any(r => r.Pattern == e.Pattern))
            .Select(e => e.Pattern)
            .ToList();
        Assert.True(unlisted.Count == 0, string.Join('\n', unlisted));
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
        // Whatever posts has a name, or it would not be in this test; but for what sends another page's form again.
        Assert.All(
            Repository
                .Sources(".razor")
                .Where(f => f.Text.Contains("method=\"post\"", StringComparison.Ordinal))
                .Where(f => f.Path != "Identity/Parts/SendAgain.razor"),
            f => Assert.Equal(PostingForm().Count(f.Text), FormName().Count(f.Text))
        );
    }

    [Theory, EachDatabase]
    public async Task Pages_behind_a_right_are_shown_to_those_who_have_it(DatabaseKind on)
    {
        await using var app = await StartAsync(on);
        await app.InviteAsync("watched@example.org", MembershipRole.Observer, "espoo");
        await app.InviteAsync("staying@example.org");
        await app.InviteAsync("watched-too@example.org", MembershipRole.Reporter, organisation: "clc");
        await PrepareAsync(app);
        var made = await MadeAsync(app, 0, ["{signing}", "{deal}", "{token}"]);
        foreach (var person in People)
        {
            using var browser = await BrowserAsync(app, person);
            foreach (var (pattern, whom) in Reading)
            {
                var address = new StringBuilder(pattern)
                    .Replace("{Lang:lang}", "en")
                    .Replace("{Key}", made["{signing}"])
                    .Replace("{Part}", "basics")
                    .Replace("{Slug}", pattern.Contains("/organisations/") ? "clc" : made["{deal}"])
                    .Replace("{Token}", made["{token}"])
                    .ToString();
                if (pattern.EndsWith("/people/request", StringComparison.Ordinal))
                    address += "?id=" + made["{request}"];
                using var answer = await browser.GetAsync(address, Cancel);
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
        await using var app = await StartAsync(on);
        foreach (var form in Forms)
        {
            // What was refused left everything as it was, which the test holds: then the next person finds it so.
            Dictionary<string, string>? left = null;
            foreach (var person in People)
            {
                var fresh = left is null || person.Name == "approver";
                if (fresh)
                {
                    await ClearAsync(app);
                    // Somebody on whom forms work, and who stays an administrator whoever leaves.
                    await app.InviteAsync("watched@example.org", MembershipRole.Observer, "espoo");
                    await app.InviteAsync("staying@example.org");
                    await app.InviteAsync("watched-too@example.org", MembershipRole.Reporter, organisation: "clc");
                    await PrepareAsync(app);
                }
                using var browser = await BrowserAsync(app, person);
                var approver = person.Name == "approver" ? await app.WithDbAsync(db => ApproverAsync(db)) : 0;
                var made = fresh
                    ? await MadeAsync(
                        app,
                        approver,
                        [form.Page, .. form.Fields.SelectMany(f => new[] { f.Item1, f.Item2 })]
                    )
                    : left!;
                string Put(string text) =>
                    made.Aggregate(text, (t, m) => t.Replace(m.Key, m.Value, StringComparison.Ordinal));
                var page = Put(form.Page);
                var fields = form.Fields.Select(f => KeyValuePair.Create(Put(f.Item1), Put(f.Item2))).ToList();
                using var shown = await browser.GetAsync(page, Cancel);
                // Who is not shown the form may still send one, with a token of another page.
                var html = await shown.Content.ReadAsStringAsync(Cancel);
                if (form.Filled && html.Contains($"value=\"{form.Name}\"", StringComparison.Ordinal))
                    fields.AddRange(
                        Identity
                            .Forms.Filled(html, form.Name)
                            .Where(f => fields.TrueForAll(given => given.Key != f.Key))
                    );
                var token = Token()
                    .Match(
                        shown.StatusCode == HttpStatusCode.OK && Token().IsMatch(html)
                            ? html
                            : await browser.GetStringAsync("/en/sign-in", Cancel)
                    );
                fields.RemoveAll(f => f.Key is "_handler" or "__RequestVerificationToken");
                fields.Add(new("_handler", form.Name));
                fields.Add(new("__RequestVerificationToken", token.Groups["token"].Value));
                var before = await StateAsync(app);

                using var content = Content(fields, form.File);
                using var answer = await browser.PostAsync(page, content, Cancel);

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
                left = changed || person.Name == "approver" ? null : made;
                tried++;
            }
        }
        Assert.Equal(Forms.Length * People.Length, tried);
    }

    private static async Task<TestApp> StartAsync(DatabaseKind on)
    {
        var app = await RealRegister.StartAsync(on);
        await app.WithDbAsync(async db =>
        {
            db.Organisations.Add(
                new Organisation
                {
                    Identifier = Partner,
                    Name = PartnerName,
                    // It may join for its members.
                    Kind = OrganisationKind.SocialEconomy,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });
        return app;
    }

    private static HttpContent Content(List<KeyValuePair<string, string>> fields, string? file)
    {
        if (file is null)
            return new FormUrlEncodedContent(fields);
        var whole = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            whole.Add(new StringContent(value), name);
        whole.Add(new ByteArrayContent("%PDF-1.7"u8.ToArray()), file, "scan.pdf");
        return whole;
    }

    private static async Task<HttpClient> BrowserAsync(TestApp app, Somebody person)
    {
        if (person.Name == "stranger")
            return app.NewClient(cookies: true);
        var email = person.Name.Replace(' ', '-') + "@example.org";
        var usual = person.City is not null || person.Role?.IsOfNetwork() == true;
        var browser = await app.SignedInAsync(
            email,
            usual ? person.Role!.Value : MembershipRole.Observer,
            usual ? person.City : "espoo"
        );
        if (!usual)
            await app.WithDbAsync(async db =>
            {
                await db
                    .Memberships.Where(m => db.Accounts.Any(a => a.Id == m.AccountId && a.Email == email))
                    .ExecuteDeleteAsync(Cancel);
                if (person.Organisation is not { } identifier)
                    return;
                db.Memberships.Add(
                    new Membership
                    {
                        AccountId = await db
                            .Accounts.Where(a => a.Email == email)
                            .Select(a => a.Id)
                            .SingleAsync(Cancel),
                        Role = person.Role!.Value,
                        OrganisationId = await db
                            .Organisations.Where(o => o.Identifier == identifier)
                            .Select(o => o.Id)
                            .SingleAsync(Cancel),
                        Since = app.Time.GetUtcNow().UtcDateTime,
                    }
                );
                await db.SaveChangesAsync(Cancel);
            });
        return browser;
    }

    private static bool May(string whom, string person) =>
        whom == Everybody
        || (whom == SignedIn ? person != "stranger" : whom.Split(", ").Contains(person, StringComparer.Ordinal));

    private static async Task ClearAsync(TestApp app) =>
        await app.WithDbAsync(async db =>
        {
            await db.JoinRequests.ExecuteDeleteAsync(Cancel);
            await db.Signatures.ExecuteDeleteAsync(Cancel);
            await db.Drafts.ExecuteDeleteAsync(Cancel);
            await db.SigningRules.ExecuteDeleteAsync(Cancel);
            await db.MembershipRequests.ExecuteDeleteAsync(Cancel);
            await db.Mandates.ExecuteDeleteAsync(Cancel);
            await db.RightsChanges.ExecuteDeleteAsync(Cancel);
            await db.Memberships.ExecuteDeleteAsync(Cancel);
            await db.SignInLinks.ExecuteDeleteAsync(Cancel);
            await db.Mails.ExecuteDeleteAsync(Cancel);
            await db.Accounts.ExecuteDeleteAsync(Cancel);
        });

    // A request to act for an organisation, and mandates from and over it.
    private static Task PrepareAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            string[] named = ["clc", "abc-umea", "iclei"];
            var ids = await db
                .Organisations.Where(o => named.Contains(o.Identifier))
                .ToDictionaryAsync(o => o.Identifier, o => o.Id, Cancel);
            var now = app.Time.GetUtcNow().UtcDateTime;
            db.MembershipRequests.Add(
                new MembershipRequest
                {
                    OrganisationId = ids["clc"],
                    Role = MembershipRole.Reporter,
                    Name = "Asker",
                    Email = "asker@example.org",
                    Language = "en",
                    CreatedAt = now,
                    ConfirmedAt = now,
                    ExpiresAt = now + MembershipRequest.Lasts,
                }
            );
            foreach (var (association, member) in ((string, string)[])[("clc", "iclei"), ("abc-umea", "clc")])
                db.Mandates.Add(
                    new Mandate
                    {
                        AssociationId = ids[association],
                        MemberId = ids[member],
                        Since = now,
                    }
                );
            await db.SaveChangesAsync(Cancel);
        });

    // What forms change; of mails not how far they were sent.
    private static Task<string> StateAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var accounts = await db.Accounts.AsNoTracking().OrderBy(a => a.Id).ToListAsync(Cancel);
            var memberships = await db.Memberships.AsNoTracking().OrderBy(m => m.Id).ToListAsync(Cancel);
            var changes = await db.RightsChanges.AsNoTracking().OrderBy(c => c.Id).ToListAsync(Cancel);
            var links = await db.SignInLinks.AsNoTracking().OrderBy(l => l.Id).ToListAsync(Cancel);
            var requests = await db.MembershipRequests.AsNoTracking().OrderBy(r => r.Id).ToListAsync(Cancel);
            var mandates = await db.Mandates.AsNoTracking().OrderBy(m => m.Id).ToListAsync(Cancel);
            var passkeys = await db.Set<IdentityUserPasskey<long>>().CountAsync(Cancel);
            var drafts = await db
                .Drafts.AsNoTracking()
                .Include(d => d.Parties)
                    .ThenInclude(p => p.Links)
                .OrderBy(d => d.Id)
                .AsSplitQuery()
                .ToListAsync(Cancel);
            var points = await db.DraftPoints.AsNoTracking().OrderBy(p => p.Id).ToListAsync(Cancel);
            var releases = await db.Releases.AsNoTracking().OrderBy(r => r.Id).ToListAsync(Cancel);
            var steps = await db.ReleaseSteps.AsNoTracking().OrderBy(r => r.Id).ToListAsync(Cancel);
            var codes = await db.SigningCodes.AsNoTracking().OrderBy(c => c.Id).ToListAsync(Cancel);
            var deals = await db
                .Deals.Where(d => d.State != null)
                .OrderBy(d => d.Id)
                .Select(d => new { d.Identifier, d.State })
                .ToListAsync(Cancel);
            var joining = await db.JoinRequests.AsNoTracking().OrderBy(r => r.Id).ToListAsync(Cancel);
            var mails = await db.Mails.OrderBy(m => m.Id).Select(m => m.Key).ToListAsync(Cancel);
            IEnumerable<string> lines =
            [
                .. accounts.Select(a => $"{a.Id} {a.Email} {a.Name} {a.Language} {a.PasswordHash} {a.SecurityStamp}"),
                .. memberships.Select(m => $"{m.Id} {m.AccountId} {m.Role} {m.CityId} {m.OrganisationId}"),
                .. changes.Select(c => $"{c.Id} {c.AccountId} {c.ByAccountId} {c.Granted}"),
                .. links.Select(l => $"{l.Id} {l.UsedAt}"),
                .. requests.Select(r => $"{r.Id} {r.ConfirmedAt} {r.RefusedAt}"),
                .. mandates.Select(m => $"{m.Id} {m.EndedAt} {m.ObjectedAt}"),
                $"{passkeys}",
                .. drafts.Select(d =>
                    $"{d.Key} {d.Turn} {d.Revision} {d.Stage} {string.Join(' ', d.Parties.Select(p => $"{p.ContactEmail} {p.Links.Count}"))}"
                ),
                .. points.Select(p => $"{p.Id} {p.State}"),
                .. releases.Select(r => $"{r.Id} {r.VoidAt} {r.ReleasedAt}"),
                .. steps.Select(t => $"{t.Id} {t.Answer} {t.RemindedAt}"),
                .. codes.Select(c => $"{c.Id} {c.Wrong} {c.UsedAt}"),
                $"{await db.Signatures.CountAsync(Cancel)} {await db.Attachments.CountAsync(Cancel)}",
                $"{await db.SigningRules.CountAsync(Cancel)}",
                .. deals.Select(d => $"{d}"),
                .. joining.Select(r => $"{r.Id} {r.State}"),
                .. mails,
            ];
            return string.Join('\n', lines);
        });

    /// <summary>What the gaps in a form stand for, each made only where it is named.</summary>
    private static async Task<Dictionary<string, string>> MadeAsync(TestApp app, long approver, string[] texts)
    {
        var (espoo, watched, staying) = await app.WithDbAsync(async db =>
            (
                await db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel),
                await db
                    .Memberships.Where(m =>
                        db.Accounts.Any(a => a.Id == m.AccountId && a.Email == "watched@example.org")
                    )
                    .Select(m => m.Id)
                    .SingleAsync(Cancel),
                await db.Accounts.Where(a => a.Email == "staying@example.org").Select(a => a.Id).SingleAsync(Cancel)
            )
        );
        // Whoever answers a release is an approver of the city, by a role of the account itself.
        var asked = approver == 0 ? staying : approver;
        await app.WithDbAsync(async db =>
        {
            if (await db.Memberships.AnyAsync(m => m.AccountId == staying && m.Role == MembershipRole.Approver, Cancel))
                return;
            db.Memberships.Add(
                new Membership
                {
                    AccountId = staying,
                    CityId = espoo,
                    Role = MembershipRole.Approver,
                    Since = app.Time.GetUtcNow().UtcDateTime,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });
        var making = new Making(app, Making.Everything(staying, espoo));
        var made = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["{espoo}"] = $"{espoo}",
            ["{observer of espoo}"] = $"{watched}",
            ["{approver}"] = $"{asked}",
        };
        await app.WithDbAsync(async db =>
        {
            made["{clc}"] =
                $"{await db.Organisations.Where(o => o.Identifier == "clc").Select(o => o.Id).SingleAsync(Cancel)}";
            made["{reporter of clc}"] =
                $"{await db.Memberships.Where(m => db.Accounts.Any(a => a.Id == m.AccountId && a.Email == "watched-too@example.org")).Select(m => m.Id).SingleAsync(Cancel)}";
            made["{request}"] = $"{await db.MembershipRequests.Select(r => r.Id).SingleAsync(Cancel)}";
            made["{mandate of clc}"] =
                $"{await db.Mandates.Where(m => m.Association!.Identifier == "clc").Select(m => m.Id).SingleAsync(Cancel)}";
            made["{mandate over clc}"] =
                $"{await db.Mandates.Where(m => m.Member!.Identifier == "clc").Select(m => m.Id).SingleAsync(Cancel)}";
        });
        bool Named(string gap) => Array.Exists(texts, t => t.Contains(gap, StringComparison.Ordinal));
        if (Named("{draft}"))
        {
            made["{draft}"] = await making.DraftAsync("Example draft", PartnerName);
            if (Named("{point}"))
                made["{point}"] = $"{await PointAsync(app, made["{draft}"])}";
        }
        if (Named("{release}"))
        {
            made["{release}"] = await making.DraftAsync("Example to release", PartnerName);
            await making.FixAsync(made["{release}"], asked);
        }
        if (Named("{signing}") || Named("{token}"))
        {
            made["{signing}"] = await making.DraftAsync("Example to sign", PartnerName);
            var release = await making.ReleaseAsync(made["{signing}"]);
            await making.CodeAsync(release);
            (made["{hash}"], made["{token}"]) = (release.Hash, await making.LinkAsync(made["{signing}"]));
        }
        if (Named("{deal}"))
        {
            var key = await making.ConcludeAsync("Example deal", PartnerName);
            made["{deal}"] = await app.WithDbAsync(db =>
                db.Drafts.Where(d => d.Key == key).Select(d => d.Deal!.Slug).SingleAsync(Cancel)
            );
        }
        if (Named("{open}") || Named("{joining}"))
            await OpenAsync(app, making, made);
        return made;
    }

    // A deal that others may join, with one who has confirmed and one who has not.
    private static async Task OpenAsync(TestApp app, Making making, Dictionary<string, string> made)
    {
        var key = await making.ConcludeAsync("Example open deal", PartnerName);
        await app.WithDbAsync(async db =>
        {
            var deal = await db.Drafts.Where(d => d.Key == key).Select(d => d.Deal!).SingleAsync(Cancel);
            deal.OpenToJoin = Alliance.Deals.OpenToJoin.Yes;
            var now = app.Time.GetUtcNow().UtcDateTime;
            JoinRequest Request(JoinState state) =>
                new()
                {
                    DealId = deal.Id,
                    Submission = $"{key}-{state}",
                    Kind = JoinerKind.Resident,
                    ShowName = false,
                    Promise = new JoinPromise(new Alliance.Platform.Texts.LocalText("en", "I do.")),
                    ContactName = "R",
                    ContactEmail = "r@example.org",
                    ContactLanguage = "en",
                    TokenHash = LinkToken.HashOf($"{key}{state}"),
                    State = state,
                    At = now,
                    ConfirmedAt = now,
                    KeepUntil = now.AddDays(7),
                };
            var waiting = Request(JoinState.Waiting);
            db.JoinRequests.AddRange(Request(JoinState.Unconfirmed), waiting);
            await db.SaveChangesAsync(Cancel);
            (made["{open}"], made["{joining}"]) = (deal.Slug, $"{key}{JoinState.Unconfirmed}");
            (made["{request}"], made["{sent}"]) = ($"{waiting.Id}", waiting.Submission);
        });
    }

    // Said by the partner, so that the city may answer.
    private static Task<long> PointAsync(TestApp app, string key) =>
        app.WithDbAsync(async db =>
        {
            var point = new Alliance.Deals.Talks.DraftPoint
            {
                Draft = await db.Drafts.SingleAsync(d => d.Key == key, Cancel),
                Submission = key,
                About = "",
                Text = "Why?",
                ByParty = "p2",
                At = app.Time.GetUtcNow().UtcDateTime,
            };
            db.DraftPoints.Add(point);
            await db.SaveChangesAsync(Cancel);
            return point.Id;
        });

    private static Task<long> ApproverAsync(Alliance.Platform.Data.AppDb db) =>
        db.Accounts.Where(a => a.Email == "approver@example.org").Select(a => a.Id).SingleAsync(Cancel);

    private static IEnumerable<(string Pattern, string Methods, bool IsPage, bool IsAuthorized)> Endpoints(
        TestApp app
    ) =>
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
                        is not null,
                    e.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAuthorizeData>() is not null
                )
            );

    private sealed record Somebody(string Name, MembershipRole? Role, string? City = null, string? Organisation = null);

    /// <param name="Filled">Sent with everything else that the form holds.</param>
    /// <param name="File">The name of a field with a file.</param>
    private sealed record Form(
        string Page,
        string Name,
        (string, string)[] Fields,
        string For,
        bool Stores = true,
        bool Filled = false,
        string? File = null
    );

    [GeneratedRegex("""@formname="(?<name>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FormName();

    [GeneratedRegex("""<form[^>]*method="post""", RegexOptions.None, 1000)]
    private static partial Regex PostingForm();

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
