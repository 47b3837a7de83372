namespace Alliance.Tests.Rights;

/// <summary>The forms by which somebody follows and stops: whoever has a link, presses.</summary>
internal static partial class RightsFollowing
{
    public static RightsTable.Form[] Forms { get; } =
    [
        Anybody("/en/follow?deal=ma-11", "follow-this", ("email", "somebody@example.org"), ("rhythm", "weekly")),
        Anybody("/en/following/" + Asked, "confirm-follow"),
        Anybody("/en/following/" + Told, "end-following"),
        Anybody("/en/following/" + Told + "?all=1", "end-all-following"),
        Anybody("/en/following/" + Told + "?on=1", "go-on-following"),
        new("/en/following/0123", "end-following", [], RightsTable.Everybody, Stores: false),
    ];

    private static RightsTable.Form Anybody(string page, string form, params (string, string)[] fields) =>
        new(page, form, [.. fields, ("beside", "{following}")], RightsTable.Everybody);
}
