namespace Alliance.Design;

/// <summary>
/// Where a place lies on the map of Europe that assets.mjs draws (the same frame stands there). Lambert's azimuthal
/// equal-area projection on the sphere around 52° N 10° E: J. P. Snyder, "Map Projections: a Working Manual", p. 185.
/// </summary>
public static class Projection
{
    public const double Width = 570;
    public const double Height = 580;

    // One unit of the picture is a thousandth of the earth's radius, about 6.4 km.
    private const double Scale = 1000;
    private const double CentreX = 292;
    private const double CentreY = 314;
    private const double CentreLatitude = 52;
    private const double CentreLongitude = 10;

    /// <summary>The point in the picture's units, from its upper left corner.</summary>
    public static (double X, double Y) Place(double latitude, double longitude)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(latitude));
        var (sin0, cos0) = Math.SinCos(double.DegreesToRadians(CentreLatitude));
        var (sinAway, cosAway) = Math.SinCos(double.DegreesToRadians(longitude - CentreLongitude));
        var k = Math.Sqrt(2 / (1 + sin0 * sin + cos0 * cos * cosAway));
        return (CentreX + Scale * k * cos * sinAway, CentreY - Scale * k * (cos0 * sin - sin0 * cos * cosAway));
    }

    /// <summary>Whether the point lies inside the frame.</summary>
    public static bool Shows((double X, double Y) point) =>
        point.X is >= 0 and <= Width && point.Y is >= 0 and <= Height;
}
