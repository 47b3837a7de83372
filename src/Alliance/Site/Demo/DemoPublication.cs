using Alliance.Identity;
using Alliance.Knowledge.Publications;
using Alliance.Monitoring.Obstacles;
using Alliance.Monitoring.Reporting;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.Demo;

/// <summary>The demo's booklet with one edition, made of what its example cities tell.</summary>
internal static class DemoPublication
{
    private const string Identifier = "what-two-streets-taught-us-example";
    private const string WarmRooms = "example-warm-rooms-first";
    private const string Letters = "example-ring-the-bell-first";

    private static readonly ObstacleName Bread = new("example-03", "c1", Obstacle.Legal);

    /// <summary>Once: what was done with it since then stays.</summary>
    public static async Task MakeAsync(AppDb db, UserManager<Account> accounts, DateTime now, CancellationToken cancel)
    {
        if (await db.Publications.AnyAsync(p => p.Identifier == Identifier, cancel))
            return;
        now = now.InWholeSeconds();
        var booklet = Booklet(now);
        var read = await ReadEdition.RunAsync(db, booklet, now, cancel);
        // In a demo from before, somebody may have taken one of the practices back.
        if (read.Refusal is not null)
            return;
        var kim = await accounts.FindByEmailAsync("coordinator@example.org");
        booklet.Editions.Add(Edition.Of(1, read.Value, kim?.Id, now));
        db.Publications.Add(booklet);
        await db.SaveChangesAsync(cancel);
    }

    private static Publication Booklet(DateTime now) =>
        new()
        {
            Identifier = Identifier,
            Kind = PublicationKind.GoodPracticeBooklet,
            Title = Text(
                "What two streets taught us (example)",
                "Was zwei Straßen uns gelehrt haben (Beispiel)",
                "Mitä kaksi katua opetti (esimerkki)",
                "Vad två gator lärde oss (exempel)"
            ),
            Introduction = Text(
                "Made up, to show what a booklet looks like. Two example cities tell what worked, what did not, and what still stands in the way.",
                "Erfunden, um zu zeigen, wie ein Heft aussieht. Zwei Beispielstädte erzählen, was ging, was nicht, und was noch im Weg steht.",
                "Keksitty, jotta näkee, millainen vihko on. Kaksi esimerkkikaupunkia kertoo, mikä toimi, mikä ei ja mikä on yhä esteenä.",
                "Påhittat, för att visa hur ett häfte ser ut. Två exempelstäder berättar vad som fungerade, vad som inte gjorde det och vad som fortfarande står i vägen."
            ),
            Chapters =
            [
                new Chapter("k1", ChapterKind.Practice, WarmRooms),
                new Chapter(
                    "k2",
                    ChapterKind.Practice,
                    Letters,
                    Comment: Text(
                        "The failure is the more useful half: it cost the city a year.",
                        "Der Misserfolg ist die nützlichere Hälfte: Er hat die Stadt ein Jahr gekostet.",
                        "Epäonnistuminen on hyödyllisempi puoli: se maksoi kaupungille vuoden.",
                        "Misslyckandet är den nyttigare halvan: det kostade staden ett år."
                    )
                ),
                new Chapter("k3", ChapterKind.Obstacle, $"{Bread}"),
                new Chapter("k4", ChapterKind.Obstacle, Code.Of(Obstacle.Legal)),
                new Chapter("k5", ChapterKind.Totals, Chapter.Everywhere),
                new Chapter("k6", ChapterKind.Replications),
                new Chapter(
                    "k7",
                    ChapterKind.Recommendation,
                    Words: Text(
                        "Let food be given away after its date as it may be sold before it, with the same duty of care.",
                        "Lassen Sie zu, dass Lebensmittel nach ihrem Datum verschenkt werden, so wie sie davor verkauft werden dürfen, mit derselben Sorgfaltspflicht.",
                        "Salli ruoan lahjoittaminen päiväyksen jälkeen samalla huolellisuusvelvollisuudella, jolla sitä saa myydä sitä ennen.",
                        "Låt mat ges bort efter sitt datum så som den får säljas före det, med samma krav på omsorg."
                    ),
                    To: Text(
                        "Ministries of food (example)",
                        "Für Lebensmittel zuständige Ministerien (Beispiel)",
                        "Ruoasta vastaavat ministeriöt (esimerkki)",
                        "Ministerier med ansvar för livsmedel (exempel)"
                    ),
                    RestsOn: [$"obstacle:{Bread}"]
                ),
            ],
            LastKey = 7,
            ChangedAt = now,
        };

    private static LocalText Text(string en, string de, string fi, string sv) =>
        new("en", [new("en", en), new("de", de), new("fi", fi), new("sv", sv)]);
}
