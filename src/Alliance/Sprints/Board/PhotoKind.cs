using System.Buffers.Binary;

namespace Alliance.Sprints.Board;

/// <summary>
/// Photos, and what cameras write into them beside the picture: where and when they were taken, with what, by whom. It is cut out
/// without touching the picture, so that no library must decode what strangers send; how the picture is to be turned stays.
/// </summary>
public static class PhotoKind
{
    public const string Accepted = "image/jpeg,image/png,image/webp";

    /// <summary>The media type and the photo without what the camera adds; null for everything else, and for what is broken.</summary>
    public static (string MediaType, byte[] Content)? Clean(byte[] content)
    {
        try
        {
            return content.AsSpan() switch
            {
                [0xFF, 0xD8, 0xFF, ..] => ("image/jpeg", Jpeg(content)),
                [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] => ("image/png", Png(content)),
                [0x52, 0x49, 0x46, 0x46, _, _, _, _, 0x57, 0x45, 0x42, 0x50, ..] => ("image/webp", WebP(content)),
                _ => null,
            };
        }
        catch (Exception broken)
            when (broken is ArgumentOutOfRangeException or IndexOutOfRangeException or InvalidDataException)
        {
            return null;
        }
    }

    // Segments up to the picture's data. Kept are those that a picture is drawn by: of the application segments JFIF's, the colour profile
    // and Adobe's.
    private static byte[] Jpeg(byte[] content)
    {
        using var kept = new MemoryStream(content.Length);
        kept.Write(content.AsSpan(0, 2));
        var at = 2;
        while (true)
        {
            if (content[at] != 0xFF)
                throw new InvalidDataException();
            var marker = content[at + 1];
            // Filled up.
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(content.AsSpan(at + 2, 2));
            var segment = content.AsSpan(at, length);
            if (marker == 0xE1 && OrientationIn(segment[4..]) is { } turned and > 1)
                kept.Write(Orientation(turned));
            if (marker is 0xE0 or 0xEE || (marker == 0xE2 && segment[4..].StartsWith("ICC_PROFILE\0"u8)))
                kept.Write(segment);
            else if (marker is not ((>= 0xE0 and <= 0xEF) or 0xFE))
                kept.Write(segment);
            at += length;
            // The picture itself follows; behind its end others hide previews and films.
            if (marker == 0xDA)
                break;
        }
        var end = content.AsSpan(at).LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]);
        var first = EndOfPicture(content, at);
        kept.Write(content.AsSpan(at, (first ?? (end < 0 ? content.Length - at : end + 2))));
        return kept.ToArray();
    }

    // Within the data only stuffed and restart markers come; other segments stand between the scans of a progressive picture.
    private static int? EndOfPicture(byte[] content, int from)
    {
        for (var at = from; at + 1 < content.Length; at++)
            if (content[at] == 0xFF && content[at + 1] == 0xD9)
                return at + 2 - from;
            else if (content[at] == 0xFF && content[at + 1] is not (0x00 or 0xFF or (>= 0xD0 and <= 0xD7)))
                // Tables and the next scan: their own bytes may look like an end.
                at += 1 + BinaryPrimitives.ReadUInt16BigEndian(content.AsSpan(at + 2, 2));
        return null;
    }

    private static ushort? OrientationIn(ReadOnlySpan<byte> exif)
    {
        if (!exif.StartsWith("Exif\0\0"u8))
            return null;
        var tiff = exif[6..];
        if (tiff.Length < 14)
            return null;
        var little = tiff[0] == (byte)'I';
        var directory = (int)Whole(tiff.Slice(4, 4));
        if (directory < 8 || directory + 2 > tiff.Length)
            return null;
        var entries = Short(tiff.Slice(directory, 2));
        for (var i = 0; i < entries && directory + 2 + (i + 1) * 12 <= tiff.Length; i++)
        {
            var entry = tiff.Slice(directory + 2 + i * 12, 12);
            if (Short(entry) == 0x0112)
                return Short(entry[8..]) is var turned and >= 1 and <= 8 ? turned : null;
        }
        return null;

        ushort Short(ReadOnlySpan<byte> bytes) =>
            little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
        uint Whole(ReadOnlySpan<byte> bytes) =>
            little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    // A segment that says how the picture is turned, and nothing else.
    private static byte[] Orientation(ushort turned) =>
        [
            0xFF,
            0xE1,
            0x00,
            0x22,
            .. "Exif\0\0"u8,
            .. "MM\0*"u8,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte)turned,
            0,
            0,
            0,
            0,
            0,
            0,
        ];

    private static byte[] Png(byte[] content)
    {
        using var kept = new MemoryStream(content.Length);
        kept.Write(content.AsSpan(0, 8));
        for (var at = 8; ; )
        {
            var length =
                12
                + checked(
                    (int)Math.Min(int.MaxValue - 12, BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(at, 4)))
                );
            var chunk = content.AsSpan(at, length);
            var name = chunk.Slice(4, 4);
            // What a picture is drawn by; texts, times and Exif are not.
            if (
                (name[0] & 0x20) == 0
                || name.SequenceEqual("tRNS"u8)
                || name.SequenceEqual("gAMA"u8)
                || name.SequenceEqual("cHRM"u8)
                || name.SequenceEqual("sRGB"u8)
                || name.SequenceEqual("iCCP"u8)
            )
                kept.Write(chunk);
            if (name.SequenceEqual("IEND"u8))
                return kept.ToArray();
            at += length;
        }
    }

    private static byte[] WebP(byte[] content)
    {
        using var kept = new MemoryStream(content.Length);
        kept.Write(content.AsSpan(0, 12));
        var pictures = 0;
        var whole = Math.Min((long)content.Length, 8L + BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(4, 4)));
        for (var at = 12; at + 8 <= whole; )
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(at + 4, 4));
            var length = checked((int)Math.Min(int.MaxValue - 9, 8 + size + (size & 1)));
            var chunk = content.AsSpan(at, length);
            if (chunk.StartsWith("VP8X"u8))
            {
                var flags = chunk.ToArray();
                // That Exif and XMP are there.
                flags[8] &= 0b1111_0011;
                kept.Write(flags);
            }
            else if (
                chunk.StartsWith("VP8 "u8)
                || chunk.StartsWith("VP8L"u8)
                || chunk.StartsWith("ALPH"u8)
                || chunk.StartsWith("ICCP"u8)
                || chunk.StartsWith("ANIM"u8)
                || chunk.StartsWith("ANMF"u8)
            )
            {
                kept.Write(chunk);
                pictures++;
            }
            at += length;
        }
        if (pictures == 0)
            throw new InvalidDataException();
        var result = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(4, 4), (uint)(result.Length - 8));
        return result;
    }
}
