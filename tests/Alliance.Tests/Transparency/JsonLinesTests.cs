using System.Text;
using Alliance.Platform.Exchange;
using CsCheck;

namespace Alliance.Tests.Transparency;

public sealed class JsonLinesTests
{
    [Fact]
    public async Task Lines_come_as_they_were_written_whatever_the_pieces_they_arrive_in()
    {
        var lines = Gen.String[Gen.Char.AlphaNumeric, 0, 300].Array[0, 40];
        await lines.SampleAsync(
            async texts =>
            {
                using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', texts)));
                var read = new List<(int, string)>();
                await foreach (var line in JsonLines.ReadAsync(stream))
                    read.Add((line.Number, Encoding.UTF8.GetString(line.Bytes.Span)));
                Assert.Equal(texts.Select((t, i) => (i + 1, t)).Where(t => t.t.Length > 0), read);
            },
            iter: 200
        );
    }

    [Fact]
    public async Task An_overlong_line_is_named_and_the_next_one_is_read()
    {
        var text = "first\n" + new string('x', JsonLines.LongestLine + 1) + "\nthird\n";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var read = new List<(int, bool)>();
        await foreach (var line in JsonLines.ReadAsync(stream))
            read.Add((line.Number, line.TooLong));
        Assert.Equal([(1, false), (2, true), (3, false)], read);
    }

    [Fact]
    public async Task An_endless_line_is_passed_over_in_bounded_memory()
    {
        using var stream = new OneLine(256L * 1024 * 1024);
        var before = GC.GetTotalAllocatedBytes();
        var read = 0;
        await foreach (var line in JsonLines.ReadAsync(stream))
        {
            Assert.True(line.TooLong);
            read++;
        }
        Assert.Equal(1, read);
        // Other tests run beside this one; a reader that held the line would need far more.
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 200L * 1024 * 1024);
    }

    /// <summary>A line of this many bytes that takes no memory itself.</summary>
    private sealed class OneLine(long length) : MemoryStream
    {
        private long left = length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = (int)Math.Min(left, buffer.Length);
            buffer.Span[..count].Fill((byte)'x');
            left -= count;
            return ValueTask.FromResult(count);
        }
    }
}
