using System.Globalization;

namespace Alliance.Platform.Commands;

/// <summary>How far long work has come: one line that is written over, and only where a person watches.</summary>
public sealed class Progress(TextWriter? terminal) : IDisposable
{
    private readonly long begun = TimeProvider.System.GetTimestamp();
    private long shown = -1;
    private int length;

    /// <summary>On standard error when that is a terminal; silent otherwise.</summary>
    public static Progress OnTerminal() => new(Console.IsErrorRedirected ? null : Console.Error);

    public void Say(string text)
    {
        if (terminal is null)
            return;
        terminal.Write('\r' + text.PadRight(length));
        length = text.Length;
    }

    /// <summary>A share of the whole; cheap to call for every row.</summary>
    public void Report(string work, long done, long total)
    {
        var percent = total == 0 ? 100 : done * 100 / total;
        // The first seconds are silent for counted work: what is quick needs no progress.
        if (terminal is null || percent == shown || TimeProvider.System.GetElapsedTime(begun).TotalSeconds < 1)
            return;
        shown = percent;
        Say(string.Create(CultureInfo.InvariantCulture, $"{work} {percent} %"));
    }

    /// <summary>Leaves a clean line for what is said at the end.</summary>
    public void Dispose()
    {
        if (terminal is not null && length > 0)
            terminal.Write('\r' + new string(' ', length) + '\r');
        length = 0;
    }
}
