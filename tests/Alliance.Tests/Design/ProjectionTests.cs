using Alliance.Design;

namespace Alliance.Tests.Design;

public sealed class ProjectionTests
{
    // As d3-geo's geoAzimuthalEqualArea places them in the frame of assets.mjs, which draws the map.
    [Theory]
    [InlineData(63.82842, 20.25972, 371.0647, 102.1019)]
    [InlineData(38.7223, -9.1393, 32.7262, 512.3476)]
    [InlineData(41.0082, 28.9784, 540.1293, 474.0990)]
    [InlineData(64.1466, -21.9426, 57.5644, 47.3171)]
    public void A_place_lies_where_the_drawn_map_has_it(double latitude, double longitude, double x, double y)
    {
        var place = Projection.Place(latitude, longitude);

        Assert.Equal(x, place.X, 3);
        Assert.Equal(y, place.Y, 3);
        Assert.True(Projection.Shows(place));
    }

    [Fact]
    public void A_place_beyond_the_frame_is_not_shown() =>
        Assert.False(Projection.Shows(Projection.Place(28.1, -15.4)));
}
