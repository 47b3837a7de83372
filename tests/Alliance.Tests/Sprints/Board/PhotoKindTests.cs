using System.Buffers.Binary;
using Alliance.Sprints.Board;

namespace Alliance.Tests.Sprints.Board;

/// <summary>What a camera adds to a photo is cut out, and the photo is as it was.</summary>
public sealed class PhotoKindTests
{
    private static readonly byte[] Picture = [0x11, 0x22, 0xFF, 0x00, 0x33, 0xFF, 0xD0, 0x44];

    [Fact]
    public void A_jpeg_keeps_picture_profile_and_direction_and_nothing_else()
    {
        var clean = PhotoKind.Clean(Jpeg())!.Value;
        Assert.Equal("image/jpeg", clean.MediaType);
        foreach (var secret in (string[])["GPS", "http://ns.adobe.com/xap", "Shot by", "preview"])
            Assert.True(Holds(Jpeg(), secret) && !Holds(clean.Content, secret), secret);
        Assert.True(clean.Content.AsSpan().IndexOf(Picture) > 0);
        Assert.True(Holds(clean.Content, "ICC_PROFILE"));
        // Turned by a quarter, said in a segment of ours.
        Assert.True(clean.Content.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]) > 0);
        Assert.Equal(clean.Content, PhotoKind.Clean(clean.Content)!.Value.Content);
    }

    [Fact]
    public void A_png_keeps_its_picture()
    {
        byte[] png =
        [
            0x89,
            0x50,
            0x4E,
            0x47,
            0x0D,
            0x0A,
            0x1A,
            0x0A,
            .. Chunk("IHDR", new byte[13]),
            .. Chunk("tEXt", "Author\0Somebody"u8),
            .. Chunk("eXIf", "GPS"u8),
            .. Chunk("IDAT", Picture),
            .. Chunk("IEND", []),
            .. "behind"u8,
        ];
        var clean = PhotoKind.Clean(png)!.Value;
        Assert.Equal("image/png", clean.MediaType);
        foreach (var secret in (string[])["Somebody", "GPS", "behind"])
            Assert.False(Holds(clean.Content, secret), secret);
        Assert.True(Holds(clean.Content, "IDAT") && Holds(clean.Content, "IEND"));
    }

    [Fact]
    public void A_webp_keeps_its_picture_and_says_no_more_that_there_is_more()
    {
        byte[] inside =
        [
            .. "WEBP"u8,
            .. Part("VP8X", [0b0000_1100, 0, 0, 0, 1, 0, 0, 1, 0, 0]),
            .. Part("VP8 ", Picture),
            .. Part("EXIF", "GPS"u8),
            .. Part("XMP ", "Somebody"u8),
        ];
        byte[] webp = [.. "RIFF"u8, .. Little(inside.Length), .. inside];
        var clean = PhotoKind.Clean(webp)!.Value;
        Assert.Equal("image/webp", clean.MediaType);
        Assert.False(Holds(clean.Content, "GPS") || Holds(clean.Content, "Somebody"));
        Assert.Equal(clean.Content.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(clean.Content.AsSpan(4)));
        Assert.Equal(0, clean.Content[20] & 0b0000_1100);
        Assert.True(clean.Content.AsSpan().IndexOf(Picture) > 0);
    }

    [Theory]
    [InlineData("<svg onload=x>")]
    [InlineData("GIF89a")]
    [InlineData("\u00FF\u00D8\u00FF\u00E1")]
    [InlineData("\u00FF\u00D8\u00FF\u00E1\u00FF\u00FFxx")]
    [InlineData("RIFF\0\0\0\0WEBPVP8 \u00FF\u00FF\u00FF\u00FF")]
    public void Other_things_and_broken_ones_are_no_photos(string bytes) =>
        Assert.Null(PhotoKind.Clean([.. bytes.Select(c => (byte)c)]));

    /// <summary>With place, program, author and preview beside the picture.</summary>
    public static byte[] Jpeg(int padding = 0) =>
        [
            0xFF,
            0xD8,
            .. Segment(0xE0, "JFIF\0"u8),
            // Little-endian, as most phones write: one entry, the direction; then the place.
            .. Segment(
                0xE1,
                [
                    .. "Exif\0\0"u8,
                    .. "II"u8,
                    42,
                    0,
                    8,
                    0,
                    0,
                    0,
                    1,
                    0,
                    0x12,
                    0x01,
                    3,
                    0,
                    1,
                    0,
                    0,
                    0,
                    6,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    .. "GPS"u8,
                ]
            ),
            .. Segment(0xE1, "http://ns.adobe.com/xap/1.0/"u8),
            .. Segment(0xE2, "ICC_PROFILE\0\u0001\u0001"u8),
            .. Segment(0xFE, "Shot by somebody"u8),
            .. Segment(0xDB, new byte[65]),
            .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
            .. Picture,
            .. new byte[padding],
            0xFF,
            0xD9,
            .. "preview"u8,
        ];

    private static byte[] Segment(byte marker, ReadOnlySpan<byte> content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Chunk(string name, ReadOnlySpan<byte> content)
    {
        byte[] body = [.. name.Select(c => (byte)c), .. content];
        var check = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(check, 0);
        return [0, 0, 0, (byte)content.Length, .. body, .. check];
    }

    private static byte[] Part(string name, ReadOnlySpan<byte> content) =>
        [.. name.Select(c => (byte)c), .. Little(content.Length), .. content, .. new byte[content.Length % 2]];

    private static byte[] Little(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }

    private static bool Holds(byte[] content, string text) =>
        content.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(text)) >= 0;
}
