namespace Alliance.Platform.Web;

/// <summary>The sign on every page of a demo: nothing of it is real.</summary>
public sealed class DemoSign
{
    /// <summary>Hung up before the first request is answered.</summary>
    public bool Hangs { get; set; }
}
