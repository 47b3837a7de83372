namespace Alliance.Tests.Rights;

/// <summary>The forms of offers, needs and introductions, and who may send them.</summary>
internal static partial class RightsOffers
{
    private const string Draft = "/en/workspace/offers/{offer}";
    private const string Shown = "/en/workspace/offers/{open offer}";
    private const string Asked = "/en/workspace/introductions/{introduction}";

    private static readonly (string, string)[] Words =
    [
        ("turn", "0"),
        ("kind", "offer"),
        ("subject", "materials"),
        ("title", "Other (example)"),
        ("text", "Words."),
        ("until", "2026-12-31"),
        ("seen-by", "everybody"),
    ];

    public static RightsTable.Form[] Forms { get; } =
    [
        // Each writes for the own city or organisation alone.
        new("/en/workspace/offers/new?city=espoo", "offer", Words, RightsTable.Editors),
        new("/en/workspace/offers/new?organisation=clc", "offer", Words, "representative"),
        new(Draft, "offer", Words, RightsTable.Editors),
        new(Shown, "offer", [.. Words, ("organisation", "clc"), ("consent", "yes")], "manager"),
        new(Draft, "offer-publish", [("turn", "0")], "manager"),
        // The organisation takes its own back.
        new(Shown, "offer-close", [("turn", "0"), ("outcome", "not-needed")], "manager, representative"),
        new(Draft, "offer-remove", [], RightsTable.Editors),
        new(
            "/en/workspace/introductions/new?offer=" + Open,
            "ask-introduction",
            [("side", "city:umea"), ("entry", Wanted), ("why", "We could use it."), ("beside", "{open offer}")],
            "other manager"
        ),
        new(Asked, "introduction-agree", [("turn", "0")], "manager"),
        new(Asked, "introduction-decline", [("turn", "0"), ("reason", "It is promised already.")], "manager"),
        new(Asked, "introduction-end", [("turn", "0")], "other manager"),
    ];
}
