using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Sprints.OpenBoards;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.Demo;

/// <summary>The demo's open board: what the example city asks, and what made-up people suggest; some wait, so that moderating can be tried.</summary>
internal static class DemoOpenBoard
{
    private const string City = "example-city";
    private const string Slug = City + "-cooler-courtyards";

    private static readonly (
        SuggestionState State,
        string Language,
        string Title,
        string Text,
        string? From,
        SuggestionRefusal? Reason,
        string? Answer
    )[] All =
    [
        (
            SuggestionState.Shown,
            "de",
            "Wilder Wein an der Rückwand der Schule (Beispiel)",
            "Die Wand liegt den ganzen Nachmittag in der Sonne. Im Hof der Bäckerei hat das zwei Grad gebracht, sagt der Bäcker.",
            "eine Anwohnerin",
            null,
            "Das Hochbauamt prüft bis Juni, ob die Wand es trägt. Die Pflanzen gäbe das Gartenamt."
        ),
        (
            SuggestionState.Shown,
            "en",
            "Shade for the benches in front of the library (example)",
            "Old people sit there because the bus stops there. A sail would do for the summer.",
            "a resident",
            null,
            null
        ),
        (
            SuggestionState.Shown,
            "de",
            "Wir stellen unsere Dachfläche für Regenwasser zur Verfügung (Beispiel)",
            "450 m² Dach, ein alter Tank ist da. Wir brauchen jemanden, der rechnet, und eine Zusage, wer gießt.",
            "eine Tischlerei mit zwölf Leuten",
            null,
            "Danke. Wir rufen alle Firmen mit einem solchen Dach zusammen; daraus kann ein Deal werden."
        ),
        (
            SuggestionState.Shown,
            "en",
            "Open the cellar passage on hot days (example)",
            "It is the coolest place we have.",
            null,
            null,
            null
        ),
        (
            SuggestionState.Shown,
            "de",
            "Trinkwasser am Markt (Beispiel)",
            "Ein Brunnen, an dem man eine Flasche füllen kann.",
            "ein Sportverein",
            null,
            "Das geht am Markt nicht: Die Leitung ist zu alt. Am Rathaus wird es im Herbst gebaut."
        ),
        (
            SuggestionState.Shown,
            "en",
            "Paint the parking deck white (example)",
            "",
            "a firm with a thermometer",
            null,
            null
        ),
        (
            SuggestionState.Waiting,
            "de",
            "Pflaster raus, Gras rein: Hof der Reparaturwerkstatt (Beispiel)",
            "Wir machen die Arbeit selbst, wenn die Stadt den Schutt abholt.",
            "eine Werkstatt",
            null,
            null
        ),
        (
            SuggestionState.Waiting,
            "en",
            "Trees in tubs where cables forbid roots (example)",
            "There are such streets behind the station.",
            null,
            null,
            null
        ),
        (
            SuggestionState.Refused,
            "en",
            "Awnings at half price, only this week (example)",
            "Call now.",
            null,
            SuggestionRefusal.Advertising,
            null
        ),
        (
            SuggestionState.Refused,
            "de",
            "Die Parkplätze am Bahnhof sind zu teuer (Beispiel)",
            "",
            null,
            SuggestionRefusal.OffTopic,
            null
        ),
    ];

    /// <summary>Once: what was done with it since then stays.</summary>
    public static async Task MakeAsync(AppDb db, DateTime now, CancellationToken cancel)
    {
        if (await db.OpenBoards.AnyAsync(b => b.Identifier == Slug, cancel))
            return;
        var today = DateOnly.FromDateTime(now);
        var board = new OpenBoard
        {
            CityId = await db.Cities.Where(c => c.Identifier == City).Select(c => c.Id).SingleAsync(cancel),
            Identifier = Slug,
            Title = Text(
                "Cooler courtyards (example)",
                "Kühlere Höfe (Beispiel)",
                "Viileämmät pihat (esimerkki)",
                "Svalare gårdar (exempel)"
            ),
            Question = Text(
                "What would make your courtyard, street or workplace cooler in summer – and what could you do for it yourself?",
                "Was würde Ihren Hof, Ihre Straße oder Ihren Arbeitsplatz im Sommer kühler machen – und was könnten Sie selbst dazu tun?",
                "Mikä tekisi pihastasi, kadustasi tai työpaikastasi kesällä viileämmän – ja mitä voisit itse tehdä sen hyväksi?",
                "Vad skulle göra din gård, din gata eller din arbetsplats svalare på sommaren – och vad kan du själv göra för det?"
            ),
            Text = Text(
                "The climate office reads every suggestion within three days and answers each within four weeks. What several firms can do together is looked at for a deal; the rest goes into the plan for next summer, or we say why not.",
                "Die Klimaschutzstelle liest jeden Vorschlag innerhalb von drei Tagen und beantwortet jeden innerhalb von vier Wochen. Was mehrere Firmen gemeinsam können, wird für einen Deal geprüft; das Übrige kommt in den Plan für den nächsten Sommer, oder wir sagen, warum nicht.",
                "Ilmastoyksikkö lukee jokaisen ehdotuksen kolmen päivän kuluessa ja vastaa neljän viikon kuluessa. Se, mihin usea yritys pystyy yhdessä, otetaan harkittavaksi sopimukseen; muu siirtyy ensi kesän suunnitelmaan, tai kerromme, miksi ei.",
                "Klimatenheten läser varje förslag inom tre dagar och svarar inom fyra veckor. Det som flera företag kan göra tillsammans prövas för ett avtal; resten går in i planen för nästa sommar, eller så säger vi varför inte."
            ),
            Office = Text(
                "Climate office of Example City",
                "Klimaschutzstelle der Beispielstadt",
                "Esimerkkikaupungin ilmastoyksikkö",
                "Exempelstadens klimatenhet"
            ),
            Begins = today.AddDays(-10),
            Ends = today.AddDays(32),
            TimeZone = "Europe/Berlin",
            Sprint = "example-city-sprint-2027",
            PublishedAt = now.AddDays(-12),
        };
        db.OpenBoards.Add(board);
        await db.SaveChangesAsync(cancel);
        for (var i = 0; i < All.Length; i++)
        {
            var (state, language, title, text, from, reason, answer) = All[i];
            var sent = now.AddDays(-9).AddHours(i * 19);
            db.Suggestions.Add(
                new Sprints.OpenBoards.Suggestion
                {
                    BoardId = board.Id,
                    Number = i + 1,
                    Title = title,
                    Text = text,
                    Language = language,
                    From = from,
                    Folded = SuggestionFilter.FoldedOf(title, text),
                    State = state,
                    Reason = reason,
                    SentAt = sent,
                    ShownAt = state == SuggestionState.Shown ? sent.AddHours(20) : null,
                    DecidedAt = state == SuggestionState.Waiting ? null : sent.AddHours(20),
                    Answer = answer,
                    AnswerLanguage = answer is null ? null : "de",
                    AnsweredAt = answer is null ? null : now.AddHours(-i - 1),
                    Mix = (int)(i * 1_103_515_245L % int.MaxValue),
                }
            );
        }
        await db.SaveChangesAsync(cancel);
        await db
            .OpenBoards.Where(b => b.Id == board.Id)
            .ExecuteUpdateAsync(u => u.SetProperty(b => b.LastNumber, All.Length), cancel);
        await db
            .Suggestions.Where(s => s.BoardId == board.Id && s.State == SuggestionState.Shown)
            .ExecuteUpdateAsync(u => u.SetProperty(s => s.Supports, s => s.Number * 7 % 12), cancel);
    }

    private static LocalText Text(string en, string de, string fi, string sv) =>
        new("en", [new("en", en), new("de", de), new("fi", fi), new("sv", sv)]);
}
