using System.Globalization;

namespace Alliance.Design;

/// <summary>A place on the map.</summary>
/// <param name="Href">Where its point and its entry in the list lead.</param>
/// <param name="Heavy">One of the places that matter most: larger, and named wherever its name fits into the map.</param>
/// <param name="Note">What is said of it beside its name in the list and aloud: <c>12 deals</c>.</param>
public sealed record MapPoint(
    string Name,
    double Latitude,
    double Longitude,
    string? Href,
    bool Heavy = false,
    string? Note = null
);

/// <summary>A point with the side on which its name is written; no side where names would lie on each other.</summary>
internal sealed record PlacedPoint(MapPoint Point, string X, string Y, bool Named, bool Left);

internal static class MapLabels
{
    // Names keep their size when the map shrinks, so their extent in the map's units is an estimate for a map 300 px wide.
    private const double Letter = 13.5;
    private const double LineHeight = 28;

    public static List<PlacedPoint> Place(IEnumerable<MapPoint> points)
    {
        var placed = new List<PlacedPoint>();
        var taken = new List<(double Left, double Top, double Right, double Bottom)>();
        var shown = points
            .Select(p => (Point: p, At: Projection.Place(p.Latitude, p.Longitude)))
            .Where(p => Projection.Shows(p.At))
            .OrderByDescending(p => p.Point.Heavy)
            .ToList();
        foreach (var (_, at) in shown)
            taken.Add((at.X - 7, at.Y - 7, at.X + 7, at.Y + 7));
        foreach (var (point, at) in shown)
        {
            var width = 20 + point.Name.Length * Letter * (point.Heavy ? 1.25 : 1);
            var right = (at.X + 9, at.Y - LineHeight / 2, at.X + width, at.Y + LineHeight / 2);
            var left = (at.X - width, at.Y - LineHeight / 2, at.X - 9, at.Y + LineHeight / 2);
            var free =
                IsFree(right) ? right
                : IsFree(left) || !IsWhole(right) ? left
                : right;
            // Half a name is worse than none: the point still leads to its place, and a list or a heading names it.
            var named = IsFree(free) || (point.Heavy && IsWhole(free));
            if (named)
                taken.Add(free);
            placed.Add(
                new PlacedPoint(
                    point,
                    Share(at.X, Projection.Width),
                    Share(at.Y, Projection.Height),
                    named,
                    free == left
                )
            );
        }
        return placed;

        static bool IsWhole((double Left, double Top, double Right, double Bottom) box) =>
            box.Left >= 0 && box.Right <= Projection.Width;

        bool IsFree((double Left, double Top, double Right, double Bottom) box) =>
            IsWhole(box)
            && taken.TrueForAll(t =>
                t.Right < box.Left || t.Left > box.Right || t.Bottom < box.Top || t.Top > box.Bottom
            );
    }

    private static string Share(double value, double whole) =>
        (100 * value / whole).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
