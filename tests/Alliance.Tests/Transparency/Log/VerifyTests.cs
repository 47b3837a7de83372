using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using Alliance.Tests.Testing;
using Alliance.Transparency.Log;
using CsCheck;

namespace Alliance.Tests.Transparency.Log;

/// <summary>Two checkers that share no code say the same of every file, right or wrong.</summary>
public sealed class VerifyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task A_saved_proof_is_right_for_both_checkers(DatabaseKind on)
    {
        await using var app = await LogFixture.StartAsync(on, "one", "two");
        await app.LogLifeAsync("one");
        var (kept, key) = (await app.TextAsync("log/checkpoint"), (await app.TextAsync("log/key")).Trim());
        await app.LogLifeAsync("two");
        var file = await app.TextAsync("deals/one/versions/1/proof?since=4");
        var found = await BothAsync([new(file), new(file, kept), new(file, kept, key)]);
        Assert.All(found, f => Assert.Empty(f.Wrong()));
        Assert.Equal(
            [
                "file",
                "key",
                "checkpoint",
                "content",
                "content deal",
                "entry 0 statement",
                "entry 0 inclusion",
                "entry 1 statement",
                "entry 1 inclusion",
                "entry 2 statement",
                "entry 2 inclusion",
                "entry 3 statement",
                "entry 3 inclusion",
                "entries",
                "kept checkpoint",
                "consistency",
            ],
            found[2].Select(f => f.What)
        );
    }

    [Fact]
    public async Task Both_checkers_refuse_whatever_bit_of_a_proof_is_changed()
    {
        await using var app = await LogFixture.StartAsync(DatabaseKind.Sqlite, "one", "two");
        await app.LogLifeAsync("two");
        var kept = await app.TextAsync("log/checkpoint");
        await app.LogLifeAsync("one");
        var file = await app.TextAsync("deals/one/versions/1/proof?since=4");
        var random = new Random(17);
        var checks = new List<NodeChecker.Check>();
        for (var at = 0; at < file.Length; at++)
        {
            var changed = (char)(file[at] ^ (1 << random.Next(7)));
            checks.Add(new($"{file[..at]}{changed}{file[(at + 1)..]}", kept));
        }
        var found = await BothAsync(checks);
        var unnoticed = found.Index().Where(f => f.Item.Wrong().Count == 0).Select(f => f.Index).ToList();
        Assert.True(unnoticed.Count == 0, $"Unnoticed at {string.Join(", ", unnoticed.Take(10))}");
    }

    /// <summary>Each part of a proof changed so that it still looks like one, and what both checkers name as wrong.</summary>
    [Fact]
    public async Task Both_checkers_name_what_is_wrong()
    {
        await using var app = await LogFixture.StartAsync(DatabaseKind.Sqlite, "one", "two");
        await app.LogLifeAsync("two");
        var kept = await app.TextAsync("log/checkpoint");
        await app.LogLifeAsync("one");
        var file = await app.TextAsync("deals/one/versions/1/proof?since=4");
        var other = JsonNode.Parse(await app.TextAsync("deals/two/versions/1/proof"))!;
        var zeros = new string('0', 64);
        (Action<JsonObject> Spoil, string[] Wrong)[] cases =
        [
            (f => f.Remove("salt"), []),
            (f => f["hash"] = zeros, ["content", .. Each("statement")]),
            (f => f["content"] = f["content"]!.GetValue<string>().Replace("promises", "denies"), ["content"]),
            (f => f["content"] = other["content"]!.GetValue<string>(), ["content", "content deal"]),
            (f => f["content"] = "[]", ["content", "content deal"]),
            (f => f["content"] = """{"id":"one","id":"one"}""", ["content", "content deal"]),
            (f => f["deal"] = "two", ["content deal", .. Each("statement")]),
            (f => f["number"] = 2, Each("statement")),
            (
                f => f["key"] = other["key"]!.GetValue<string>().Replace('+', '-'),
                ["key", "checkpoint", "kept checkpoint"]
            ),
            (f => f["key"] = LogSigner.New("x/y").Verifier.ToString(), ["checkpoint", "kept checkpoint"]),
            (f => f["checkpoint"] = "x", ["checkpoint", .. Each("inclusion")]),
            (f => f["checkpoint"] = kept, [.. Each("inclusion")]),
            (
                f => f["checkpoint"] = f["checkpoint"]!.GetValue<string>().Replace("\n8\n", "\n9\n"),
                [
                    "checkpoint",
                    "entry 5 inclusion",
                    "entry 6 inclusion",
                    "entry 4 inclusion",
                    "entry 7 inclusion",
                    "consistency",
                ]
            ),
            (f => Entry(f, 1)["salt"] = zeros, ["entry 5 inclusion"]),
            (f => Entry(f, 1)["kind"] = "deal-joined", ["entry 5 inclusion"]),
            (f => Entry(f, 1)["statement"]!["party"] = "another-firm", ["entry 5 inclusion"]),
            (f => Entry(f, 1)["statement"]!["hash"] = zeros, ["entry 5 statement", "entry 5 inclusion"]),
            (f => Entry(f, 1)["statement"]!["deal"] = "two", ["entry 5 statement", "entry 5 inclusion"]),
            (f => Entry(f, 1)["statement"]!["number"] = "1", ["entry 5 statement", "entry 5 inclusion"]),
            (f => Entry(f, 1)["statement"]!["more"] = 1e300, ["entry 5 inclusion"]),
            (f => Entry(f, 1)["index"] = 6, ["entry 6 inclusion", "entries"]),
            (f => Entry(f, 1)["index"] = 999999999999999, ["entry 999999999999999 inclusion", "entries"]),
            (f => Entry(f, 1)["proof"]!.AsArray().RemoveAt(0), ["entry 5 inclusion"]),
            (f => Entry(f, 1)["proof"]!.AsArray().Add(zeros), ["entry 5 inclusion"]),
            (f => Entry(f, 1)["proof"] = Entry(f, 2)["proof"]!.DeepClone(), ["entry 5 inclusion"]),
            (f => f["entries"]!.AsArray().RemoveAt(0), ["entries"]),
            (f => f["entries"]!.AsArray().Add(Entry(f, 0).DeepClone()), ["entries"]),
            // Somebody else's signature, put among ours.
            (f => f["entries"]!.AsArray().Insert(0, other["entries"]![1]!.DeepClone()), ["entry 1 statement"]),
            (f => f.Remove("consistency"), ["consistency"]),
            (f => f["consistency"]!["from"] = 3, ["consistency"]),
            (f => f["consistency"]!["proof"]!.AsArray().Add(zeros), ["consistency"]),
            (f => f["consistency"]!["proof"]!.AsArray().Clear(), ["consistency"]),
            // What is no proof at all.
            (f => f["format"] = "alliance-proof-2", ["file"]),
            (f => f["more"] = 1, ["file"]),
            (f => f["number"] = "1", ["file"]),
            (f => f["hash"] = zeros.Replace('0', 'A'), ["file"]),
            (f => f["entries"] = new JsonArray(), ["file"]),
            (f => f["consistency"] = new JsonArray(), ["file"]),
            (f => Entry(f, 0)["index"] = 4.5, ["file"]),
            (f => Entry(f, 0)["index"] = -4, ["file"]),
            (f => Entry(f, 0)["proof"]!.AsArray().Add("0"), ["file"]),
            (f => Entry(f, 0)["more"] = 1, ["file"]),
            (f => Entry(f, 0).Remove("salt"), ["file"]),
            (f => Entry(f, 0)["statement"] = "x", ["file"]),
        ];
        var files = cases
            .Select(c =>
            {
                var spoilt = JsonNode.Parse(file)!.AsObject();
                c.Spoil(spoilt);
                return new NodeChecker.Check(spoilt.ToJsonString(JsonColumn.Options), kept);
            })
            .ToList();
        var found = await BothAsync(files);
        foreach (var (place, (_, wrong)) in cases.Index())
            Assert.Equal(wrong.Order(), found[place].Wrong().Order());

        // And what only text can say.
        foreach (
            var text in (string[])
                [
                    "",
                    "{}",
                    "[]",
                    file + "x",
                    "\uFEFF" + file,
                    file.Replace("\"number\":1", "\"number\":1.0"),
                    file.Replace("\"number\":1", "\"number\":01"),
                    file.Replace("\"number\":1", "\"number\":1,\"number\":1"),
                    file.Replace("\"role\":\"", "\"role\":\"\\ud800"),
                    file.Replace("\"role\":\"", "\"x\":9007199254740993,\"role\":\""),
                    file.Replace("\"role\":\"signatory\"", $"\"role\":{new string('[', 70)}{new string(']', 70)}"),
                ]
        )
            Assert.All(await BothAsync([new(text, kept)]), f => Assert.Equal(["file"], f.Wrong()));

        static JsonObject Entry(JsonObject f, int place) => f["entries"]![place]!.AsObject();
        static string[] Each(string what) => [.. Enumerable.Range(4, 4).Select(i => $"entry {i} {what}")];
    }

    [Fact]
    public async Task A_kept_checkpoint_that_has_been_through_a_mail_still_counts()
    {
        await using var app = await LogFixture.StartAsync(DatabaseKind.Sqlite, "one", "two");
        await app.LogLifeAsync("one");
        var kept = await app.TextAsync("log/checkpoint");
        var file = await app.TextAsync("deals/one/versions/1/proof");
        await app.LogLifeAsync("two");
        var later = await app.TextAsync("log/checkpoint");
        var longer = await app.TextAsync("deals/one/versions/1/proof");
        var found = await BothAsync([
            new(file, kept.Replace("\n", "\r\n", StringComparison.Ordinal)),
            new(file, kept.TrimEnd()),
            new(file, kept + "\n \n"),
            new(file, kept.Replace("\n\n", "\n", StringComparison.Ordinal)),
            new(file, "nothing"),
            new(file, later),
            new(longer, kept),
            new(file, null, " " + LogSigner.New("x").Verifier),
        ]);
        Assert.All(found[..3], f => Assert.Empty(f.Wrong()));
        Assert.All(found[3..5], f => Assert.Equal(["kept checkpoint"], f.Wrong()));
        // The log had more entries once; and a file without the proof that it goes on.
        Assert.All(found[5..7], f => Assert.Equal(["consistency"], f.Wrong()));
        Assert.Equal(["key"], found[7].Wrong());
    }

    [Fact]
    public async Task Both_checkers_write_json_alike()
    {
        var texts = new List<string>();
        var numbers = Gen.OneOf(
            Gen.Double.Where(double.IsFinite).Select(d => d.ToString("R", CultureInfo.InvariantCulture)),
            Gen.Double.Where(double.IsFinite).Select(d => d.ToString("E16", CultureInfo.InvariantCulture)),
            Gen.Select(Gen.Int[0, 25], Gen.Int[-330, 330], Gen.Char['0', '9'].Array[1, 25])
                .Select((cut, exponent, digits) => Decimal(digits, cut, exponent)),
            Gen.Long.Select(l => l.ToString(CultureInfo.InvariantCulture)),
            Gen.Decimal.Select(d => d.ToString(CultureInfo.InvariantCulture))
        );
        numbers.Array[4000].Single().ToList().ForEach(texts.Add);
        Gen.Select(Gen.String, Gen.String)
            .Array[1000]
            .Single()
            .ToList()
            .ForEach(p => texts.Add($"{{{Quoted(p.Item1)}:1,{Quoted(p.Item2)}:{Quoted(p.Item1 + p.Item2)}}}"));

        var written = await NodeChecker.CanonicalAsync(texts);
        foreach (var (text, said) in texts.Zip(written))
            Assert.True(Canonical(text) == said, $"{text}: {Canonical(text)}, {said}");
        Assert.InRange(written.Count(w => w is null), 100, 3000);
        Assert.InRange(written.Count(w => w is not null), 2000, 4900);

        static string Decimal(char[] digits, int cut, int exponent)
        {
            var text = new string(digits);
            var whole = cut == 0 || cut >= text.Length ? text : text[..cut];
            whole = whole.TrimStart('0') is { Length: > 0 } rest ? rest : "0";
            var fraction = cut > 0 && cut < text.Length ? "." + text[cut..] : "";
            return FormattableString.Invariant($"{whole}{fraction}e{exponent}");
        }
        // Halves of pairs too, escaped: the serialiser would replace them.
        static string Quoted(string text) =>
            $"\"{string.Concat(text.Select(c => FormattableString.Invariant($"\\u{(int)c:x4}")))}\"";
    }

    [Fact]
    public async Task The_commands_end_as_their_findings_are()
    {
        await using var app = await LogFixture.StartAsync(DatabaseKind.Sqlite, "one", "two");
        await app.LogLifeAsync("one");
        var folder = app.Database.Folder;
        string Saved(string name, string text)
        {
            var path = Path.Combine(folder, name);
            File.WriteAllText(path, text);
            return path;
        }
        var kept = Saved("checkpoint.txt", await app.TextAsync("log/checkpoint"));
        var key = (await app.TextAsync("log/key")).Trim();
        await app.LogLifeAsync("two");
        var text = await app.TextAsync("deals/one/versions/1/proof?since=4");
        var right = Saved("proof.json", text);
        var wrong = Saved("wrong.json", text.Replace("\"firm\"", "\"form\"", StringComparison.Ordinal));

        foreach (var run in (Func<string[], Task<Cli.Result>>[])[NodeChecker.CommandAsync, Verify])
        {
            var fine = await run([right, "--checkpoint", kept, "--key", key]);
            Assert.Equal((0, ""), (fine.Code, fine.Errors));
            Assert.Contains("ok    consistency: the log goes on", fine.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("WRONG", fine.Output, StringComparison.Ordinal);
            var refused = await run([wrong]);
            Assert.Equal(1, refused.Code);
            Assert.Contains("WRONG entry 1 inclusion: ", refused.Output, StringComparison.Ordinal);
            Assert.Equal(2, (await run([])).Code);
            Assert.Equal(2, (await run([Path.Combine(folder, "nowhere")])).Code);
            Assert.Equal(2, (await run([right, "--checkpoint", Path.Combine(folder, "nowhere")])).Code);
            Assert.Equal(2, (await run([right, "--chekpoint", kept])).Code);
        }

        foreach (
            var address in (string[])
                [
                    "",
                    "en/log",
                    "en/deals/one",
                    "api/v1/deals/one",
                    "api/v1/deals/one/versions/1",
                    "api/v1/deals/one/versions/1/proof",
                ]
        )
        {
            var found = await Verify([new Uri(app.Address, address).ToString(), "--checkpoint", kept, "--key", key]);
            Assert.True(found.Code == 0, $"{address}: {found.Output}{found.Errors}");
            Assert.EndsWith("Everything is right.\n", found.Output, StringComparison.Ordinal);
            Assert.Contains("ok    consistency: ", found.Output, StringComparison.Ordinal);
        }
        var nothing = await Verify([new Uri(app.Address, "en/deals/nothing").ToString()]);
        Assert.Equal(1, nothing.Code);
        Assert.Contains("is no page of a deal", nothing.Errors, StringComparison.Ordinal);
        var nobody = await Verify(["http://127.0.0.1:1/"]);
        Assert.Equal(1, nobody.Code);
        Assert.Contains("cannot be read", nobody.Errors, StringComparison.Ordinal);

        static Task<Cli.Result> Verify(string[] arguments) => Cli.RunAsync(["verify", .. arguments]);
    }

    [Fact]
    public async Task The_checker_that_a_site_serves_is_the_one_of_the_source_tree()
    {
        await using var app = await TestApp.StartAsync();
        Assert.Equal(
            await File.ReadAllTextAsync(NodeChecker.Program, Cancel),
            await app.Client.GetStringAsync("/schemas/verify.mjs", Cancel)
        );
    }

    /// <summary>What our checker finds, after the other one has found the same.</summary>
    private static async Task<List<List<Finding>>> BothAsync(List<NodeChecker.Check> checks)
    {
        var others = await NodeChecker.RunAsync(checks);
        var ours = checks.Select(c => LogFixture.CheckFile(c.File, c.Kept, c.Key)).ToList();
        foreach (var (place, (own, other)) in ours.Zip(others).Index())
            Assert.True(
                own.Select(f => new NodeChecker.Line(f.What, f.Right)).SequenceEqual(other),
                $"{checks[place].File}\n{string.Join('\n', own)}\n{string.Join('\n', other)}"
            );
        return ours;
    }

    private static string? Canonical(string text)
    {
        try
        {
            return CanonicalJson.Of(JsonElement.Parse(text));
        }
        catch (Exception refused) when (refused is FormatException or JsonException)
        {
            return null;
        }
    }
}
