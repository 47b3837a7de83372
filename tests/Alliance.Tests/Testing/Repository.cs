namespace Alliance.Tests.Testing;

/// <summary>The source tree that the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Files under <c>src/Alliance</c> with this ending, as (path from there, text).</summary>
    public static IEnumerable<(string Path, string Text)> Sources(string ending)
    {
        var source = Path.Combine(Root, "src", "Alliance");
        return Directory
            .EnumerateFiles(source, "*" + ending, SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(source, file).Replace('\\', '/'), File: file))
            .Where(f => !f.Path.Split('/').Any(folder => folder is "obj" or "bin" or "node_modules" or "Migrations"))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => (f.Path, File.ReadAllText(f.File)));
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Alliance.slnx")))
                return folder.FullName;
        throw new InvalidOperationException("The tests run outside of the source tree.");
    }
}
