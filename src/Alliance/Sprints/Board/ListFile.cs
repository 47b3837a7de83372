using System.Text;
using Alliance.Platform;

namespace Alliance.Sprints.Board;

/// <summary>
/// The words of a list that comes as a file: UTF-8, and what is none is Windows-1252, as which spreadsheets in our languages save CSV where nobody
/// asks for more.
/// </summary>
internal static class ListFile
{
    public const int MostBytes = 1024 * 1024;

    private static readonly Encoding Strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <returns>Refused with <c>file-too-large</c>, <c>board-list-file</c>.</returns>
    public static async Task<Outcome<string>> ReadAsync(IFormFile file, CancellationToken cancel)
    {
        if (file.Length > MostBytes)
            return new Refusal("file-too-large", $"{MostBytes / 1024 / 1024}");
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(content, cancel);
        // A workbook, a picture: no text has this.
        if (content.Contains((byte)0))
            return new Refusal("board-list-file");
        try
        {
            return Strict.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return Western.GetString(content);
        }
    }
}
