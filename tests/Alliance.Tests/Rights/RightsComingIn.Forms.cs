namespace Alliance.Tests.Rights;

/// <summary>The forms by which a city asks, and those of who answers.</summary>
internal static partial class RightsComingIn
{
    private const string Deciders = "coordinator, administrator";

    public static readonly RightsTable.Form[] Forms =
    [
        new(
            "/en/cities/join",
            "ask-for-city",
            [
                ("city", "Example Village"),
                ("country", "IT"),
                ("inhabitants", "9000"),
                ("website", "https://village.example"),
                ("languages", "it"),
                ("person", "Vera Village"),
                ("email", "vera@village.example"),
                ("consent", "yes"),
            ],
            RightsTable.Everybody
        ),
        new("/en/cities/join/confirm", "confirm-city", [("token", "wrong")], RightsTable.Everybody, Stores: false),
        new(
            "/en/workspace/city-requests/{city request}",
            "approve-city",
            [
                ("city", "Example Town"),
                ("identifier", City),
                ("inhabitants", "20000"),
                ("areas", "energy"),
                ("copies", "yes"),
            ],
            Deciders
        ),
        new("/en/workspace/city-requests/{city request}", "decline-city", [("reason", "Not a city.")], Deciders),
    ];
}
