using System.Net.Sockets;
using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Alliance.Platform.Mail;

/// <summary>Why a mail was not handed over, as far as it can be told: each is mended in another place.</summary>
public enum MailTrouble
{
    /// <summary>The address does not exist, or takes nothing.</summary>
    Recipient,

    /// <summary>The server does not let this site's address send.</summary>
    Sender,

    /// <summary>The server did not take what the mail says, or takes none now.</summary>
    Message,

    /// <summary>User and password are not accepted.</summary>
    SignIn,

    /// <summary>No safe connection, or the server does not offer what is set.</summary>
    Security,

    /// <summary>Nobody answered, or the connection broke.</summary>
    Unreachable,
    Other,
}

internal static partial class MailTroubles
{
    private const int Longest = 500;

    public static MailTrouble Of(Exception refused) =>
        refused switch
        {
            SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } or ParseException =>
                MailTrouble.Recipient,
            SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } => MailTrouble.Sender,
            SmtpCommandException { ErrorCode: SmtpErrorCode.MessageNotAccepted } => MailTrouble.Message,
            AuthenticationException => MailTrouble.SignIn,
            SslHandshakeException or NotSupportedException => MailTrouble.Security,
            SocketException or IOException or TimeoutException or ProtocolException or OperationCanceledException =>
                MailTrouble.Unreachable,
            _ => MailTrouble.Other,
        };

    /// <summary>What was said, without addresses of pages: a server may quote a link, and links in mails are keys.</summary>
    public static string Said(Exception refused)
    {
        var said = Links().Replace(refused.Message, "…");
        return said.Length > Longest ? said[..Longest] : said;
    }

    [GeneratedRegex(@"https?:\S+", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Links();
}
