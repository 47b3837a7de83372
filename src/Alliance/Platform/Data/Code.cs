using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Alliance.Platform.Data;

/// <summary>The stable outside names of enumeration values: kebab case, as in the open format, addresses and the API.</summary>
public static class Code
{
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.ByValue[value];

    /// <summary>The enumeration's own name in kebab case: <c>organisation-kind</c>.</summary>
    public static string OfType<T>()
        where T : struct, Enum => Names<T>.OfType;

    public static T Parse<T>(string code)
        where T : struct, Enum =>
        TryParse<T>(code, out var value)
            ? value
            : throw new FormatException($"{code} is not one of {string.Join(", ", All<T>())}.");

    /// <summary>The same for a piece of a longer text.</summary>
    public static T Parse<T>(ReadOnlySpan<char> code)
        where T : struct, Enum => Names<T>.BySpan.TryGetValue(code, out var value) ? value : Parse<T>(code.ToString());

    public static bool TryParse<T>([NotNullWhen(true)] string? code, out T value)
        where T : struct, Enum
    {
        value = default;
        return code is not null && Names<T>.ByCode.TryGetValue(code, out value);
    }

    /// <summary>All codes, in the order of declaration.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Of)];

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly string OfType = JsonNamingPolicy.KebabCaseLower.ConvertName(typeof(T).Name);
        public static readonly FrozenDictionary<T, string> ByValue = Enum.GetValues<T>()
            .ToFrozenDictionary(v => v, v => JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()));
        public static readonly FrozenDictionary<string, T> ByCode = ByValue.ToFrozenDictionary(
            p => p.Value,
            p => p.Key,
            StringComparer.Ordinal
        );
        public static readonly FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> BySpan =
            ByCode.GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
