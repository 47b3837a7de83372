using Alliance.Knowledge.Publications;
using Alliance.Platform.Texts;
using Alliance.Tests.Knowledge;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Browser;

/// <summary>Editions as everybody reads them: with every kind of chapter, one of them withdrawn.</summary>
public sealed class PublicationPagesTests(RealSite site)
{
    private const string Booklet = "publications/" + PublicationScene.Slug;

    [Fact]
    public async Task Editions_are_accessible_and_fit_in_every_language_and_each_text_carries_its_own()
    {
        await using var scene = await PublicationScene.BeginAsync(DatabaseKind.Sqlite);
        foreach (var what in (string[])["totals:all", "obstacle:money"])
            await scene.StepAsync("add", ("what", what));
        await scene.FreezeTwiceAsync();
        var content = (
            await scene.App.WithDbAsync(db => db.Editions.AsNoTracking().SingleAsync(e => e.Number == 2))
        ).Read();
        var visitor = await Visitor.EnterAsync(site.Browser, new());
        await visitor.BeginAsync(scene.App.Address);
        foreach (var language in Language.Offered)
        {
            foreach (var page in (string[])["publications", Booklet + "/1", Booklet + "/2"])
                await visitor.LookAtAsync(language, page);
            await AssertMarkedAsync(visitor, content, language);
        }
        Assert.Empty(visitor.Complaints());
        await visitor.Page.Context.CloseAsync();
    }

    // What is shown of the edition's words, each by the language of the element that it stands in.
    private static async Task AssertMarkedAsync(Visitor visitor, EditionContent content, Language language)
    {
        var shown = await visitor.Page.EvaluateAsync<string[][]>(
            """
            () => {
              const found = [], walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
              while (walk.nextNode())
                found.push([walk.currentNode.data.trim(), walk.currentNode.parentElement.closest('[lang]').lang]);
              return found;
            }
            """
        );
        var told = content.Texts().OfType<LocalText>().Select(t => t.In(language)).Distinct().ToList();
        Assert.NotEmpty(told);
        foreach (var wording in told)
        {
            // Words in the page's own language may run into those beside them.
            var here = shown
                .Where(s => s[0].Contains(wording.Text.Trim(), StringComparison.Ordinal))
                .Select(s => s[1])
                .Distinct()
                .ToList();
            Assert.True(
                here is [var marked] && marked == wording.Language,
                $"{visitor.At}: “{wording.Text}” is {wording.Language}, marked {string.Join('/', here)}"
            );
        }
    }
}
