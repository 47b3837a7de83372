using System.Globalization;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Roadmaps;

namespace Alliance.Tests.Roadmaps;

/// <summary>A roadmap as fields: what is typed is what is read again, and moving loses nothing.</summary>
public sealed class RoadmapFieldsTests
{
    private static readonly CultureInfo German = Language.German.Culture;

    private static RoadmapContent Empty => new() { Language = "de" };

    [Theory]
    [InlineData("2025: 0\n2030: 1.200,5", "2025: 0\n2030: 1200,5", null)]
    [InlineData("2030 7\n2025 3", "2025: 3\n2030: 7", null)]
    [InlineData("2025: 0\n2025: 1", "", "not-a-path")]
    [InlineData("bald: 5", "", "not-a-path")]
    [InlineData("1830: 5", "", "not-a-path")]
    [InlineData("2030", "", "not-a-path")]
    public void A_way_is_typed_as_people_write_lists(string typed, string read, string? refused)
    {
        var fields = new RoadmapFields("de", "de");
        var (content, _) = Empty.With("goal", null);
        (content, var wrong) = fields.Write(content, "goal.g1.path", typed, German);
        Assert.Equal(refused, wrong);
        Assert.Equal(read, fields.Read(content, "goal.g1.path", German));
    }

    [Fact]
    public void A_translation_needs_something_to_translate_and_goes_with_it()
    {
        var own = new RoadmapFields("de", "de");
        var swedish = new RoadmapFields("de", "sv");
        Assert.Equal("translate-what", swedish.Write(Empty, "vision", "Ingen bränner.", German).Wrong);
        var (content, _) = own.Write(Empty, "vision", "Niemand verbrennt.", German);
        (content, var wrong) = swedish.Write(content, "vision", "Ingen bränner.", German);
        Assert.Null(wrong);
        Assert.Equal(["de", "sv"], content.Vision!.All.Select(t => t.Key));
        Assert.Equal("de", content.Vision.Authentic);
        (content, _) = own.Write(content, "vision", "", German);
        Assert.Null(content.Vision);
    }

    [Fact]
    public void Every_field_reads_as_it_was_written()
    {
        var content = Empty;
        foreach (var kind in RoadmapFields.Kinds)
            (content, _) = content.With(kind, null);
        var fields = new RoadmapFields("de", "de");
        var typed = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["title"] = "Fahrplan",
            ["text"] = "Mehrere\nZeilen",
            ["vision"] = "So.",
            ["from"] = "2026",
            ["to"] = "2040",
            ["areas"] = "energy food",
            ["focus"] = "f1",
            ["challenge"] = "c3",
            ["step"] = "s2",
            ["deals"] = "es-01",
            ["practices"] = "early-talks late-data",
            ["indicator"] = "trees-planted",
            ["unit"] = "trees",
            ["path"] = "2025: 1\n2030: 2",
            ["owner"] = "Amt",
            ["due"] = "2027-06",
            ["done"] = "2027",
            ["after"] = "m9",
            ["money"] = "1200,5",
            ["currency"] = "eur",
            ["money-state"] = "granted",
            ["money-source"] = "Land",
        };
        foreach (var part in (string[])["basics", "focus.f1", "step.s2", "challenge.c3", "goal.g4", "milestone.m5"])
        foreach (var path in fields.Of(part))
        {
            (content, var wrong) = fields.Write(content, path, typed[path[(path.LastIndexOf('.') + 1)..]], German);
            Assert.True(wrong is null, $"{path}: {wrong}");
        }
        foreach (var part in (string[])["basics", "focus.f1", "step.s2", "challenge.c3", "goal.g4", "milestone.m5"])
        foreach (var path in fields.Of(part))
            Assert.Equal(typed[path[(path.LastIndexOf('.') + 1)..]], fields.Read(content, path, German));
    }

    [Fact]
    public void Moving_keeps_every_part_and_undoes_itself()
    {
        var random = new Random(6);
        for (var round = 0; round < 200; round++)
        {
            var content = Empty;
            (content, var one) = content.With("focus", null);
            (content, var other) = content.With("focus", null);
            for (var i = 0; i < 6; i++)
                (content, _) = content.With("challenge", random.Next(2) == 0 ? one : other);
            var part = $"challenge.{content.Challenges[random.Next(6)].Key}";
            var up = random.Next(2) == 0;
            var moved = content.Moved(part, up);
            Assert.Equal(content.Challenges.Select(c => c.Key).Order(), moved.Challenges.Select(c => c.Key).Order());
            var key = part.Split('.')[1];
            string[] Among(RoadmapContent of) =>
                [.. of.Challenges.Where(c => c.Focus == of.Challenge(key)!.Focus).Select(c => c.Key)];
            var (before, after) = (Array.IndexOf(Among(content), key), Array.IndexOf(Among(moved), key));
            var last = Among(content).Length - 1;
            Assert.Equal(up ? Math.Max(0, before - 1) : Math.Min(last, before + 1), after);
            if (after != before)
                Assert.Equal(Among(content), Among(moved.Moved(part, !up)));
        }
    }

    [Fact]
    public void What_is_removed_is_named_nowhere_any_more()
    {
        var content = Empty;
        (content, var challenge) = content.With("challenge", null);
        (content, var first) = content.With("milestone", challenge);
        (content, var second) = content.With("milestone", challenge);
        content = content with
        {
            Milestones = [.. content.Milestones.Select(m => m.Key == second ? m with { After = [first] } : m)],
        };
        content = content.Without($"milestone.{first}").Without($"challenge.{challenge}");
        Assert.Empty(content.Challenges);
        Assert.Empty(content.Milestones.Single().After);
        Assert.Null(content.Milestones.Single().Challenge);
        Assert.Empty(RoadmapRules.Contradictions(content));
        // And its key is never given again.
        Assert.Equal("m4", content.With("milestone", null).Key);
    }

    [Fact]
    public void What_would_break_a_page_is_a_contradiction()
    {
        var (content, _) = Empty.With("milestone", null);
        var stone = content.Milestones[0];
        AssertWrong(content with { Milestones = [stone, stone] }, "key-repeated");
        AssertWrong(content with { Milestones = [stone with { Key = "c1" }] }, "key-repeated");
        // A key that is yet to be given.
        AssertWrong(content with { LastKey = 0 }, "key-repeated");
        AssertWrong(content with { Milestones = [stone with { Due = PartialDate.Parse("9999") }] }, "not-a-year");
        AssertWrong(
            content with
            {
                Milestones = [stone with { Title = new LocalText("en", "Counted") }],
            },
            "wrong-language"
        );
        (content, _) = Empty.With("goal", null);
        foreach (var second in (int[])[2025, 2024])
            AssertWrong(
                content with
                {
                    Goals = [content.Goals[0] with { Unit = "trees", Path = [new(2025, 1), new(second, 2)] }],
                },
                "not-a-path"
            );
        Assert.Equal(
            "not-a-year",
            new RoadmapFields("de", "de")
                .Write(content.With("milestone", null).Content, "milestone.m2.due", "9999", German)
                .Wrong
        );

        static void AssertWrong(RoadmapContent content, string code) =>
            Assert.Contains(RoadmapRules.Contradictions(content), p => p.Why.Code == code);
    }
}
