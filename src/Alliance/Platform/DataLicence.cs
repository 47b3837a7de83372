namespace Alliance.Platform;

/// <summary>The licence under which the register hands out its data.</summary>
internal static class DataLicence
{
    public const string Name = "CC BY 4.0";
    public const string Address = "https://creativecommons.org/licenses/by/4.0/";
}
