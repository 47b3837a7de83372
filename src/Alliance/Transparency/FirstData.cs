namespace Alliance.Transparency;

/// <summary>What a new Alliance begins with: the real deals of the ALLIANCE cities, in the open format.</summary>
public static class FirstData
{
    /// <summary>Imports the package in <paramref name="folder"/> when the database holds nothing yet.</summary>
    public static Task LoadAsync(IServiceProvider services, string folder, CancellationToken cancellationToken) =>
        Task.CompletedTask;
}
