using System.Text.Encodings.Web;
using System.Text.Unicode;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;

namespace Alliance.Platform.Mail;

/// <summary>
/// What a mail says, in the recipient's language: paragraphs, and one thing to do at most. It becomes a plain text and an
/// HTML part that say the same.
/// </summary>
/// <param name="Key">See <see cref="OutgoingMail.Key"/>.</param>
/// <param name="To">The recipient's address.</param>
/// <param name="Language">The recipient's language.</param>
/// <param name="Subject">One line.</param>
/// <param name="Paragraphs">Plain text; the first greets.</param>
public sealed record Letter(string Key, string To, Language Language, string Subject, IReadOnlyList<string> Paragraphs)
{
    /// <summary>What the button says, and the whole address it leads to.</summary>
    public (string Says, string Address)? Action { get; init; }

    /// <summary>What stands behind the button: why one got this mail, and what to do if it was a mistake.</summary>
    public IReadOnlyList<string> Footnotes { get; init; } = [];

    public string? ReplyTo { get; init; }

    /// <inheritdoc cref="OutgoingMail.Calendar"/>
    public string? Calendar { get; init; }

    /// <inheritdoc cref="OutgoingMail.SenderName"/>
    public string? SenderName { get; init; }

    /// <inheritdoc cref="OutgoingMail.Unsubscribe"/>
    public string? Unsubscribe { get; init; }

    // Letters stay readable in the source; only what means something in HTML is written otherwise.
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    internal string AsText() =>
        string.Join(
            "\n\n",
            [
                .. Paragraphs,
                .. Action is { } action ? [$"{action.Says}:\n{action.Address}"] : (string[])[],
                .. Footnotes.Count > 0 ? ["-- \n" + string.Join("\n\n", Footnotes)] : (string[])[],
            ]
        ) + "\n";

    // Mail programs know no style sheets of ours: the few styles stand at the elements.
    internal string AsHtml()
    {
        static string P(string text, string style = "") =>
            $"<p{(style.Length > 0 ? $" style=\"{style}\"" : "")}>{string.Join("<br>", text.Split('\n').Select(Html.Encode))}</p>";
        var button = Action is { } action
            ? $"""
                <p style="margin:1.5em 0"><a href="{Html.Encode(
                    action.Address
                )}" style="background:#17594a;color:#ffffff;padding:.7em 1.2em;border-radius:.4em;text-decoration:none;display:inline-block">{Html.Encode(
                    action.Says
                )}</a></p>
                {P(action.Address, "font-size:.85em;color:#4c5953;word-break:break-all")}
                """
            : "";
        return $"""
            <!DOCTYPE html>
            <html lang="{Language.Code}">
            <head><meta charset="utf-8"><title>{Html.Encode(Subject)}</title></head>
            <body style="font-family:system-ui,sans-serif;line-height:1.5;color:#18221d;max-width:36em;margin:0 auto;padding:1em">
            {string.Join('\n', Paragraphs.Select(p => P(p)))}
            {button}
            {string.Join('\n', Footnotes.Select(f => P(f, "font-size:.85em;color:#4c5953")))}
            </body>
            </html>
            """;
    }
}

/// <summary>How an act sends a mail.</summary>
public static class Mailing
{
    /// <summary>Stores the letter with the change itself; it is sent after the caller's <c>SaveChanges</c>.</summary>
    public static void Send(this AppDb db, Letter letter, DateTimeOffset now)
    {
        var at = now.UtcDateTime;
        db.Mails.Add(
            new OutgoingMail
            {
                Key = letter.Key,
                To = letter.To,
                ReplyTo = letter.ReplyTo,
                SenderName = letter.SenderName?.ReplaceLineEndings(" "),
                Language = letter.Language.Code,
                // A line break in a subject would begin a header of the writer's choice.
                Subject = letter.Subject.ReplaceLineEndings(" "),
                Text = letter.AsText(),
                Html = letter.AsHtml(),
                Calendar = letter.Calendar,
                Unsubscribe = letter.Unsubscribe,
                CreatedAt = at,
                DueAt = at,
            }
        );
    }
}
