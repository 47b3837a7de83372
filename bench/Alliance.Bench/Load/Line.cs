using System.Buffers.Text;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Alliance.Bench.Load;

/// <summary>What tells one answer from another without reading all of it.</summary>
/// <param name="Length">Of the body as it was sent.</param>
/// <param name="Tag">Made of the ETag.</param>
/// <param name="Check">
/// The body's last eight bytes: in gzip the checksum and the length of everything that was compressed.
/// </param>
internal readonly record struct Print(int Length, int Tag, ulong Check);

/// <summary>
/// One kept-alive connection that asks and reads one answer at a time, blocking: nothing is cheaper on a machine whose
/// cores the server needs. Knows of HTTP/1.1 what Kestrel sends.
/// </summary>
internal sealed class Line : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
        ReceiveTimeout = 60_000,
    };

    private byte[] buffer = new byte[128 * 1024];
    private int filled;
    private int bodyStart;
    private int bodyLength;
    private bool gzip;

    public Line(int port) => socket.Connect(IPAddress.Loopback, port);

    /// <summary>Asks, waits for the whole answer and says what it looks like; throws unless its status is 200.</summary>
    public Print Ask(ReadOnlySpan<byte> request)
    {
        socket.Send(request);
        filled = 0;
        int headEnd;
        while ((headEnd = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
            Receive();
        var head = buffer.AsSpan(0, headEnd + 2);
        if (!head.StartsWith("HTTP/1.1 200 "u8))
            throw new WrongAnswerException(
                $"{Encoding.ASCII.GetString(request[..request.IndexOf((byte)'\r')])}: "
                    + Encoding.ASCII.GetString(head[..head.IndexOf((byte)'\r')])
            );
        gzip = Header(head, "\r\nContent-Encoding: "u8).SequenceEqual("gzip"u8);
        var tag = new HashCode();
        tag.AddBytes(Header(head, "\r\nETag: "u8));
        var length = Header(head, "\r\nContent-Length: "u8);
        bodyStart = headEnd + 4;
        if (Utf8Parser.TryParse(length, out bodyLength, out _))
        {
            while (filled < bodyStart + bodyLength)
                Receive();
        }
        else
            ReceiveChunks();
        return new Print(bodyLength, tag.ToHashCode(), Check());
    }

    /// <summary>The last answer's body, decompressed.</summary>
    public string Body()
    {
        var body = new MemoryStream(buffer, bodyStart, bodyLength);
        using var reader = new StreamReader(gzip ? new GZipStream(body, CompressionMode.Decompress) : body);
        return reader.ReadToEnd();
    }

    /// <summary>The last answer's body as it was sent.</summary>
    public byte[] Bytes() => buffer.AsSpan(bodyStart, bodyLength).ToArray();

    public void Dispose() => socket.Dispose();

    private ulong Check()
    {
        var body = buffer.AsSpan(bodyStart, bodyLength);
        if (gzip && body.Length >= 8)
            return MemoryMarshal.Read<ulong>(body[^8..]);
        var all = new HashCode();
        all.AddBytes(body);
        return (ulong)all.ToHashCode();
    }

    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        var at = head.IndexOf(name);
        if (at < 0)
            return [];
        var value = head[(at + name.Length)..];
        return value[..value.IndexOf((byte)'\r')];
    }

    // Moves the chunks together, so that the body lies in one piece.
    private void ReceiveChunks()
    {
        var (read, end) = (bodyStart, bodyStart);
        while (true)
        {
            int lineEnd;
            while ((lineEnd = buffer.AsSpan(read, filled - read).IndexOf("\r\n"u8)) < 0)
                Receive();
            if (!Utf8Parser.TryParse(buffer.AsSpan(read, lineEnd), out int size, out _, 'x'))
                throw new WrongAnswerException("A chunk without a size.");
            read += lineEnd + 2;
            while (filled < read + size + 2)
                Receive();
            buffer.AsSpan(read, size).CopyTo(buffer.AsSpan(end));
            end += size;
            read += size + 2;
            if (size == 0)
                break;
        }
        bodyLength = end - bodyStart;
    }

    private void Receive()
    {
        if (filled == buffer.Length)
            Array.Resize(ref buffer, 2 * buffer.Length);
        var got = socket.Receive(buffer.AsSpan(filled));
        if (got == 0)
            throw new WrongAnswerException("The server closed the connection.");
        filled += got;
    }
}
