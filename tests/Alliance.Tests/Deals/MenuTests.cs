using System.Text.RegularExpressions;
using Alliance.Deals;
using Alliance.Deals.Menu;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Tests.Testing;

namespace Alliance.Tests.Deals;

/// <summary>The ready promises that come with the program: enough of them, complete, and each in its own words.</summary>
public sealed partial class MenuTests
{
    // What stands well on a card, and in the one line of a list.
    private static readonly Dictionary<string, int> AtMost = new(StringComparer.Ordinal)
    {
        ["title"] = 60,
        ["action"] = 150,
        ["indicator"] = 60,
        ["hint"] = 110,
    };

    private static readonly IReadOnlyList<MenuAction> All = DealMenu.Shipped.All;

    private static IEnumerable<MenuAction> Partners => All.Where(a => a.Side == MenuSide.Partner);

    [Fact]
    public void There_is_something_for_every_policy_area_and_every_kind_of_organisation()
    {
        Assert.InRange(Partners.Count(), 60, 72);
        Assert.InRange(All.Count - Partners.Count(), 12, 16);
        foreach (var area in SharedAreas.All)
            Assert.True(Partners.Count(a => a.Areas.Contains(area.Id)) >= 4, area.Id);
        foreach (var kind in Enum.GetValues<OrganisationKind>())
            Assert.True(Partners.Count(a => a.Kinds.Contains(kind)) >= 3, Code.Of(kind));
        foreach (var effort in Enum.GetValues<Effort>())
        foreach (var kind in Enum.GetValues<OrganisationKind>().Where(_ => effort == Effort.Small))
            Assert.Contains(Partners, a => a.Effort == effort && a.Kinds.Contains(kind));
        Assert.Equal(11, SharedAreas.All.Count);
    }

    [Fact]
    public void Every_action_has_an_identifier_of_its_own_that_can_stand_in_addresses()
    {
        Assert.Equal(All.Count, All.Select(a => a.Id).Distinct().Count());
        Assert.All(All, a => Assert.Matches(Kebab(), a.Id));
        Assert.All(All, a => Assert.Same(a, DealMenu.Shipped.Find(a.Id)));
    }

    [Fact]
    public void Every_text_is_there_in_every_language_fits_its_place_and_is_like_no_other()
    {
        var wrong = new List<string>();
        var met = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var action in All)
        foreach (var (field, text) in Texts(action))
        {
            Assert.Equal(Language.Offered.Select(l => l.Code), text.All.Select(t => t.Key));
            foreach (var (language, said) in text.All)
            {
                var place = $"{action.Id}.{field}.{language}";
                if (said.Length > AtMost[field])
                    wrong.Add($"{place}: {said.Length} characters");
                if (said.Trim() != said || said.Contains("  ", StringComparison.Ordinal))
                    wrong.Add($"{place}: blanks");
                if (said.EndsWith('.') != (field is "action" or "hint"))
                    wrong.Add($"{place}: a sentence ends with a full stop, a name does not");
                if (met.TryGetValue(said, out var same))
                    wrong.Add($"{place}: the same as {same}");
                met[said] = place;
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void A_promise_reads_well_with_its_number_in_every_language()
    {
        foreach (var action in All)
        foreach (var language in Language.Offered)
        {
            var reader = new Reader(language);
            var blank = QuantityText.Blank(action.Unit, action.Per, reader).ToString();
            Assert.Contains('…', blank);
            Assert.DoesNotContain('[', blank);
            var said = action.Action.In(language).Text.Replace(MenuAction.Gap, blank, StringComparison.Ordinal);
            Assert.DoesNotContain('{', said);
        }
        var meals = DealMenu.Shipped.Find("rescue-meals")!;
        Assert.Equal(
            "… meals a year",
            QuantityText.Blank(meals.Unit, meals.Per, new Reader(Language.English)).ToString()
        );
        Assert.Equal(
            "… Mahlzeiten pro Jahr",
            QuantityText.Blank(meals.Unit, meals.Per, new Reader(Language.German)).ToString()
        );
        Assert.Equal(
            "… pasti all’anno",
            QuantityText.Blank(meals.Unit, meals.Per, new Reader(Language.Italian)).ToString()
        );
    }

    [Fact]
    public void A_mistake_in_the_files_would_stop_the_start()
    {
        var sound = DealMenu.Shipped.Find("rescue-meals")!;
        Assert.Single(new DealMenu([sound]).All);
        foreach (
            var broken in (MenuAction[])
                [
                    sound with
                    {
                        Areas = ["astrology"],
                    },
                    sound with
                    {
                        Areas = [],
                    },
                    sound with
                    {
                        Kinds = [],
                    },
                    sound with
                    {
                        Kinds = [OrganisationKind.Sme, OrganisationKind.Sme],
                    },
                    sound with
                    {
                        Unit = "furlongs",
                    },
                    sound with
                    {
                        Per = "fortnight",
                    },
                    sound with
                    {
                        Hint = new LocalText("en", "English alone."),
                    },
                    sound with
                    {
                        Action = Changed(sound.Action, "de", "Wir retten Mahlzeiten."),
                    },
                ]
        )
            Assert.Contains(
                "rescue-meals",
                Assert.Throws<InvalidDataException>(() => new DealMenu([broken])).Message,
                StringComparison.Ordinal
            );
        Assert.Throws<ArgumentException>(() => new DealMenu([sound, sound]));
    }

    /// <summary>The menu knows the areas that the register is shipped with.</summary>
    [Fact]
    public void The_shared_areas_are_those_of_the_shipped_data() =>
        Assert.Equal(
            File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "alliance", "policy-areas.jsonl")).Order(),
            SharedAreas.All.Select(a => System.Text.Json.JsonSerializer.Serialize(a, JsonColumn.Options)).Order()
        );

    private static (string Field, LocalText Text)[] Texts(MenuAction a) =>
        [("title", a.Title), ("action", a.Action), ("indicator", a.Indicator), ("hint", a.Hint)];

    private static LocalText Changed(LocalText text, string language, string said) =>
        new(text.Authentic, text.All.Select(t => t.Key == language ? new(language, said) : t));

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kebab();
}
