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
using static Alliance.Tests.Rights.RightsScene;
using static Alliance.Tests.Rights.RightsTable;

namespace Alliance.Tests.Rights;

/// <summary>
/// Who may what: every endpoint and every form, as every kind of person. What is not in the table fails, so that nothing
/// new is open by oversight; what is refused leaves the database as it was.
/// </summary>
public sealed partial class RightsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_endpoint_is_in_the_table()
    {
        await using var app = await TestApp.StartAsync();
        var unknown = Endpoints(app)
            .Where(e => !Reading.Any(r => r.Pattern == e.Pattern))
            .Where(e =>
                !PublicPages.Contains(e.Pattern.Replace("/{Lang:lang}", "", StringComparison.Ordinal))
                // A public list as a file.
                && !e.Pattern.EndsWith(".csv", StringComparison.Ordinal)
                && !e.Pattern.EndsWith(".xlsx", StringComparison.Ordinal)
                && !Public.Any(p => e.Pattern == p || (p != "/" && e.Pattern.StartsWith(p, StringComparison.Ordinal)))
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
        // Only pages take POST, and their forms have a table of their own; else there is what takes a token.
        var writing = Endpoints(app)
            .Where(e => e.Methods.Contains("POST", StringComparison.Ordinal) && !e.IsPage)
            .Where(e => !e.Pattern.StartsWith("/{file}", StringComparison.Ordinal) && !ByToken.Contains(e.Pattern))
            .Where(e => !Lines.Contains(e.Pattern) && !ByLink.Contains(e.Pattern))
            .Select(e => $"{e.Methods} {e.Pattern}")
            .ToList();
        Assert.True(writing.Count == 0, string.Join('\n', writing));
    }

    [Fact]
    public void Every_form_is_in_the_table()
    {
        var known = RightsTable.Forms.Select(f => f.Name).ToHashSet();
        var forms = Repository
            .Sources(".razor")
            .SelectMany(f => FormName().Matches(f.Text).Select(m => (f.Path, Name: m.Groups["name"].Value)))
            // Named by the page that it stands on.
            .Where(f => f.Path != "Deals/Parts/TurnForm.razor")
            .ToList();
        Assert.NotEmpty(forms);
        Assert.All(forms, f => Assert.True(known.Contains(f.Name), $"{f.Path}: {f.Name}"));
        // Whatever posts has a name, or it would not be in this test; but for what sends another page's form again.
        Assert.All(
            Repository
                .Sources(".razor")
                .Where(f => f.Text.Contains("method=\"post\"", StringComparison.Ordinal))
                .Where(f => f.Path != "Identity/Parts/SendAgain.razor"),
            f =>
                Assert.Equal(
                    PostingForm().Count(f.Text),
                    // A form of a step posts by its own part.
                    FormName().Matches(f.Text).Count(m => m.Value.StartsWith('@'))
                )
        );
    }

    [Fact]
    public void Every_button_of_every_page_is_in_the_table()
    {
        var forms = PageForms.Read().ToList();
        // What several pages share is tried on each of them; a form sends what the button that was pressed says.
        var untried =
            from form in forms
            let tried = RightsTable.Forms.Where(t => t.Name == form.Name && form.IsAt(t.Page)).ToList()
            from button in form.Buttons.Select(b => (FormButton?)b).DefaultIfEmpty()
            where !tried.Exists(t => button is null || Array.Exists(t.Fields, button.Sends))
            select $"{form.Route} {form.Name} {button}";
        Assert.True(!untried.Any(), string.Join('\n', untried));
        // One that a fragment writes stands in the source outside of its form: then any form may try it.
        Assert.DoesNotContain(
            PageForms.Buttons().Except(forms.SelectMany(f => f.Buttons)),
            b => !RightsTable.Forms.Any(t => Array.Exists(t.Fields, b.Sends))
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
        var made = await MadeAsync(
            app,
            0,
            [
                "{signing}",
                "{deal}",
                "{token}",
                "{scan}",
                "{file}",
                "{asking}",
                "{measured}",
                "{evidence hash}",
                "{stakeholder}",
                "{visit}",
                "{practice}",
                "{public practice}",
                "{replication}",
                "{board ideas}",
                "{open board}",
                "{publication}",
                "{space}",
                "{offer}",
                "{city request}",
            ]
        );
        foreach (var person in RightsTable.People)
        {
            using var browser = await BrowserAsync(app, person);
            foreach (var (pattern, whom) in Reading)
            {
                var address = new StringBuilder(pattern)
                    .Replace("{Lang:lang}", "en")
                    .Replace("spaces/{Slug}", "spaces/" + RightsExchange.Space)
                    .Replace("topics/{Number:long}", "topics/" + made["{topic}"])
                    .Replace("documents/{Id:long}", "documents/" + made["{document}"])
                    .Replace("{Key}", pattern.Contains("/boards/") ? made["{board ideas}"] : made["{signing}"])
                    .Replace("{Kind}/{Place}", "board/" + made["{board ideas}"])
                    .Replace("{Card}", "k2")
                    .Replace("{Part}", "basics")
                    .Replace("{City}", "espoo")
                    .Replace("publications/{Id}", "publications/" + made["{publication}"])
                    .Replace("practices/{Id}/review", $"practices/{made["{public practice}"]}/review")
                    .Replace("practices/{Id}", "practices/" + made["{practice}"])
                    .Replace("replications/{Id}", "replications/" + made["{replication}"])
                    .Replace("replications/new", "replications/new?practice=three-light-promises")
                    .Replace("offers/{Id}", "offers/" + made["{offer}"])
                    .Replace("introductions/{Id:long}", "introductions/" + made["{introduction}"])
                    .Replace("introductions/new", "introductions/new?offer=" + RightsOffers.Open)
                    .Replace("fit/{Of}/{Identifier}", "fit/practice/" + RightsKnowledge.Published)
                    .Replace("{Id}", pattern.Contains("/follow-ups/") ? "new" : made["{stakeholder}"])
                    .Replace("{Promise}", "c3")
                    .Replace("{Kind}", "legal")
                    .Replace("{CheckInCode}", RightsSprints.CheckInCode)
                    .Replace("{Number:int}", "2")
                    .Replace(
                        "{Slug}",
                        pattern.Contains("/organisations/") ? "clc"
                            : pattern.Contains("/sprints/") ? RightsSprints.Sprint
                            : pattern.Contains("/projects/") ? "alliance"
                            : pattern.Contains("/open-boards/") ? RightsOpenBoards.Board
                            : pattern.Contains("/cities/") ? "espoo"
                            : pattern.Contains("/scans/") ? "espoo-data-centre-waste-heat-for-district-heating"
                            : made["{deal}"]
                    )
                    .Replace("{Token}", pattern.Contains("/reports/") ? RightsReports.Token : made["{token}"])
                    .Replace("{id:long}", made["{scan}"])
                    .Replace("{Hash}", made["{evidence hash}"])
                    .Replace("city-requests/{Id:long}", "city-requests/" + made["{city request}"])
                    .Replace("{Id:long}", pattern.Contains("/reports/") ? made["{asking}"] : made["{file}"])
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

    [Fact]
    public async Task What_takes_a_token_knows_nobody_by_a_session()
    {
        await using var app = await StartAsync(DatabaseKind.Sqlite);
        foreach (var person in RightsTable.People)
        {
            using var browser = await BrowserAsync(app, person);
            foreach (var address in ByToken)
            {
                using var answer = await browser.PostAsync(
                    address,
                    new StringContent("{}", Encoding.UTF8, "application/json"),
                    Cancel
                );
                Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{person.Name} {address}");
            }
        }
    }

    [Theory, EachDatabase]
    public async Task Forms_do_what_they_say_for_those_who_may_and_nothing_for_others(DatabaseKind on)
    {
        var tried = 0;
        var wrong = new List<string>();
        await using var app = await StartAsync(on);
        foreach (var form in RightsTable.Forms)
        {
            // What was refused left everything as it was, which the test holds: then the next person finds it so.
            Dictionary<string, string>? left = null;
            foreach (var person in RightsTable.People)
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
                if ((may && form.Stores) != changed || answer.StatusCode >= HttpStatusCode.InternalServerError)
                    wrong.Add(
                        $"{person.Name} {form.Page} {form.Name} {string.Join(' ', form.Fields)}: {answer.StatusCode}, changed: {changed}"
                    );
                left = changed || person.Name == "approver" ? null : made;
                tried++;
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(RightsTable.Forms.Length * RightsTable.People.Length, tried);
    }

    private static HttpContent Content(List<KeyValuePair<string, string>> fields, (string Field, string Name)? file)
    {
        if (file is not { } sent)
            return new FormUrlEncodedContent(fields);
        var whole = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            whole.Add(new StringContent(value), name);
        whole.Add(new ByteArrayContent("%PDF-1.7"u8.ToArray()), sent.Field, sent.Name);
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

    [GeneratedRegex("""(@formname|<TurnForm Name)="(?<name>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FormName();

    [GeneratedRegex("""<form[^>]*method="post""", RegexOptions.None, 1000)]
    private static partial Regex PostingForm();

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
