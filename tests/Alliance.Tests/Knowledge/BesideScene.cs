using Alliance.Tests.Testing;
using AngleSharp.Dom;

namespace Alliance.Tests.Knowledge;

/// <summary>What a draft's page shows beside its texts, as a reader finds it.</summary>
internal static class BesideScene
{
    public static async Task<IElement> BesideAsync(HttpClient browser, string page) =>
        (await browser.DocumentAsync(page)).QuerySelector("#original")!;

    public static IElement Of(IElement beside, string name) =>
        beside.QuerySelectorAll(".text-beside").Single(t => t.QuerySelector("h3")!.TextContent == name);

    public static string Chip(IElement beside, string name) =>
        Said(Of(beside, name).QuerySelector(".row > :first-child")!).TrimStart('=', '✓', ' ');

    public static IEnumerable<(string Lang, string Text)> Sides(IElement beside, string name) =>
        Of(beside, name).QuerySelectorAll(".pair .typed").Select(t => (t.GetAttribute("lang")!, t.TextContent));

    public static string Said(INode node) =>
        string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
