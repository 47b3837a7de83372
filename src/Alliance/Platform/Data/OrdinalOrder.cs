using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Alliance.Platform.Data;

/// <summary>
/// Text columns that lists are sorted and paged by compare by code point on both databases. SQLite does so by itself;
/// PostgreSQL would follow its server's locale, so that the same data gave another order on another machine.
/// </summary>
public static class OrdinalOrder
{
    private const string Mark = "alliance:ordinal";

    public static PropertyBuilder<string> HasOrdinalOrder(this PropertyBuilder<string> property)
    {
        property.HasAnnotation(Mark, true);
        return property;
    }

    /// <summary>Turns the marks into the collation of the database at hand; no mark stays in the model.</summary>
    internal static void Collate(ModelBuilder model, bool postgres)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        foreach (var property in entity.GetProperties())
            if (property.RemoveAnnotation(Mark) is not null && postgres)
                property.SetCollation("C");
    }
}
