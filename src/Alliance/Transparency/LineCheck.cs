using System.Text;
using System.Text.Json;
using Alliance.Platform.Data;
using Alliance.Platform.Exchange;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Alliance.Transparency;

/// <summary>What can be told of one line alone: that it is JSON in UTF-8, fits its schema and holds dates that exist.</summary>
internal static class LineCheck
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private static readonly JsonDocumentOptions NoDuplicates = new() { AllowDuplicateProperties = false };
    private static readonly HashSet<string> DateFields =
    [
        "agreed",
        "start",
        "end",
        "date",
        "from",
        "published",
        "accessed",
        "on",
        "due",
        "done",
        "calledOffOn",
        "closedOn",
        "started",
        "asked",
        "talked",
        "answered",
        "foundPartners",
        "decided",
        "drafted",
        "reported",
        "ended",
    ];

    // With these the document can still be read as one, so that the rules of its kind are looked at in the same run.
    private static readonly HashSet<string> Readable =
    [
        "field-unknown",
        "too-long",
        "out-of-range",
        "wrong-form",
        "empty",
        "repeated",
        "too-many",
        "control-character",
        "not-one-line",
        "turns-writing",
        "address-with-password",
    ];

    /// <summary>The document, or null when <paramref name="report"/> was told why there is none.</summary>
    /// <param name="refersTo">Told each document that the line names: field, collection, identifier.</param>
    /// <param name="id">The identifier, as soon as the line has one: what refers to it is not wrong as well.</param>
    public static T? Read<T>(
        string name,
        JsonLine line,
        Action<Problem> report,
        Action<string, string, string> refersTo,
        out string? id
    )
        where T : class, IDocument
    {
        var file = name + ".jsonl";
        var readable = true;
        var told = new HashSet<string>();
        var mistyped = new List<string>();
        id = null;
        void Tell(string field, string code, string? found = null, string? expected = null)
        {
            // What is not even of the right type has no parts that could be missing.
            if (mistyped.Exists(whole => field.StartsWith(whole + ".", StringComparison.Ordinal)))
                return;
            if (code == "wrong-type")
                mistyped.Add(field);
            told.Add(field);
            readable &= Readable.Contains(code);
            report(new Problem(file, line.Number, field, code, found, expected));
        }

        if (line.TooLong)
        {
            Tell("", "line-too-long", null, "1 MiB");
            return null;
        }
        string text;
        try
        {
            text = Strict.GetString(line.Bytes.Span);
        }
        catch (DecoderFallbackException e)
        {
            Tell("", "not-utf8", $"0x{e.BytesUnknown?[0]:x2}");
            return null;
        }
        if (text[0] == '\uFEFF')
        {
            Tell("", "byte-order-mark");
            return null;
        }
        try
        {
            using var json = JsonDocument.Parse(text, NoDuplicates);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                Tell("", "wrong-type", Shown(json.RootElement), "object");
                return null;
            }
            if (json.RootElement.TryGetProperty("id", out var named) && named.ValueKind == JsonValueKind.String)
                id = named.GetString();
            Walk(json.RootElement, "", Tell);
            var schema = PackageSchemas.Of(name);
            foreach (var error in schema.Validate(text))
                Schema(error, json.RootElement, Tell);
            foreach (var (field, collection, other) in LineReferences.In(json.RootElement, schema))
                if (!told.Contains(field))
                    refersTo(field, collection, other);
        }
        catch (JsonException e)
        {
            Tell("", "not-json", FirstSentence(e.Message));
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidCastException or OverflowException)
        {
            // Half a surrogate pair, or a number of more digits than any number type has.
            Tell("", "not-json", FirstSentence(e.Message));
            return null;
        }
        try
        {
            return readable ? JsonSerializer.Deserialize<T>(text, JsonColumn.Options) : null;
        }
        catch (JsonException) when (told.Count > 0)
        {
            return null;
        }
    }

    /// <summary>Rules that a schema cannot state.</summary>
    private static void Walk(
        JsonElement element,
        string path,
        Action<string, string, string?, string?> tell,
        bool inText = false
    )
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                inText = element.TryGetProperty("authentic", out var authentic);
                if (
                    inText
                    && authentic.ValueKind == JsonValueKind.String
                    && !element.TryGetProperty(authentic.GetString()!, out _)
                )
                    tell(path, "text-without-authentic", authentic.GetString(), null);
                foreach (var property in element.EnumerateObject())
                {
                    var field = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
                    if (
                        DateFields.Contains(property.Name)
                        && property.Value.ValueKind == JsonValueKind.String
                        && property.Value.GetString() is { Length: 4 or 7 or 10 } date
                        && !PartialDate.TryParse(date, out _)
                    )
                        tell(field, "not-a-date", date, null);
                    else
                        Walk(property.Value, field, tell, inText);
                }
                break;
            case JsonValueKind.Array:
                foreach (var (i, item) in element.EnumerateArray().Index())
                    Walk(item, $"{path}[{i}]", tell);
                break;
            case JsonValueKind.String:
                if (Unwritable(element.GetString()!, inText) is var (code, found))
                    tell(path, code, found, null);
                break;
        }
    }

    // What nobody sees and no reader expects: it breaks lines, or shows a text in another order than it has.
    private static (string Code, string? Found)? Unwritable(string text, bool inText)
    {
        foreach (var c in text)
            if (c is '\n' or '\r' or '\t')
            {
                if (!inText)
                    return ("not-one-line", null);
                if (c == '\r')
                    return ("control-character", null);
            }
            else if (char.IsControl(c) || c is '\uFFFE' or '\uFFFF')
                return ("control-character", null);
            else if (c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069')
                return ("turns-writing", $"U+{(int)c:X4}");
        // A reader of the page would be shown, and sent, somebody's password.
        return
            (
                text.StartsWith("http://", StringComparison.Ordinal)
                || text.StartsWith("https://", StringComparison.Ordinal)
            )
            && Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address.UserInfo.Length > 0
            ? ("address-with-password", null)
            : null;
    }

    private static void Schema(ValidationError error, JsonElement root, Action<string, string, string?, string?> tell)
    {
        if (error is ChildSchemaValidationError child && child.Errors.Count > 0)
        {
            foreach (var inner in child.Errors.SelectMany(e => e.Value))
                Schema(inner, root, tell);
            return;
        }
        var field = (error.Path ?? "")
            .TrimStart('#', '/')
            .Replace('/', '.')
            .Replace(".[", "[", StringComparison.Ordinal);
        var schema = error.Schema.ActualSchema;
        var found = Shown(Find(root, field));
        var (code, expected) = error.Kind switch
        {
            ValidationErrorKind.PropertyRequired => ("field-missing", null),
            ValidationErrorKind.NoAdditionalPropertiesAllowed => (
                "field-unknown",
                string.Join(", ", schema.ActualProperties.Keys)
            ),
            ValidationErrorKind.PatternMismatch => ("wrong-form", schema.Description ?? schema.Pattern),
            ValidationErrorKind.NotInEnumeration => ("not-in-list", string.Join(", ", schema.Enumeration)),
            ValidationErrorKind.StringTooLong => ("too-long", schema.MaxLength?.ToString("N0", null)),
            ValidationErrorKind.StringTooShort => ("empty", null),
            ValidationErrorKind.NumberTooSmall
            or ValidationErrorKind.NumberTooBig
            or ValidationErrorKind.IntegerTooBig => (
                "out-of-range",
                FormattableString.Invariant($"{schema.Minimum:0.##} – {schema.Maximum:0.##}")
            ),
            ValidationErrorKind.TooManyItems => ("too-many", schema.MaxItems.ToString(null, null)),
            ValidationErrorKind.TooFewItems => ("too-few", schema.MinItems.ToString(null, null)),
            ValidationErrorKind.ItemsNotUnique => ("repeated", null),
            ValidationErrorKind.ArrayExpected => ("wrong-type", "array"),
            ValidationErrorKind.ObjectExpected => ("wrong-type", "object"),
            ValidationErrorKind.StringExpected => ("wrong-type", "text"),
            ValidationErrorKind.NumberExpected => ("wrong-type", "number"),
            ValidationErrorKind.IntegerExpected => ("wrong-type", "whole number"),
            ValidationErrorKind.BooleanExpected => ("wrong-type", "true or false"),
            _ => ("wrong-form", schema.Description ?? error.Kind.ToString()),
        };
        tell(field, code, found, expected);
    }

    private static JsonElement? Find(JsonElement root, string field)
    {
        var element = root;
        foreach (
            var step in field
                .Replace("[", ".[", StringComparison.Ordinal)
                .Split('.', StringSplitOptions.RemoveEmptyEntries)
        )
        {
            if (step[0] == '[' && element.ValueKind == JsonValueKind.Array)
            {
                if (!int.TryParse(step.Trim('[', ']'), out var index) || index < 0 || index >= element.GetArrayLength())
                    return null;
                element = element[index];
            }
            else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(step, out element))
                return null;
        }
        return element;
    }

    private static string? Shown(JsonElement? element) =>
        element is not { } e ? null
        : e.ValueKind == JsonValueKind.String ? e.GetString()
        : e.GetRawText();

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
