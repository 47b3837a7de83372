using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Alliance.Platform.Commands;

namespace Alliance.Transparency.Log;

/// <summary>
/// What a log says of each version: that everything is over the hash with which the version began, and that the document
/// which the site shows has that hash.
/// </summary>
internal sealed class VersionsCheck(LogReader site, Findings found)
{
    private readonly SortedDictionary<(string Deal, int Number), Version> versions = [];

    public static string ProofPath(string deal, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"deals/{Uri.EscapeDataString(deal)}/versions/{number}/proof");

    /// <summary>Takes in a statement of the log.</summary>
    public void Remember(string name, string kind, JsonElement statement)
    {
        if (
            SiteCheck.Text(statement, "deal") is not { } deal
            || SiteCheck.Text(statement, "hash") is not { } hash
            || !statement.TryGetProperty("number", out var at)
            || at.ValueKind != JsonValueKind.Number
            || !at.TryGetInt32(out var number)
        )
            return;
        if (!versions.TryGetValue((deal, number), out var version))
            versions[(deal, number)] = version = new Version(hash);
        if (version.Hash != hash)
            found.Wrong(
                $"{name} statement",
                $"{kind} is over another hash than was released as version {number} of {deal}."
            );
        version.Begun |= LoggedKinds.IsBeginning(kind);
        // Who joins, joins what is in force.
        version.InForce |= kind is LoggedKinds.InForce or LoggedKinds.Joined;
    }

    /// <summary>Asks for the documents.</summary>
    public async Task RunAsync(Action<string, long, long> progress, CancellationToken cancel)
    {
        var (right, hidden, done) = (0, 0, 0);
        foreach (var ((deal, number), version) in versions.Where(v => v.Value.Begun))
        {
            switch (await WrongAsync(deal, number, version, cancel))
            {
                case null:
                    right++;
                    break;
                case { Length: 0 }:
                    hidden++;
                    break;
                case var wrong:
                    found.Wrong($"content {deal} {number}", wrong);
                    break;
            }
            progress("Reading the deals", ++done, versions.Count);
        }
        if (right + hidden > 0)
            found.Add(
                "contents",
                true,
                $"{right} documents have the hashes that were released"
                    + (hidden == 0 ? "." : $"; {hidden} that never came into force are not shown."),
                ""
            );
    }

    // Null where nothing is wrong; empty where there is nothing to see, rightly.
    private async Task<string?> WrongAsync(string deal, int number, Version version, CancellationToken cancel)
    {
        byte[]? answer;
        try
        {
            answer = await site.FindAsync(ProofPath(deal, number), cancel);
        }
        catch (CommandException failed) when (failed.InnerException is null)
        {
            // One document that makes the site fail hides no other.
            return failed.Message;
        }
        if (answer is null)
            return version.InForce ? "it came into force, and is not shown." : "";
        return
            BundleShape.Strict(answer) is { ValueKind: JsonValueKind.Object } bundle
            && SiteCheck.Text(bundle, "content") is { } content
            && Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))) == version.Hash
            ? null
            : "its SHA-256 is another than was released: it was changed.";
    }

    private sealed class Version(string hash)
    {
        public string Hash { get; } = hash;
        public bool Begun { get; set; }
        public bool InForce { get; set; }
    }
}
