using System.Text.RegularExpressions;
using Alliance.Network;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Alliance.Browser;

/// <summary>
/// The story of a deal as its people play it, with plainly marked example organisations: from the menu to three signatures
/// in three ways, public, joined by a small firm, proved to whoever doubts, changed and renewed; and a declaration that grows
/// into a deal.
/// </summary>
public sealed partial class DealStoryTests(RealSite site)
{
    private const string Firm = "firm@example.org";
    private const string Social = "social@example.org";
    private const string Joiner = "joyce@example.org";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_menu_to_a_deal_in_force_and_on()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        var manager = await EnterAsync(app);
        var firm = await EnterAsync(app);
        await manager.TakeAuthenticatorAsync();
        await manager.SignInAsync(app, "manager@city.example", MembershipRole.DealManager, MembershipRole.Approver);
        await PasskeyAsync(manager.Page);

        // From the menu: six fields beside the names, one button.
        await manager.GoAsync("/en/menu?area=biodiversity");
        var clicks = 0;
        var page = manager.Page;
        var begun = TimeProvider.System.GetTimestamp();
        await page.Locator("#plant-trees").GetByRole(AriaRole.Link, new() { Name = "Draft a deal" }).ClickAsync();
        clicks++;
        await page.GetByLabel("Name of the organisation").FillAsync("Example Works Oy (example)");
        await page.GetByLabel("Contact person").FillAsync("Faye Firm");
        await page.GetByLabel("The person’s e-mail address").FillAsync(Firm);
        await page.GetByLabel("How much").FillAsync("1500");
        await page.GetByLabel("By when").FillAsync("2028");
        await page.Locator("input[value=known-contact]").CheckAsync();
        clicks++;
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin the draft" }).ClickAsync();
        clicks++;
        await Assertions.Expect(page.GetByText("The draft is begun.")).ToBeVisibleAsync();
        TestContext.Current.SendDiagnosticMessage(
            $"menu to draft: {clicks} clicks, {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:0.0} s by machine"
        );
        Assert.InRange(clicks, 1, 3);
        var draft = manager.At;

        // A social-economy partner, with a promise of its own.
        await page.GetByText("Another party").First.ClickAsync();
        await page.GetByLabel("Name of the organisation").FillAsync("Example Care (example)");
        await page.GetByLabel("Kind of organisation").SelectOptionAsync("social-economy");
        await page.GetByLabel("Contact person").FillAsync("Sona Social");
        await page.GetByLabel("The person’s e-mail address").FillAsync(Social);
        await page.GetByRole(AriaRole.Button, new() { Name = "Another party" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "A promise of Example Care (example)" }).ClickAsync();
        await page.GetByLabel("The promise").FillAsync("We water the trees in their first three years.");
        await page.GetByLabel("There is no date yet").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Usual passages" }).ClickAsync();
        await manager.GoAsync(draft + "/edit/basics");
        await page.GetByLabel("May others join later?").SelectOptionAsync("yes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send to the parties" }).ClickAsync();
        await Assertions.Expect(page.GetByText("on its way to the parties")).ToBeVisibleAsync();

        // Released first, and then the firm wants another word: the text is taken back.
        await ReleaseAsync(manager, draft);
        var talk = (await app.LinkInMailAsync(Firm)).Replace("/sign", "", StringComparison.Ordinal);
        await firm.GoAsync(talk + "?about=promise.c3.action");
        await firm
            .Page.GetByLabel("How it should read")
            .FillAsync("We plant … in Example Street, and replace those that die.");
        await firm.Page.GetByRole(AriaRole.Button, new() { Name = "Send to the city" }).ClickAsync();
        await Assertions.Expect(firm.Page.Locator("ins").First).ToBeVisibleAsync();
        await manager.GoAsync(draft + "/release");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take back and change" }).ClickAsync();
        await manager.GoAsync(draft);
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept the change" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The point is closed.")).ToBeVisibleAsync();
        await ReleaseAsync(manager, draft);

        // Three signatures: code, ink, passkey.
        await firm.GoAsync(await app.LinkInMailAsync(Firm));
        await firm.WidenAsync(360);
        await firm.Page.GetByRole(AriaRole.Button, new() { Name = "Send me a code" }).ClickAsync();
        await firm.Page.GetByLabel("Code", new() { Exact = true }).FillAsync(await CodeAsync(app, Firm));
        await firm.Page.GetByRole(AriaRole.Button, new() { Name = "Sign with this code" }).ClickAsync();
        await Assertions.Expect(firm.Page.GetByText("Signed. Thank you.")).ToBeVisibleAsync();
        await manager.GoAsync(draft + "/sign");
        await page.GetByText("Signed on paper", new() { Exact = true }).ClickAsync();
        await page.Locator("#ink-party").SelectOptionAsync(new SelectOptionValue { Label = "Example Care (example)" });
        await page.Locator("#ink-signer").FillAsync("Sona Social");
        await page.Locator("#scan")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "signed.pdf",
                    MimeType = "application/pdf",
                    Buffer = "%PDF-1.7 example"u8.ToArray(),
                }
            );
        await page.GetByLabel("I have seen the signed paper").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm the signature" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign with my passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Signed. Thank you.")).ToBeVisibleAsync();

        // Public.
        await page.GetByRole(AriaRole.Link, new() { Name = "To the deal" }).ClickAsync();
        await Assertions.Expect(page.GetByText("We plant 1,500 trees in Example Street").First).ToBeVisibleAsync();
        foreach (var way in (string[])["signed by code", "signed on paper", "signed by passkey"])
            await Assertions.Expect(page.GetByText(way).First).ToBeVisibleAsync();
        var deal = manager.At;

        // Joined by a small firm, on the telephone that has just signed; then proved to whoever doubts.
        await JoinAsync(app, manager, firm, deal);
        await AssertProvedAsync(app, deal);

        // Changed: a new version that one of them signs anew by paper, and the old one stays.
        await manager.GoAsync(deal);
        await page.GetByRole(AriaRole.Link, new() { Name = "Manage this deal" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Change it" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The draft is begun.")).ToBeVisibleAsync();
        var amendment = manager.At;
        await manager.GoAsync(amendment + "/edit/promise.c3");
        await page.GetByLabel("By when").FillAsync("2027");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await ReleaseAsync(manager, amendment);
        await SignAllOnPaperAsync(manager, amendment);
        await manager.GoAsync(deal + "/versions");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Version 4" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("ins").First).ToBeVisibleAsync();

        // Renewed: its successor, linked both ways.
        await manager.GoAsync(deal + "/manage");
        await page.GetByRole(AriaRole.Button, new() { Name = "Renew it" }).ClickAsync();
        var successor = manager.At;
        await manager.GoAsync(successor + "/edit/basics");
        await page.GetByLabel("Title of the deal").FillAsync("More trees for Example Street");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await ReleaseAsync(manager, successor);
        await SignAllOnPaperAsync(manager, successor);
        await manager.GoAsync(deal);
        await Assertions.Expect(page.GetByText("renewed").First).ToBeVisibleAsync();

        Assert.Empty(manager.Complaints());
        Assert.Empty(firm.Complaints());
        await manager.Page.Context.CloseAsync();
        await firm.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_declaration_of_intent_grows_into_a_deal()
    {
        await using var app = await RealRegister.StartAsync(DatabaseKind.Sqlite);
        var manager = await EnterAsync(app);
        var page = manager.Page;
        await manager.SignInAsync(app, "manager@city.example", MembershipRole.DealManager, MembershipRole.Approver);
        await manager.GoAsync("/en/drafts/new");
        await page.GetByLabel("Title of the deal").FillAsync("Looking into shared deliveries (example)");
        await page.GetByLabel("Kind of agreement").SelectOptionAsync("declaration-of-intent");
        await page.GetByLabel("Name of the organisation").FillAsync("Example Couriers (example)");
        await page.GetByLabel("Contact person").FillAsync("Cora Courier");
        await page.GetByLabel("The person’s e-mail address").FillAsync("courier@example.org");
        await page.GetByLabel("The promise").FillAsync("We look into shared deliveries with our neighbours.");
        await page.GetByLabel("There is no date yet").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin the draft" }).ClickAsync();
        var draft = manager.At;
        await ReleaseAsync(manager, draft);
        await SignAllOnPaperAsync(manager, draft);
        await manager.GoAsync(draft);
        await page.GetByRole(AriaRole.Link, new() { Name = "To the deal" }).ClickAsync();
        var declaration = manager.At;

        await manager.GoAsync(declaration + "/manage");
        await page.GetByRole(AriaRole.Button, new() { Name = "Let it grow into a deal" }).ClickAsync();
        var grown = manager.At;
        await page.GetByRole(AriaRole.Link, new() { Name = "Change: We look into" }).ClickAsync();
        await page.GetByLabel("The promise").FillAsync("We share … with our neighbours.");
        await page.GetByLabel("How much").FillAsync("40");
        await page.Locator("select[name$='.unit']").SelectOptionAsync("percent");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await ReleaseAsync(manager, grown);
        await SignAllOnPaperAsync(manager, grown);
        await manager.GoAsync(grown);
        await page.GetByRole(AriaRole.Link, new() { Name = "To the deal" }).ClickAsync();
        await Assertions.Expect(page.GetByText("We share 40% with our neighbours.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Looking into shared deliveries (example)" })
            .First.ClickAsync();
        Assert.Equal(declaration, manager.At);

        Assert.Empty(manager.Complaints());
        await page.Context.CloseAsync();
    }

    private static async Task JoinAsync(TestApp app, Visitor manager, Visitor firm, string deal)
    {
        var page = firm.Page;
        await firm.WidenAsync(360);
        await firm.GoAsync(deal);
        await page.GetByRole(AriaRole.Link, new() { Name = "Join this deal" }).ClickAsync();
        await page.GetByLabel("Name of the organisation").FillAsync("Corner Bakery Oy (example)");
        await page.GetByLabel("Show this name in the deal").CheckAsync();
        await page.GetByLabel("The promise").FillAsync("We water the trees in front of our shop.");
        await page.GetByLabel("Your name").FillAsync("Joyce Joiner");
        await page.GetByLabel("Your e-mail address").FillAsync(Joiner);
        await FittingTests.AssertFitsAsync(page, "join, 360 px");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("One more step")).ToBeVisibleAsync();
        await firm.GoAsync(await app.LinkInMailAsync(Joiner));
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Confirmed. The city answers you by mail.")).ToBeVisibleAsync();

        await manager.GoAsync(deal + "/joinings");
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Accept", Exact = true }).ClickAsync();
        await Assertions.Expect(manager.Page.GetByText("The deal has a new version.")).ToBeVisibleAsync();
        await app.SettleAsync();
        await firm.GoAsync(deal);
        foreach (var said in (string[])["Corner Bakery Oy (example)", "We water the trees in front of our shop."])
            await Assertions.Expect(page.GetByText(said).First).ToBeVisibleAsync();
        await FittingTests.AssertFitsAsync(page, "the deal, joined, 360 px");
    }

    // By the command, in a process of its own, as anybody checks the file that the site gives.
    private static async Task AssertProvedAsync(TestApp app, string deal)
    {
        // The first text was taken back before anybody signed.
        var proof = $"/api/v1/deals/{deal.Split('/')[^1]}/versions/2/proof";
        var right = await app.Client.GetByteArrayAsync(proof, Cancel);
        var file = Path.Combine(app.Database.Folder, "proof.json");
        await File.WriteAllBytesAsync(file, right, Cancel);
        var checkedRight = await Cli.RunAsync("verify", file);
        Assert.True(checkedRight.Code == 0, checkedRight.Output + checkedRight.Errors);
        Assert.EndsWith("Everything is right.\n", checkedRight.Output, StringComparison.Ordinal);
        // Released, three signatures, in force.
        Assert.Equal(
            5,
            checkedRight.Output.Split('\n').Count(l => l.Contains(" inclusion:", StringComparison.Ordinal))
        );

        // A hundred trees more than anybody signed: one byte.
        var at = right.AsSpan().IndexOf("1,500 trees"u8);
        right[at + 2] = (byte)'6';
        await File.WriteAllBytesAsync(file, right, Cancel);
        var checkedWrong = await Cli.RunAsync("verify", file);
        Assert.Equal(1, checkedWrong.Code);
        var wrong = Assert.Single(
            checkedWrong.Output.Split('\n'),
            l => l.StartsWith("WRONG", StringComparison.Ordinal)
        );
        Assert.StartsWith("WRONG content: ", wrong, StringComparison.Ordinal);
    }

    private async Task<Visitor> EnterAsync(TestApp app)
    {
        var visitor = await Visitor.EnterAsync(site.Browser, new() { Locale = "en" });
        // By the name localhost: a browser makes passkeys for names alone.
        await visitor.BeginAsync(new Uri($"http://localhost:{app.Address.Port}"));
        return visitor;
    }

    internal static async Task ReleaseAsync(Visitor manager, string draft)
    {
        await manager.GoAsync(draft + "/release");
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Fix the text and ask" }).ClickAsync();
        await manager.Page.GetByRole(AriaRole.Button, new() { Name = "Release for signature" }).ClickAsync();
        await Assertions.Expect(manager.Page.GetByText("Released.")).ToBeVisibleAsync();
    }

    internal static async Task SignAllOnPaperAsync(Visitor manager, string draft)
    {
        var page = manager.Page;
        for (var i = 0; i < 10; i++)
        {
            await manager.GoAsync(draft + "/sign");
            if (await page.Locator("#ink-party").CountAsync() == 0)
                return;
            await page.GetByText("Signed on paper", new() { Exact = true }).ClickAsync();
            await page.Locator("#ink-signer").FillAsync("Somebody (example)");
            await page.Locator("#scan")
                .SetInputFilesAsync(
                    new FilePayload
                    {
                        Name = "signed.pdf",
                        MimeType = "application/pdf",
                        Buffer = "%PDF-1.7 example"u8.ToArray(),
                    }
                );
            await page.GetByLabel("I have seen the signed paper").CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Confirm the signature" }).ClickAsync();
            await Assertions.Expect(page.GetByText("Signed. Thank you.")).ToBeVisibleAsync();
        }
    }

    private static async Task PasskeyAsync(IPage page)
    {
        await page.GetByLabel("Name of the passkey").FillAsync("Test laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The passkey is added.")).ToBeVisibleAsync();
    }

    internal static async Task<string> CodeAsync(TestApp app, string email) =>
        Code().Match((await app.MailAsync(email)).TextBody!).Value;

    [GeneratedRegex(@"(?<=\n)\d{6}(?=\r?\n)", RegexOptions.None, 1000)]
    private static partial Regex Code();
}
