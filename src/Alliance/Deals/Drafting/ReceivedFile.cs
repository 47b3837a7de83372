using System.Security.Cryptography;
using Alliance.Platform;

namespace Alliance.Deals.Drafting;

/// <summary>A file somebody sent, after a look at what it really is.</summary>
/// <param name="Name">See <see cref="Attachment.Name"/>.</param>
/// <param name="MediaType">See <see cref="Attachment.MediaType"/>.</param>
/// <param name="Hash">SHA-256 in lower-case hex.</param>
public sealed record ReceivedFile(string Name, string MediaType, byte[] Content, string Hash)
{
    /// <summary>Refused with <c>file-missing</c>, <c>file-too-large</c>, <c>file-kind</c>.</summary>
    public static Task<Outcome<ReceivedFile>> ReadAsync(IFormFile? file, CancellationToken cancel = default) =>
        ReadAsync(file, (content, _) => FileKind.Of(content), cancel);

    /// <summary>The same where other kinds are welcome.</summary>
    /// <param name="kindOf">The media type of a content that was called so; null where it is not welcome.</param>
    public static async Task<Outcome<ReceivedFile>> ReadAsync(
        IFormFile? file,
        Func<byte[], string, string?> kindOf,
        CancellationToken cancel
    )
    {
        if (file is null or { Length: 0 })
            return new Refusal("file-missing");
        if (file.Length > Attachment.MostBytes)
            return new Refusal("file-too-large", $"{Attachment.MostBytes / 1024 / 1024}");
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(content, cancel);
        return kindOf(content, file.FileName) is { } kind
            ? new ReceivedFile(
                FileKind.FileName(file.FileName, kind),
                kind,
                content,
                Convert.ToHexStringLower(SHA256.HashData(content))
            )
            : new Refusal("file-kind");
    }
}
