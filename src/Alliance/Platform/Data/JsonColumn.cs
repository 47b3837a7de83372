using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Alliance.Platform.Data;

/// <summary>Values that are read and written whole (texts, sources) lie in one text column as JSON, alike on both databases.</summary>
public static class JsonColumn
{
    /// <summary>
    /// The one way JSON is written: camel case, nothing absent, characters as they are. Column values and the open
    /// format share it.
    /// </summary>
    public static readonly JsonSerializerOptions Options = Apply(new JsonSerializerOptions());

    /// <summary>Makes other options write the same way: the API's answers are documents too.</summary>
    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        return options;
    }

    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property)
    {
        property.HasConversion(
            new ValueConverter<T, string>(
                v => JsonSerializer.Serialize(v, Options),
                s => JsonSerializer.Deserialize<T>(s, Options)!
            ),
            new ValueComparer<T>(
                (a, b) => JsonSerializer.Serialize(a, Options) == JsonSerializer.Serialize(b, Options),
                v => JsonSerializer.Serialize(v, Options).GetHashCode(StringComparison.Ordinal),
                v => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(v, Options), Options)!
            )
        );
        return property;
    }

    /// <inheritdoc cref="HasCode{T}(PropertyBuilder{T})"/>
    public static PropertyBuilder<T?> HasCode<T>(this PropertyBuilder<T?> property)
        where T : struct, Enum
    {
        property.HasConversion(new ValueConverter<T, string>(v => Code.Of(v), s => Code.Parse<T>(s))).HasMaxLength(40);
        return property;
    }

    /// <summary>An enumeration stored and exchanged by its kebab-case name (<c>social-economy</c>).</summary>
    public static PropertyBuilder<T> HasCode<T>(this PropertyBuilder<T> property)
        where T : struct, Enum
    {
        property.HasConversion(v => Code.Of(v), s => Code.Parse<T>(s)).HasMaxLength(40);
        return property;
    }
}
