using System.Buffers;
using System.IO.Pipelines;

namespace Alliance.Platform.Exchange;

/// <summary>A line of a JSON Lines file. <see cref="Bytes"/> is empty when the line is longer than allowed.</summary>
public readonly record struct JsonLine(int Number, ReadOnlyMemory<byte> Bytes, bool TooLong);

/// <summary>Reads JSON Lines of any file size in bounded memory: one line, at most <see cref="LongestLine"/>, at a time.</summary>
public static class JsonLines
{
    public const int LongestLine = 1 << 20;

    /// <summary>Every line that is not empty, numbered from 1. The bytes are valid until the next line is asked for.</summary>
    public static async IAsyncEnumerable<JsonLine> ReadAsync(Stream stream)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
        var number = 1;
        var skipping = false;
        while (true)
        {
            var result = await pipe.ReadAsync();
            var buffer = result.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = buffer.Slice(0, end);
                var tooLong = skipping || line.Length > LongestLine;
                if (tooLong || !IsBlank(line))
                    yield return new JsonLine(number, tooLong ? default : line.ToArray(), tooLong);
                skipping = false;
                number++;
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }
            if (result.IsCompleted)
            {
                var tooLong = skipping || buffer.Length > LongestLine;
                if (tooLong || !IsBlank(buffer))
                    yield return new JsonLine(number, tooLong ? default : buffer.ToArray(), tooLong);
                await pipe.CompleteAsync();
                yield break;
            }
            if (buffer.Length > LongestLine)
            {
                // What belongs to an overlong line is thrown away as it comes.
                skipping = true;
                buffer = buffer.Slice(buffer.End);
            }
            pipe.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
            if (part.Span.ContainsAnyExcept((byte)' ', (byte)'\t', (byte)'\r'))
                return false;
        return true;
    }
}
