using Microsoft.AspNetCore.Identity;

namespace Alliance.Identity;

/// <summary>
/// A person who signs in. The user name is the e-mail address. Everything about a person stands here and in the tables
/// that hang on it, so that deleting the account erases it; public content names organisations and roles only.
/// </summary>
public sealed class Account : IdentityUser<long>
{
    public const int NameLength = 200;

    /// <summary>As the person wants to be called.</summary>
    public string Name { get; set; } = "";

    /// <summary>In which mails are written.</summary>
    public string Language { get; set; } = "en";
    public DateTime CreatedAt { get; set; }
}
