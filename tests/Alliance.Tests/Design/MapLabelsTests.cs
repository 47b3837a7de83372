using Alliance.Design;

namespace Alliance.Tests.Design;

public sealed class MapLabelsTests
{
    [Fact]
    public void Heavy_places_come_first_and_are_always_named()
    {
        var placed = MapLabels.Place([
            new("Heidelberg", 49.41, 8.69, "/h"),
            new("Ludwigshafen", 49.48, 8.43, "/l"),
            new("Mannheim", 49.49, 8.47, "/m", Heavy: true),
        ]);

        Assert.Equal("Mannheim", placed[0].Point.Name);
        Assert.True(placed[0].Named);
        // So close that two more names would lie on each other.
        Assert.False(placed.TrueForAll(p => p.Named));
    }

    [Fact]
    public void A_name_turns_to_the_left_where_the_right_is_taken()
    {
        var placed = MapLabels.Place([new("Espoo", 60.2, 24.65, "/e", Heavy: true), new("Hanko", 59.83, 22.97, "/h")]);

        Assert.False(placed[0].Left);
        Assert.True(placed[1] is { Named: true, Left: true });
    }

    [Fact]
    public void Places_beyond_the_map_are_left_to_the_list() =>
        Assert.Empty(MapLabels.Place([new("Las Palmas", 28.1, -15.4, "/")]));

    [Fact]
    public void A_name_that_fits_on_neither_side_is_left_out_rather_than_cut()
    {
        var placed = MapLabels.Place([
            new("Beispielstadt am langen Musterfluss in der Ebene", 51.3, 9.5, "/b", Heavy: true),
        ]);
        Assert.False(Assert.Single(placed).Named);
    }
}
