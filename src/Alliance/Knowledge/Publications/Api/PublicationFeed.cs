using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Texts;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Knowledge.Publications.Api;

/// <summary><c>/{lang}/publications.atom</c>: the editions that hold, the newest first.</summary>
internal static class PublicationFeed
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/{Lang:lang}/publications.atom", FeedAsync).ExcludeFromDescription();

    private static async Task<IResult> FeedAsync(HttpContext http, AppDb db, Reader reader, PageTags tags)
    {
        tags.Add("publications");
        var editions = await db
            .Editions.Where(e => e.WithdrawnAt == null)
            .OrderByDescending(e => e.FrozenAt)
            .ThenByDescending(e => e.Id)
            .Take(AtomFeed.Entries)
            .Select(e => new Row(e.Publication!.Identifier, e.Publication.Kind, e.Number, e.Title, e.FrozenAt))
            .ToListAsync(http.RequestAborted);
        return await AtomFeed.AnswerAsync(http, reader, "publications", "", editions.ConvertAll(e => Entry(e, reader)));
    }

    private sealed record Row(string Publication, PublicationKind Kind, int Number, LocalText Title, DateTime FrozenAt);

    private static AtomEntry Entry(Row edition, Reader reader) =>
        new(
            FormattableString.Invariant($"publications/{edition.Publication}/{edition.Number}"),
            edition.Title,
            new LocalText(
                reader.Language.Code,
                $"{reader.Capital(reader.Name(edition.Kind))} · {reader["edition.number", edition.Number]}"
            ),
            edition.FrozenAt
        )
        {
            Categories = [new(Code.Of(edition.Kind), reader.Name(edition.Kind))],
        };
}
