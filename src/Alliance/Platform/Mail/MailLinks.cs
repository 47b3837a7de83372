using Alliance.Platform.Texts;
using Microsoft.Extensions.Options;

namespace Alliance.Platform.Mail;

/// <summary>Whole addresses of this site's pages, for mails and papers.</summary>
public sealed class MailLinks(IOptions<MailSettings> options, IHttpContextAccessor http)
{
    /// <param name="language">The language of the page.</param>
    /// <param name="path">What stands behind the language: <c>sign-in/link?token=…</c>.</param>
    public string Of(Language language, string path) => $"{Site}/{language.Code}/{path}";

    /// <summary>The whole address of something that speaks no language.</summary>
    public string Of(string path) => $"{Site}/{path}";

    /// <summary>The address that this site's mails come from.</summary>
    public string Sender => options.Value.Sender.Address;

    // Without a mail server the mail goes into a folder of this machine, and the request's host will do.
    private string Site =>
        OperatorSettings.Given(options.Value.Site) ? options.Value.Site.TrimEnd('/')
        : http.HttpContext?.Request is { } request ? $"{request.Scheme}://{request.Host}"
        : "http://localhost:8080";
}
