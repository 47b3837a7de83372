using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Alliance.Platform.Mail;

/// <summary>
/// The mail server: <c>Alliance:Mail:Host</c> and so on, in the environment <c>Alliance__Mail__Host</c>. Without a host
/// mails are written into the folder <c>mail</c> of the data, one file each, and go nowhere.
/// </summary>
public sealed class MailSettings
{
    public string? Host { get; set; }
    public int Port { get; set; } = 587;
    public string? User { get; set; }
    public string? Password { get; set; }

    /// <summary>The sender: <c>deals@city.example</c> or <c>City of Example &lt;deals@city.example&gt;</c>.</summary>
    public string? From { get; set; }

    /// <summary>
    /// <c>starttls</c> (the default: refuse a server without it), <c>tls</c> (from the first byte, port 465), or <c>none</c>
    /// for a server on this machine.
    /// </summary>
    public string Security { get; set; } = "starttls";

    /// <summary>
    /// The address of this site, to which links in mails lead: <c>https://deals.city.example</c>. Not taken from requests: who
    /// asks under a false host would have a link to that host sent to somebody else.
    /// </summary>
    public string? Site { get; set; }

    public bool HasServer => OperatorSettings.Given(Host);

    internal MailboxAddress Sender =>
        MailboxAddress.TryParse(From, out var sender) ? sender : new MailboxAddress("Alliance", "alliance@localhost");

    internal SecureSocketOptions Socket =>
        Security switch
        {
            "tls" => SecureSocketOptions.SslOnConnect,
            "none" => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };
}

/// <summary>A server that cannot send should not start as if it could.</summary>
internal sealed class MailSettingsCheck : IValidateOptions<MailSettings>
{
    public ValidateOptionsResult Validate(string? name, MailSettings options)
    {
        var problems = new List<string>();
        if (options.Security is not ("starttls" or "tls" or "none"))
            problems.Add($"Alliance:Mail:Security is starttls, tls or none, not {options.Security}");
        if (options.Port is < 1 or > 65535)
            problems.Add($"Alliance:Mail:Port is no port: {options.Port}");
        if (OperatorSettings.Given(options.From) && !MailboxAddress.TryParse(options.From, out _))
            problems.Add($"Alliance:Mail:From is no e-mail address: {options.From}");
        if (options.HasServer && !OperatorSettings.Given(options.From))
            problems.Add("Alliance:Mail:From is missing: mails need a sender, e.g. deals@city.example");
        if (options.HasServer && !IsSite(options.Site))
            problems.Add(
                $"Alliance:Mail:Site is the address that links in mails lead to, such as https://deals.city.example, not \"{options.Site}\""
            );
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static bool IsSite(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.AbsolutePath == "/"
        && uri.Query.Length == 0;
}
