using Alliance.Deals.Menu;
using Alliance.Network;
using Alliance.Platform.Texts;

namespace Alliance.Deals.Drafting;

/// <summary>How parts come into a draft's text and leave it. Keys count on and are never given again.</summary>
public static class Composing
{
    /// <summary>The place of the quantity in a sentence of the menu: it stands there until the number is known.</summary>
    public const string Gap = "…";

    public static (DraftContent Content, string Key) WithParty(
        this DraftContent content,
        string name,
        OrganisationKind kind,
        PartyRole role,
        string? organisation
    )
    {
        var key = $"p{content.LastKey + 1}";
        return (
            content with
            {
                LastKey = content.LastKey + 1,
                Parties = [.. content.Parties, new PartyDraft(key, role, name, kind, organisation)],
            },
            key
        );
    }

    /// <param name="content">The draft.</param>
    /// <param name="by">The key of the party that promises.</param>
    /// <param name="ready">A ready promise to begin with; null for an empty one.</param>
    /// <param name="language">The language it is written in.</param>
    /// <param name="noDateYet">For the city's offers, which hold from the first day.</param>
    public static (DraftContent Content, string Key) WithPromise(
        this DraftContent content,
        string by,
        MenuAction? ready,
        Language language,
        bool noDateYet = false
    )
    {
        var key = $"c{content.LastKey + 1}";
        var promise = new PromiseDraft(key, by)
        {
            Menu = ready?.Id,
            Action = ready is null ? "" : Sentence(ready, language),
            Unit = ready?.Unit,
            Per = ready?.Per,
            Direction = ready?.Direction,
            NoDateYet = noDateYet,
        };
        return (content with { LastKey = content.LastKey + 1, Promises = [.. content.Promises, promise] }, key);
    }

    public static DraftContent WithArticle(
        this DraftContent content,
        string heading,
        string body,
        string? from = null
    ) =>
        content with
        {
            LastKey = content.LastKey + 1,
            Articles = [.. content.Articles, new ArticleDraft($"a{content.LastKey + 1}", heading, body, from)],
        };

    /// <summary>The draft without one part: <c>promise.c2</c>, <c>article.a3</c>, <c>party.p4</c> with its promises.</summary>
    public static DraftContent Without(this DraftContent content, string part) =>
        part.Split('.') switch
        {
            ["promise", var key] => content with { Promises = [.. content.Promises.Where(p => p.Key != key)] },
            ["article", var key] => content with { Articles = [.. content.Articles.Where(a => a.Key != key)] },
            ["party", var key] => content with
            {
                Parties = [.. content.Parties.Where(p => p.Key != key)],
                Promises =
                [
                    .. content
                        .Promises.Where(p => p.By != key)
                        .Select(p => p.With.Contains(key) ? p with { With = [.. p.With.Where(w => w != key)] } : p),
                ],
            },
            _ => content,
        };

    /// <summary>The sentence of a ready promise, with <see cref="Gap"/> where its number goes.</summary>
    public static string Sentence(MenuAction ready, Language language) =>
        ready.Action.In(language).Text.Replace(MenuAction.Gap, Gap, StringComparison.Ordinal);
}
