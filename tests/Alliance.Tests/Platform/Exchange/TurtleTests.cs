using Alliance.Platform.Exchange;
using Alliance.Tests.Transparency.Catalogue;

namespace Alliance.Tests.Platform.Exchange;

/// <summary>What is written as Turtle another's parser reads as it was meant.</summary>
public sealed class TurtleTests
{
    private static readonly Iri Thing = new("https://example.org/thing");
    private static readonly Iri Note = new("https://example.org/words/note");
    private static readonly IReadOnlyList<(string, string)> Prefixes = [("ex", "https://example.org/words/")];

    [Fact]
    public async Task Every_text_comes_back_as_it_was()
    {
        string[] evil =
        [
            "",
            "\"",
            "\\",
            "a\"\"\"b\\",
            "line\nfeed\r\n\ttab",
            "\0\u0001\u001f\u007f\u0085",
            "<https://example.org/> . ex:a ex:b ex:c .",
            "\\u0041 @en ^^",
            "ä 🌳 \u2028 \ufeff",
        ];
        // And every letter up to the end of Latin, some at a time.
        var texts = evil.Concat(
                Enumerable.Range(' ', 0x230).Chunk(7).Select(c => string.Concat(c.Select(n => (char)n)))
            )
            .ToList();
        var graph = new RdfGraph();
        foreach (var (at, text) in texts.Index())
            graph.Add(
                new Iri($"https://example.org/{at}"),
                Note,
                new RdfLiteral(text),
                new RdfLiteral(text, "fi"),
                new RdfLiteral(text, Type: new Iri("https://example.org/words/kind"))
            );
        var read = await ReadCatalogue.ReadAsync(Turtle.Write(graph, Prefixes));
        Assert.Equal(3 * texts.Count, read.Statements.Count);
        foreach (var (at, text) in texts.Index())
        {
            var said = read.Statements.Where(s => s.Thing == $"https://example.org/{at}").ToList();
            Assert.All(said, s => Assert.Equal(text, s.Value));
            Assert.Equal(["", "fi", ""], said.Select(s => s.Language ?? ""));
            Assert.Equal("https://example.org/words/kind", said[2].Type);
        }
    }

    [Fact]
    public async Task Names_come_back_whole_and_what_no_address_holds_is_encoded()
    {
        var graph = new RdfGraph();
        string[] names =
        [
            "https://example.org/words/plain",
            "https://example.org/words/",
            "https://example.org/words/a.b",
            "https://example.org/words/1st",
            "https://example.org/words/ä",
            "mailto:a@b.example",
        ];
        foreach (var name in names)
            graph.Add(Thing, Note, new Iri(name));
        graph.Add(Thing, Note, new Iri("https://example.org/a b>\"{}|^`\\<"));
        var read = await ReadCatalogue.ReadAsync(Turtle.Write(graph, Prefixes));
        Assert.Equal(
            [.. names, "https://example.org/a%20b%3E%22%7B%7D%7C%5E%60%5C%3C"],
            read.Statements.Select(s => s.Value)
        );
        Assert.All(read.Statements, s => Assert.True(s.IsName));
    }

    [Fact]
    public void A_statement_stands_once_and_what_is_not_known_not_at_all()
    {
        var graph = new RdfGraph();
        graph.Add(Thing, Note, new RdfLiteral("a"), null, new RdfLiteral("a"));
        graph.Add(new Iri("https://example.org/other"), Note, (RdfTerm?)null);
        var (thing, statements) = Assert.Single(graph.Things);
        Assert.Equal(Thing, thing);
        Assert.Single(statements);
    }
}
