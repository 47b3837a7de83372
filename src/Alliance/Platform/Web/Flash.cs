namespace Alliance.Platform.Web;

/// <summary>
/// A message for the next page only ("The deal was published"), carried by a short-lived cookie. A request that has
/// the cookie passes by the page cache, both ways.
/// </summary>
public static class Flash
{
    public const string Cookie = "alliance-flash";
}
