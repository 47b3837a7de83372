using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Deals.Drafting;

/// <summary>A passage that a draft begins with, or takes in.</summary>
/// <param name="Heading">One line.</param>
/// <param name="Body">Markdown.</param>
public sealed record ArticleText(string Heading, string Body);

/// <summary>Begins a draft with a passage that was written elsewhere, before anybody knows whom it is made with; or puts it into one that is open.</summary>
public sealed class DraftFromWords(AppDb db, StartDraft start, ChangeDraft change, TimeProvider time)
{
    /// <summary>The key of the article that a new draft begins with: after the city's own.</summary>
    public const string FirstArticle = "a2";

    /// <param name="actor">An editor of the city.</param>
    /// <param name="city">The number of the city.</param>
    /// <param name="key">What the draft will be called; the same one twice makes one draft (<see cref="StartDraft.NewKey"/>).</param>
    /// <param name="language">The language it is written in.</param>
    /// <param name="instrument">A deal, or a declaration of intent.</param>
    /// <param name="title">Its title.</param>
    /// <param name="passage">Its first article.</param>
    /// <param name="origin">Where it grew from, which the signed text will say.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>
    /// The article's key. Refused with <c>not-allowed</c>, <c>somebody-was-faster</c>, or <c>check-fields</c>: at <c>title</c>, <c>heading</c>,
    /// <c>body</c> what <see cref="DraftFields.Write"/> says. What else the context has to store is stored with it, or nothing.
    /// </returns>
    public async Task<Outcome<string>> BeginAsync(
        Actor actor,
        long city,
        string key,
        Language language,
        Instrument instrument,
        string title,
        ArticleText passage,
        Origin origin,
        CancellationToken cancel = default
    )
    {
        if (!DraftRights.MayEdit(actor, city))
            return new Refusal("not-allowed");
        var content = new DraftContent
        {
            Instrument = instrument,
            Language = language.Code,
            Evaluation = EvaluationDay.InAYear(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)),
        };
        var problems = new List<FieldProblem>();
        (content, var noTitle) = DraftFields.Write(content, "title", title, language.Culture);
        if (noTitle is not null)
            problems.Add(new FieldProblem("title", new Refusal(noTitle)));
        var host = await db.Cities.SingleAsync(c => c.Id == city, cancel);
        (content, _) = await start.WithCityAsync(host, content, language, cancel);
        (content, var article) = With(content, passage, problems);
        if (article != FirstArticle)
            throw new InvalidOperationException($"The first article is {article}.");
        if (problems.Count > 0)
            return new Refusal("check-fields") { Fields = problems };
        await start.AddAsync(actor, city, key, key, content, [], origin, cancel);
        return await db.SaveInTurnAsync(cancel) is { } raced ? raced : article;
    }

    /// <returns>The article's key. Refused as <see cref="ChangeDraft"/> does, with <c>too-many-articles</c>, and as above.</returns>
    /// <param name="door">How the person came.</param>
    /// <param name="passage">What is put in, as the last article.</param>
    /// <param name="beside">What is stored with it, given the article's key; or why not.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Outcome<string>> AddAsync(
        Door door,
        ArticleText passage,
        Func<Draft, string, Task<Refusal?>> beside,
        CancellationToken cancel = default
    )
    {
        var article = "";
        var changed = await change.RunAsync(
            door,
            async draft =>
            {
                if (draft.Content.Articles.Count >= ChangeParts.MostArticles)
                    return new Refusal("too-many-articles", $"{ChangeParts.MostArticles}");
                var problems = new List<FieldProblem>();
                (var content, article) = With(draft.Content, passage, problems);
                if (problems.Count > 0)
                    return new Refusal("check-fields") { Fields = problems };
                return await beside(draft, article) is { } refusal ? refusal : content;
            },
            cancel
        );
        return changed.Refusal is { } no ? no : article;
    }

    private static (DraftContent, string) With(DraftContent content, ArticleText passage, List<FieldProblem> problems)
    {
        content = content.WithArticle("", "");
        var key = content.Articles[^1].Key;
        var culture = (Language.Find(content.Language) ?? Language.English).Culture;
        foreach (var (field, text) in new[] { ("heading", passage.Heading), ("body", passage.Body) })
        {
            (content, var wrong) = DraftFields.Write(content, $"article.{key}.{field}", text, culture);
            if (wrong is not null)
                problems.Add(new FieldProblem(field, new Refusal(wrong)));
        }
        return (content, key);
    }
}
