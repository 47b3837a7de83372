using System.Net;
using Alliance.Knowledge;
using Alliance.Knowledge.Fit;
using Alliance.Knowledge.Reviews;
using Alliance.Knowledge.Told;
using Alliance.Monitoring;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Monitoring.Reporting;
using Alliance.Tests.Testing;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Knowledge.Fit;

/// <summary>Whether something fits a city, as its people answer and read it.</summary>
public sealed class FitTests
{
    private const string Practice = "warm-halls-example";
    private const string Page = "/en/workspace/fit/practice/" + Practice;
    private const string Espoo = Page + "?city=espoo";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_city_answers_reads_what_follows_in_words_and_answers_anew(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await TellAsync(app);
        var manager = story.ManagerBrowser;
        // From the practice, without having said anything: five plain questions, and no result.
        Assert.Contains(
            $"href=\"{Page}\"",
            await manager.GetStringAsync("/en/practices/" + Practice, Cancel),
            StringComparison.Ordinal
        );
        var empty = await manager.DocumentAsync(Page);
        Assert.Equal(5, empty.QuerySelectorAll("fieldset.fit-steps").Length);
        Assert.All(
            empty.QuerySelectorAll("fieldset.fit-steps"),
            f => Assert.Equal(6, f.QuerySelectorAll("input").Length)
        );
        Assert.Null(empty.QuerySelector("#fit-result"));
        using (var nothing = await manager.SendAsync(Page, "fit"))
            Assert.Contains(
                "at least one question",
                await nothing.Content.ReadAsStringAsync(Cancel),
                StringComparison.Ordinal
            );

        using (
            var kept = await manager.SendAsync(
                Page,
                "fit",
                ("problem", "strong-support"),
                ("mandate", "support"),
                ("partners", "neither"),
                ("law", "obstacle")
            )
        )
            await Forms.LeadsToAsync(kept, Espoo);
        var page = await manager.DocumentAsync(Espoo);
        Assert.Contains("Strong support The problem", Side(page, "supports"), StringComparison.Ordinal);
        Assert.Contains("Support Mandate", Side(page, "supports"), StringComparison.Ordinal);
        Assert.Contains("Obstacle Law", Side(page, "obstacles"), StringComparison.Ordinal);
        var result = Text(page.QuerySelector(".fit-result")!);
        Assert.Contains("Neither helps nor hinders: partners", result, StringComparison.Ordinal);
        // Problem 7.5, mandate 9, partners 9, law 8; from the profiles: size 5, climate 2.5, results 5.
        Assert.Contains("rests on 46 % of what is weighed", result, StringComparison.Ordinal);
        Assert.Contains("Law: from “obstacle” to “strong support”", result, StringComparison.Ordinal);
        // Umeå did it: 83,249 people live there, and 300,000 in Espoo; 3.6 degrees lie between.
        Assert.Contains(
            "Umeå has 83,249 people, Espoo has 300,000",
            Text(page.QuerySelector("main")!),
            StringComparison.Ordinal
        );
        Assert.Contains("Umeå (SE, 83,249 people)", result, StringComparison.Ordinal);
        // The number is there for whoever unfolds it, and says that nothing has calibrated it.
        var folded = page.QuerySelector("details:has(table[aria-label^='Answers, weights'])")!;
        Assert.False(folded.HasAttribute("open"));
        Assert.Contains("of 100 !uncalibrated", Text(folded), StringComparison.Ordinal);
        Assert.Contains("30 cities whose outcome is known", Text(folded), StringComparison.Ordinal);
        foreach (var other in page.QuerySelectorAll("main details").Where(d => d != folded))
            Assert.DoesNotContain("of 100", Text(other), StringComparison.Ordinal);
        Assert.Equal(7, page.QuerySelectorAll("figure.balance .label").Length);

        // Said anew, it takes the place of what was said; what is emptied is gone.
        using (var again = await manager.SendAsync(Espoo, "fit", ("law", "support"), ("mandate", "")))
            await Forms.LeadsToAsync(again, Espoo);
        var now = await manager.DocumentAsync(Espoo);
        Assert.Contains("Support Law", Side(now, "supports"), StringComparison.Ordinal);
        Assert.DoesNotContain("Mandate", Side(now, "supports"), StringComparison.Ordinal);
        Assert.Contains("Strong support The problem", Side(now, "supports"), StringComparison.Ordinal);
        var stored = await app.WithDbAsync(db => db.CityFits.AsNoTracking().SingleAsync(Cancel));
        Assert.Equal($"practice:{Practice}", stored.Subject);
        Assert.Equal(("1", 2), (stored.Weights, stored.Turn));
        Assert.Equal(["law", "partners", "problem"], stored.Said.Answers.Keys.Order(StringComparer.Ordinal));

        // It stands on the page of the city's people, and what is written anew says so.
        Assert.Contains(
            "Warm halls (example)",
            Text((await manager.DocumentAsync("/en/workspace/practices")).QuerySelector("section:has(#fits)")!),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("changed after your answers", Text(now.QuerySelector("main")!), StringComparison.Ordinal);
        await app.WithDbAsync(db =>
            db.Practices.Where(p => p.Identifier == Practice)
                .ExecuteUpdateAsync(
                    s => s.SetProperty(p => p.ChangedAt, app.Time.GetUtcNow().UtcDateTime.AddDays(1)),
                    Cancel
                )
        );
        Assert.Contains(
            "changed after your answers",
            Text((await manager.DocumentAsync(Espoo)).QuerySelector("main")!),
            StringComparison.Ordinal
        );
        using (var gone = await manager.SendAsync(Espoo, "remove-fit"))
            await Forms.LeadsToAsync(gone, Espoo);
        Assert.Equal(0, await app.WithDbAsync(db => db.CityFits.CountAsync(Cancel)));
    }

    [Theory, EachDatabase]
    public async Task What_cannot_be_with_us_caps_the_number_until_a_remedy_is_written(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await TellAsync(app);
        var manager = story.ManagerBrowser;
        using (
            var kept = await manager.SendAsync(
                Page,
                "fit",
                ("problem", "strong-support"),
                ("mandate", "strong-support"),
                ("part-k1", "strong-obstacle"),
                ("part-k2", "strong-obstacle")
            )
        )
            await Forms.LeadsToAsync(kept, Espoo);
        var capped = await manager.DocumentAsync(Espoo);
        var notice = Text(capped.QuerySelector(".fit-result .notice")!);
        // The one of high importance is named with its conditions; that of low importance is not.
        Assert.Contains("Part: One hall stays warm (example)", notice, StringComparison.Ordinal);
        Assert.Contains("A caretaker", notice, StringComparison.Ordinal);
        Assert.DoesNotContain("Tell the clubs", notice, StringComparison.Ordinal);
        Assert.Contains("Part: Tell the clubs (example)", Side(capped, "obstacles"), StringComparison.Ordinal);
        Assert.Contains("40 of 100", Text(capped.QuerySelector("main")!), StringComparison.Ordinal);

        using (var remedied = await manager.SendAsync(Espoo, "fit", ("remedy-k1", "We pay a caretaker.")))
            await Forms.LeadsToAsync(remedied, Espoo);
        var lifted = await manager.DocumentAsync(Espoo);
        Assert.Null(lifted.QuerySelector(".fit-result .notice"));
        Assert.DoesNotContain("40 of 100", Text(lifted.QuerySelector("main")!), StringComparison.Ordinal);
        Assert.Contains("What we would do: We pay a caretaker.", Side(lifted, "obstacles"), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_the_profiles_say_is_taken_and_can_be_answered_otherwise(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await TellAsync(app);
        var manager = story.ManagerBrowser;
        using (var kept = await manager.SendAsync(Page, "fit", ("problem", "support")))
            await Forms.LeadsToAsync(kept, Espoo);
        var page = await manager.DocumentAsync(Espoo);
        // 3.6 times as many people is neither; 3.6 degrees are near; a result with evidence; two say that it is true.
        Assert.Contains("size of the city", Text(page.QuerySelector(".fit-result")!), StringComparison.Ordinal);
        Assert.Contains("Support Climate and light", Side(page, "supports"), StringComparison.Ordinal);
        Assert.Contains("Umeå lies 3.6 degrees", Side(page, "supports"), StringComparison.Ordinal);
        Assert.Contains("Support Results that were shown", Side(page, "supports"), StringComparison.Ordinal);
        Assert.Contains(
            "Taken from the profile: neither support nor obstacle",
            Text(page.QuerySelector("#size")!),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("What others say", Side(page, "supports"), StringComparison.Ordinal);
        using (var other = await manager.SendAsync(Espoo, "fit", ("climate", "strong-obstacle")))
            await Forms.LeadsToAsync(other, Espoo);
        var answered = await manager.DocumentAsync(Espoo);
        Assert.Contains("Strong obstacle Climate and light", Side(answered, "obstacles"), StringComparison.Ordinal);
        Assert.DoesNotContain("Umeå lies", Side(answered, "obstacles"), StringComparison.Ordinal);
        // Left open again, it is taken again.
        using (var back = await manager.SendAsync(Espoo, "fit", ("climate", "")))
            await Forms.LeadsToAsync(back, Espoo);
        Assert.Contains("Umeå lies", Side(await manager.DocumentAsync(Espoo), "supports"), StringComparison.Ordinal);
        // Another city says that it is true.
        await app.WithDbAsync(async db =>
        {
            var practice = await db.Practices.SingleAsync(p => p.Identifier == Practice, Cancel);
            practice.Reviews.Add(
                new PracticeReview
                {
                    CityId = await db
                        .Cities.Where(c => c.Identifier == "mannheim")
                        .Select(c => c.Id)
                        .SingleAsync(Cancel),
                    IsClear = ReviewAnswer.Yes,
                    IsTrue = ReviewAnswer.Yes,
                    At = app.Time.GetUtcNow().UtcDateTime,
                    Of = PracticeReview.StateOf(practice),
                }
            );
            await db.SaveChangesAsync(Cancel);
        });
        Assert.Contains(
            "Support What others say",
            Side(await manager.DocumentAsync(Espoo), "supports"),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task A_deal_is_asked_about_too_and_says_who_did_it(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        using var umea = await app.SignedInAsync("umea@example.org", MembershipRole.DealManager, "umea");
        const string Fit = "/en/workspace/fit/deal/es-04";
        Assert.Contains(
            $"href=\"{Fit}\"",
            await story.Stranger.GetStringAsync("/en/deals/espoo-data-centre-waste-heat-for-district-heating", Cancel),
            StringComparison.Ordinal
        );
        using (var kept = await umea.SendAsync(Fit, "fit", ("problem", "support"), ("results", "strong-obstacle")))
            await Forms.LeadsToAsync(kept, Fit + "?city=umea");
        var page = await umea.DocumentAsync(Fit + "?city=umea");
        Assert.Contains(
            "Espoo (FI, 300,000 people)",
            Text(page.QuerySelector(".fit-result")!),
            StringComparison.Ordinal
        );
        Assert.Contains("Strong obstacle Results that were shown", Side(page, "obstacles"), StringComparison.Ordinal);
        Assert.DoesNotContain("part-", page.QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
        foreach (var language in (string[])["de", "fi", "sv"])
            Assert.NotNull((await umea.DocumentAsync($"/{language}{Fit[3..]}")).QuerySelector("#fit-result"));
    }

    [Theory, EachDatabase]
    public async Task What_is_typed_wrongly_is_said_and_kept_and_nobody_overwrites_another(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await TellAsync(app);
        var manager = story.ManagerBrowser;
        using (
            var wrong = await manager.SendAsync(
                Page,
                "fit",
                ("problem", "splendid"),
                ("size", "splendid"),
                ("mandate", "support"),
                ("remedy-k1", new string('x', CityFit.RemedyLength + 1))
            )
        )
        {
            var html = await wrong.Content.ReadAsStringAsync(Cancel);
            foreach (var field in (string[])["problem", "size", "remedy-k1"])
                Assert.Contains($"id=\"{field}-error\"", html, StringComparison.Ordinal);
            Assert.Contains(new string('x', CityFit.RemedyLength + 1), html, StringComparison.Ordinal);
        }
        Assert.Equal(0, await app.WithDbAsync(db => db.CityFits.CountAsync(Cancel)));
        // Two begin at once: the second one sees what stands there, and what was typed is still in the form.
        var begun = await manager.GetStringAsync(Page, Cancel);
        using (var first = await manager.SendAsync(Page, begun, "fit", ("problem", "support")))
            await Forms.LeadsToAsync(first, Espoo);
        using (var second = await manager.SendAsync(Page, begun, "fit", ("problem", "obstacle")))
        {
            var html = await second.Content.ReadAsStringAsync(Cancel);
            Assert.Equal(HttpStatusCode.OK, second.StatusCode);
            Assert.Contains("Support</span>", html, StringComparison.Ordinal);
            using var kept = await manager.SendAsync(Page, html, "fit");
            await Forms.LeadsToAsync(kept, Espoo);
        }
        var said = (await app.WithDbAsync(db => db.CityFits.AsNoTracking().SingleAsync(Cancel))).Said;
        Assert.Equal(FitAnswer.Obstacle, said.Answers["problem"]);
    }

    [Theory, EachDatabase]
    public async Task It_is_the_city_s_own_and_only_about_what_everybody_reads(DatabaseKind on)
    {
        using var story = await Story.BeginAsync(on);
        await using var app = story.App;
        await TellAsync(app);
        using (var kept = await story.ManagerBrowser.SendAsync(Page, "fit", ("problem", "strong-support")))
            await Forms.LeadsToAsync(kept, Espoo);
        // The approver reads it; another city's manager sees the own page, and Espoo's is not there.
        var approver = await story.ApproverBrowser.DocumentAsync(Page);
        Assert.NotNull(approver.QuerySelector("#fit-result"));
        Assert.True(
            approver.QuerySelector("form[method=post] input[name=turn]")!.Closest("form")!.HasAttribute("hidden")
        );
        using var umea = await app.SignedInAsync("umea@example.org", MembershipRole.DealManager, "umea");
        Assert.Null((await umea.DocumentAsync(Page)).QuerySelector("#fit-result"));
        Assert.Equal(HttpStatusCode.NotFound, await umea.StatusAsync(Espoo));
        var own = await umea.GetStringAsync(Page, Cancel);
        using (var refused = await umea.SendAsync(Espoo, own, "fit", ("problem", "obstacle")))
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var stored = await app.WithDbAsync(db => db.CityFits.AsNoTracking().SingleAsync(Cancel));
        Assert.Equal(FitAnswer.StrongSupport, stored.Said.Answers["problem"]);
        // Whoever has no city is told so.
        using var firm = await app.SignedInAsync("firm@example.org", MembershipRole.Coordinator);
        Assert.Contains("You have no such role", await firm.GetStringAsync(Page, Cancel), StringComparison.Ordinal);
        foreach (
            var missing in (string[])
                ["practice/no-such", "deal/no-such", "city/espoo", "practice/NO", "practice/the-same-few-people?city=x"]
        )
            Assert.Equal(
                HttpStatusCode.NotFound,
                await story.ManagerBrowser.StatusAsync("/en/workspace/fit/" + missing)
            );
        // Withdrawn, or a failure: nobody asks whether that fits, and the list says that it is gone.
        await app.WithDbAsync(db =>
            db.Practices.Where(p => p.Identifier == Practice)
                .ExecuteUpdateAsync(s => s.SetProperty(p => p.Standing, PracticeStanding.Withdrawn), Cancel)
        );
        Assert.Equal(HttpStatusCode.NotFound, await story.ManagerBrowser.StatusAsync(Page));
        Assert.Contains(
            Practice + " (no longer public)",
            await story.ManagerBrowser.GetStringAsync("/en/workspace/practices", Cancel),
            StringComparison.Ordinal
        );
    }

    // Umeå's, in four parts; the first is of high importance.
    private static Task<int> TellAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            string[] parts = ["One hall stays warm", "Tell the clubs", "Measure", "Share the halls"];
            var practice = new Practice
            {
                Identifier = Practice,
                Kind = PracticeKind.GoodPractice,
                Title = new LocalText("en", "Warm halls (example)"),
                Text = new LocalText("en", "Heat one hall, not five."),
                Details = new PracticeDetails
                {
                    Problem = new LocalText("en", "Five halls were heated and empty."),
                    Done = new LocalText("en", "One stays warm, the others rest."),
                    Results =
                    [
                        new PracticeResult(
                            new LocalText("en", "less heat"),
                            40,
                            "percent",
                            TrustLevel.EvidenceAttached
                        ),
                    ],
                    Components =
                    [
                        .. parts.Select(
                            (title, i) =>
                                new PracticeComponent(
                                    $"k{i + 1}",
                                    new LocalText("en", title + " (example)"),
                                    i == 0 ? Importance.High : Importance.Low,
                                    null,
                                    new LocalText("en", "A key\nA caretaker")
                                )
                        ),
                    ],
                },
                CityId = await db.Cities.Where(c => c.Identifier == "umea").Select(c => c.Id).SingleAsync(Cancel),
                Standing = PracticeStanding.Published,
                PublishedAt = app.Time.GetUtcNow().UtcDateTime,
                ChangedAt = app.Time.GetUtcNow().UtcDateTime,
            };
            practice.Relink();
            db.Practices.Add(practice);
            return await db.SaveChangesAsync(Cancel);
        });

    private static string Side(IDocument page, string side) => Text(page.GetElementById(side)!.ParentElement!);

    private static string Text(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
