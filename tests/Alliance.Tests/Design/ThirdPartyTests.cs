using System.Text.Json;
using System.Xml.Linq;

namespace Alliance.Tests.Design;

public sealed class ThirdPartyTests
{
    [Fact]
    public void Every_package_of_others_is_named_with_its_licence()
    {
        var root = Root();
        var named = File.ReadAllText(Path.Combine(root, "docs", "third-party.md"));
        var nuget = XDocument
            .Load(Path.Combine(root, "Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Select(p => $"| {p.Attribute("Include")!.Value} ");
        using var npmLock = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(root, "src", "Alliance", "package-lock.json"))
        );
        var npm = npmLock
            .RootElement.GetProperty("packages")
            .EnumerateObject()
            .Where(p => p.Name.Length > 0)
            .Select(p =>
                $"| {p.Name["node_modules/".Length..]} | {p.Value.GetProperty("version")} | {p.Value.GetProperty("license")}"
            );

        Assert.All(nuget.Concat(npm), line => Assert.Contains(line, named, StringComparison.Ordinal));
    }

    [Fact]
    public void The_lock_file_of_the_assets_names_no_address() =>
        Assert.DoesNotContain(
            "resolved",
            File.ReadAllText(Path.Combine(Root(), "src", "Alliance", "package-lock.json")),
            StringComparison.Ordinal
        );

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Alliance.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("Not inside a checkout.");
        return folder.FullName;
    }
}
