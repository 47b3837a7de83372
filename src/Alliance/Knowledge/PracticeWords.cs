using Alliance.Deals.Drafting;
using Alliance.Platform;
using Alliance.Platform.Texts;

namespace Alliance.Knowledge;

/// <summary>Title and text as they become by what was typed in one language.</summary>
internal sealed record PracticeWords(LocalText? Title, LocalText? Text)
{
    public static PracticeWords Judge(StatedPractice stated, string own, Practice? known, List<FieldProblem> wrong)
    {
        var language = stated.Language.Code;
        var title = string.Join(
            ' ',
            TypedText
                .Plain(stated.Title)
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        );
        var text = TypedText.Plain(stated.Text);
        if (language == own && title.Length == 0)
            Wrong("title", "title-missing");
        if (title.Length > Practice.TitleLength)
            Wrong("title", "text-too-long");
        if (text.Length > Practice.TextLength)
            Wrong("text", "text-too-long");
        // What everybody reads is never without words, and a translation translates something.
        var lacking =
            language == own
                ? text.Length == 0 && known?.Standing == PracticeStanding.Published
                : text.Length > 0 && known?.Text is null;
        if (lacking)
            Wrong("text", "text-missing");
        return new PracticeWords(With(known?.Title, own, language, title), With(known?.Text, own, language, text));

        void Wrong(string field, string code) => wrong.Add(new FieldProblem(field, new Refusal(code)));
    }

    // Without words in its own language there is nothing that a translation translates.
    private static LocalText? With(LocalText? text, string own, string language, string typed)
    {
        var words = (text?.All ?? []).Where(t => t.Key != language).ToList();
        if (typed.Length > 0)
            words.Add(new(language, typed));
        return words.Exists(w => w.Key == own) ? new LocalText(own, words) : null;
    }
}
