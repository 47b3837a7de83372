using System.Security.Cryptography;
using Alliance.Platform;
using Microsoft.Extensions.Options;

namespace Alliance.Transparency.Log;

/// <summary>The log: <c>Alliance:Log:KeyFile</c> and so on, in the environment <c>Alliance__Log__KeyFile</c>.</summary>
public sealed class LogSettings
{
    /// <summary>
    /// Where the key lies that signs the log; <c>log-key</c> in the data folder if nothing is said. Several nodes need the
    /// same.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>
    /// The log's name, used when its key is made: the site's address without <c>https://</c> is a good one. Else a random one.
    /// </summary>
    public string? Origin { get; set; }
}

internal sealed class LogSettingsCheck : IValidateOptions<LogSettings>
{
    public ValidateOptionsResult Validate(string? name, LogSettings options) =>
        !OperatorSettings.Given(options.Origin) || VerifierKey.IsName(options.Origin)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Alliance:Log:Origin is a name without blanks and plus signs, such as deals.city.example/log, not {options.Origin}"
            );
}

/// <summary>
/// The file of the log's private key. It lies outside of the database, so that whoever can write there cannot sign what
/// was written, and outside of backups for the same reason.
/// </summary>
internal sealed class LogKey(AllianceSettings settings, IOptions<LogSettings> options)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string FileName { get; } =
        OperatorSettings.Given(options.Value.KeyFile)
            ? Path.GetFullPath(options.Value.KeyFile)
            : Path.Combine(settings.Data, "log-key");

    /// <summary>The key; null where there is no file.</summary>
    public LogSigner? Find()
    {
        if (!File.Exists(FileName))
            return null;
        return LogSigner.TryParse(File.ReadAllText(FileName), out var signer)
            ? signer
            : throw new InvalidOperationException($"{FileName} holds no key of a log.");
    }

    /// <summary>Makes a key where there is none. The file is there whole or not at all, and never replaces another.</summary>
    public LogSigner Make()
    {
        var name = OperatorSettings.Given(options.Value.Origin)
            ? options.Value.Origin
            : "alliance/" + RandomNumberGenerator.GetHexString(16, lowercase: true);
        var signer = LogSigner.New(name);
        Directory.CreateDirectory(Path.GetDirectoryName(FileName)!);
        var part = $"{FileName}.{Guid.NewGuid():N}.part";
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            create.UnixCreateMode = OwnerOnly;
        try
        {
            using (var stream = new FileStream(part, create))
            {
                using (var writer = new StreamWriter(stream, leaveOpen: true))
                    writer.Write(signer.Line + "\n");
                // What is signed must not outlive the key that signed it.
                stream.Flush(flushToDisk: true);
            }
            File.Move(part, FileName, overwrite: false);
        }
        finally
        {
            File.Delete(part);
        }
        return signer;
    }
}
