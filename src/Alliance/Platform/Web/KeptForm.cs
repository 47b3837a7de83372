using System.Security.Cryptography;
using System.Text.Json;
using Alliance.Platform.Data;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Primitives;

namespace Alliance.Platform.Web;

/// <summary>
/// What somebody typed into a form that could not be taken, because the session had ended or the form's token was no longer
/// good. It travels with the reader's own pages, encrypted in a hidden field, until it can be sent again; nothing is stored.
/// </summary>
/// <param name="Address">Path and query of the page it was sent to.</param>
/// <param name="Account">Whose it is; null where no cookie told it.</param>
/// <param name="At">When it was sent.</param>
/// <param name="Fields">All fields but the token, in their order.</param>
/// <param name="HadFiles">Files were sent too; they are not kept.</param>
public sealed record KeptForm(
    string Address,
    long? Account,
    DateTime At,
    IReadOnlyList<KeyValuePair<string, string>> Fields,
    bool HadFiles
)
{
    /// <summary>The field that carries it.</summary>
    public const string Field = "kept";

    /// <summary>More than anybody types; a page of it still fits into a request.</summary>
    public const int LongestText = 500_000;

    /// <summary>Too much was typed to be kept, and the reader has to be told.</summary>
    public bool TooLong { get; init; }

    /// <summary>What an error page shows of the request it stands for; null where nothing was kept.</summary>
    public static KeptForm? In(HttpContext? http) => http?.Items[typeof(KeptForm)] as KeptForm;

    internal void PutInto(HttpContext http) => http.Items[typeof(KeptForm)] = this;
}

/// <summary>Takes a form's fields out of a request, and encrypts and decrypts them.</summary>
public sealed class KeptForms(IDataProtectionProvider protection, TimeProvider time)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(2);

    // Passwords, keys and tokens never go back into a page, and whoever signs out or deletes has nothing to lose.
    private static readonly string[] NeverKept =
    [
        "sign-in",
        "passkey",
        "link",
        "password",
        "passkey-add",
        "passkey-remove",
        "sign-passkey",
        "leave",
        "delete",
    ];

    private readonly IDataProtector protector = protection.CreateProtector("Alliance.KeptForm.v1");

    /// <summary>
    /// The fields of this request; null where there is nothing to keep. A form that another site sent is not kept: its page
    /// would only have to be confirmed by the reader to do what that site wants.
    /// </summary>
    /// <param name="http">A request that posts a form of one of our pages.</param>
    /// <param name="account">Whose it is, as far as known.</param>
    public async Task<KeptForm?> ReadAsync(HttpContext http, long? account)
    {
        var request = http.Request;
        if (!HttpMethods.IsPost(request.Method) || !Addresses.IsPage(request.Path) || !IsFromOurPages(request))
            return null;
        // Asking for a form whose token was refused is an error otherwise; here its fields are only shown to who typed them.
        var refused = http.Features.Get<IAntiforgeryValidationFeature>();
        http.Features.Set<IAntiforgeryValidationFeature>(null);
        try
        {
            return request.HasFormContentType
                ? Of(await request.ReadFormAsync(http.RequestAborted), request.Path + request.QueryString, account)
                : null;
        }
        catch (Exception refusedForm) when (refusedForm is InvalidDataException or BadHttpRequestException)
        {
            // More fields than a form may have, or more than may be sent without a session.
            return null;
        }
        finally
        {
            http.Features.Set(refused);
        }
    }

    public string Protect(KeptForm kept) => protector.Protect(JsonSerializer.Serialize(kept, JsonColumn.Options));

    /// <summary>Null for what is not ours, too old, or for no page of ours.</summary>
    public KeptForm? Unprotect(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        try
        {
            var kept = JsonSerializer.Deserialize<KeptForm>(protector.Unprotect(text), JsonColumn.Options);
            return
                kept is not null
                && kept.At + Lasts > time.GetUtcNow().UtcDateTime
                && Addresses.OwnPage(kept.Address) is not null
                ? kept
                : null;
        }
        catch (Exception broken) when (broken is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    private KeptForm? Of(IFormCollection form, string address, long? account)
    {
        // What was kept once and came back stays what it was, also within a form that is never kept itself.
        if (form.TryGetValue(KeptForm.Field, out var before) && Unprotect(before) is { } kept)
            return kept;
        if (NeverKept.Contains(form["_handler"].ToString(), StringComparer.Ordinal))
            return null;
        var fields = (
            from field in form
            where field.Key != "__RequestVerificationToken"
            from value in field.Value.DefaultIfEmpty("")
            select KeyValuePair.Create(field.Key, value ?? "")
        ).ToList();
        var made = new KeptForm(
            address,
            account,
            time.GetUtcNow().UtcDateTime,
            fields,
            form.Files.Any(f => f.Length > 0)
        );
        return fields.Sum(f => f.Key.Length + f.Value.Length) <= KeptForm.LongestText
            ? made
            : made with
            {
                Fields = [],
                TooLong = true,
            };
    }

    // Browsers say where a form comes from by one header or the other.
    private static bool IsFromOurPages(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        if (!StringValues.IsNullOrEmpty(site))
            return site == "same-origin";
        return Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
            && string.Equals(
                origin.Authority,
                Uri.TryCreate($"{origin.Scheme}://{request.Host}", UriKind.Absolute, out var own) ? own.Authority : "",
                StringComparison.OrdinalIgnoreCase
            );
    }
}
