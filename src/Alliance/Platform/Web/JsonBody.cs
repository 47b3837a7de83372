using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;

namespace Alliance.Platform.Web;

/// <summary>The body of a writing request.</summary>
/// <param name="Hash">SHA-256 of what was sent, in lower-case hex.</param>
internal sealed record JsonBody(JsonElement Json, string Hash)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <returns>Refused with <c>bad-json</c>.</returns>
    public static async Task<Outcome<JsonBody>> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancel);
        var sent = body.GetBuffer().AsMemory(0, (int)body.Length);
        // What is no text in UTF-8 no field can be read from.
        if (!Utf8.IsValid(sent.Span))
            return new Refusal("bad-json");
        try
        {
            using var document = JsonDocument.Parse(sent, Strict);
            Read(document.RootElement);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new JsonBody(document.RootElement.Clone(), Convert.ToHexStringLower(SHA256.HashData(sent.Span)))
                : new Refusal("bad-json");
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return new Refusal("bad-json");
        }
    }

    // Half a surrogate pair is found only when its text is read.
    private static void Read(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
            _ = json.GetString();
        else if (json.ValueKind == JsonValueKind.Array)
            foreach (var element in json.EnumerateArray())
                Read(element);
        else if (json.ValueKind == JsonValueKind.Object)
            foreach (var field in json.EnumerateObject())
            {
                _ = field.Name;
                Read(field.Value);
            }
    }
}
