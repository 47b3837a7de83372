using System.Globalization;
using Alliance.Deals.Drafting;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Site.ComingIn;

/// <summary>What is typed of a city, by its people and by the coordinator, and judged in one way.</summary>
internal static class StatedCity
{
    // Below that it is a typing error; no city in Europe has as many as the upper end.
    private const long FewestInhabitants = 100;
    private const long MostInhabitants = 50_000_000;

    /// <summary>Addresses below <c>/cities/</c> that are pages.</summary>
    private static readonly string[] Reserved = ["join"];

    /// <summary>The countries to choose from, by code: those that have a name in the texts.</summary>
    public static IReadOnlyList<string> Countries { get; } = Codes("country.", c => c is not ("XX" or "EU"));

    /// <summary>The languages that a city may say it writes in.</summary>
    public static IReadOnlyList<string> Languages { get; } = Codes("language-name.", _ => true);

    public static bool IsReserved(string identifier) => Reserved.Contains(identifier);

    public static string? Name(string typed, string field, List<FieldProblem> wrong)
    {
        var name = TypedText.Plain(typed).Replace('\n', ' ');
        if (name.Length is > 0 and <= CityRequest.NameLength)
            return name;
        wrong.Add(new FieldProblem(field, new Refusal("name-missing")));
        return null;
    }

    public static string? Country(string typed, List<FieldProblem> wrong)
    {
        if (Countries.Contains(typed))
            return typed;
        wrong.Add(new FieldProblem("country", new Refusal("unknown-choice")));
        return null;
    }

    /// <summary>A whole number, with or without signs between the thousands.</summary>
    public static long? Inhabitants(string typed, List<FieldProblem> wrong)
    {
        var digits = string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or ',' or '\'' or '’')));
        if (
            long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= FewestInhabitants and <= MostInhabitants
        )
            return count;
        wrong.Add(new FieldProblem("inhabitants", new Refusal("inhabitants-wrong")));
        return null;
    }

    public static string? Website(string typed, List<FieldProblem> wrong)
    {
        typed = typed.Trim();
        // People copy "www.city.example" from a letterhead.
        if (!typed.Contains("://", StringComparison.Ordinal))
            typed = "https://" + typed;
        if (
            Uri.TryCreate(typed, UriKind.Absolute, out var address)
            && address.Scheme is "https" or "http"
            && address.UserInfo.Length == 0
            && address.Host.Contains('.', StringComparison.Ordinal)
            && address.AbsoluteUri.Length <= CityRequest.WebsiteLength
        )
            return address.AbsoluteUri;
        wrong.Add(new FieldProblem("website", new Refusal("website-wrong")));
        return null;
    }

    /// <summary>Degrees, with a point or a comma; both or neither.</summary>
    public static (double? Latitude, double? Longitude) Place(
        string latitude,
        string longitude,
        List<FieldProblem> wrong
    )
    {
        if (string.IsNullOrWhiteSpace(latitude) && string.IsNullOrWhiteSpace(longitude))
            return (null, null);
        return (Degrees(latitude, "latitude", 90, wrong), Degrees(longitude, "longitude", 180, wrong));
    }

    /// <summary>The city of this name in this country that is here already; null where there is none. One query.</summary>
    public static async Task<City?> KnownAsync(AppDb db, string name, string country, CancellationToken cancel)
    {
        var folded = Folding.Fold(name);
        var there = await db.Cities.AsNoTracking().Where(c => c.Country == country).ToListAsync(cancel);
        return there.Find(c => c.Name.All.Any(t => Folding.Fold(t.Value) == folded));
    }

    private static double? Degrees(string typed, string field, double most, List<FieldProblem> wrong)
    {
        if (
            double.TryParse(
                typed.Trim().Replace(',', '.'),
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var degrees
            )
            && Math.Abs(degrees) <= most
        )
            return degrees;
        wrong.Add(new FieldProblem(field, new Refusal("degrees-wrong", $"{most}")));
        return null;
    }

    private static List<string> Codes(string prefix, Func<string, bool> fits) =>
        [
            .. TextCatalogue
                .Own.Keys(Language.English)
                .Where(k => k.StartsWith(prefix, StringComparison.Ordinal))
                .Select(k => k[prefix.Length..])
                .Where(c => c.Length == 2 && fits(c))
                .Order(StringComparer.Ordinal),
        ];
}
