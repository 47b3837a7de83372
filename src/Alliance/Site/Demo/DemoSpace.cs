using Alliance.Identity;
using Alliance.Knowledge.Exchange;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.Demo;

/// <summary>The demo's space, in which its example people ask each other three things.</summary>
internal static class DemoSpace
{
    private const string Slug = "leadership-group-example";

    /// <summary>Once: what was said there since then stays.</summary>
    public static async Task MakeAsync(AppDb db, UserManager<Account> accounts, DateTime now, CancellationToken cancel)
    {
        if (await db.Spaces.AnyAsync(s => s.Slug == Slug, cancel))
            return;
        now = now.InWholeSeconds();
        async Task<long> AccountAsync(string name) => (await accounts.FindByEmailAsync(name + "@example.org"))!.Id;
        var (kim, maxi, sam, toni) = (
            await AccountAsync("coordinator"),
            await AccountAsync("manager"),
            await AccountAsync("social"),
            await AccountAsync("association")
        );
        var space = new Space
        {
            Slug = Slug,
            Kind = SpaceKind.LeadershipGroup,
            Name = Text(
                "Leadership group (example)",
                "Leitungsgruppe (Beispiel)",
                "Johtoryhmä (esimerkki)",
                "Ledningsgruppen (exempel)"
            ),
            Purpose = Text(
                "What the cities and their partners try together, and what they learn from it.",
                "Was die Städte und ihre Partner gemeinsam versuchen, und was sie daraus lernen.",
                "Mitä kaupungit ja niiden kumppanit kokeilevat yhdessä, ja mitä ne siitä oppivat.",
                "Vad städerna och deras partner prövar tillsammans, och vad de lär sig av det."
            ),
            OpenedAt = now.AddDays(-40),
        };
        foreach (
            var (account, role) in ((long, SpaceRole)[])
                [(kim, SpaceRole.Member), (maxi, SpaceRole.Member), (sam, SpaceRole.Member), (toni, SpaceRole.Observer)]
        )
            space.Members.Add(
                new SpaceMember
                {
                    SpaceId = 0,
                    AccountId = account,
                    Role = role,
                    Since = now.AddDays(-40),
                    Rhythm = DigestRhythm.None,
                    DigestedAt = now,
                    SeenAt = now.AddDays(-4),
                }
            );
        db.Spaces.Add(space);
        await db.SaveChangesAsync(cancel);
        var landlords = new Topic
        {
            SpaceId = space.Id,
            Kind = TopicKind.Question,
            Title = new LocalText("en", "How do you get a landlord to agree to shared solar power? (example)"),
            Text = new LocalText(
                "en",
                "We have six firms under one roof who would share it. The landlord fears the paperwork."
            ),
            Link = "cities/example-city",
            AuthorId = maxi,
            At = now.AddDays(-12),
        };
        var counting = new Topic
        {
            SpaceId = space.Id,
            Kind = TopicKind.Challenge,
            Title = new LocalText("de", "Niemand hat Zeit, die Reparaturen zu zählen (Beispiel)"),
            Text = new LocalText(
                "de",
                "Wir reparieren viel und schreiben wenig auf. Wie zählt ihr, ohne ein Büro dafür?"
            ),
            AuthorId = sam,
            At = now.AddDays(-3),
        };
        var method = new Topic
        {
            SpaceId = space.Id,
            Kind = TopicKind.Decision,
            Title = new LocalText("en", "One page on how we count saved emissions (example)"),
            Text = new LocalText(
                "en",
                "Each city puts the same page beside its totals: what is counted, from which year, and what is left out. We try it for a year."
            ),
            AuthorId = kim,
            At = now.AddDays(-5),
            AskedUntil = DateOnly.FromDateTime(now).AddDays(9),
        };
        db.SpaceTopics.AddRange(landlords, counting, method);
        await db.SaveChangesAsync(cancel);
        var helped = new Answer
        {
            TopicId = landlords.Id,
            Text = new LocalText(
                "en",
                "With us the association signed one lease of the roof and settles with the firms. The landlord has one contract and one bill."
            ),
            AuthorId = toni,
            At = now.AddDays(-10),
        };
        db.SpaceAnswers.AddRange(
            new Answer
            {
                TopicId = landlords.Id,
                Text = new LocalText("de", "Bei uns half ein Vertrag, der endet, wenn das Haus verkauft wird."),
                AuthorId = sam,
                At = now.AddDays(-11),
            },
            helped,
            new Answer
            {
                TopicId = counting.Id,
                Text = new LocalText("en", "A tally sheet at the counter, photographed once a month."),
                AuthorId = maxi,
                At = now.AddDays(-2),
            }
        );
        db.SpacePositions.Add(
            new Position
            {
                TopicId = method.Id,
                AccountId = sam,
                Stand = Stand.AgreeWithRemarks,
                Words = new LocalText("de", "Bitte mit einem Beispiel für Reparaturen."),
                At = now.AddDays(-2),
            }
        );
        await db.SaveChangesAsync(cancel);
        (landlords.HelpfulId, landlords.SettledAt) = (helped.Id, now.AddDays(-9));
        landlords.Turn++;
        await db.SaveChangesAsync(cancel);
    }

    private static LocalText Text(string en, string de, string fi, string sv) =>
        new("en", [new("en", en), new("de", de), new("fi", fi), new("sv", sv)]);
}
