using System.Diagnostics.CodeAnalysis;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Alliance.Platform;

/// <summary>
/// Who runs this Alliance, as imprint and privacy notice state it, and where readers write to:
/// <c>Alliance:Operator:Name</c> and so on, in the environment <c>Alliance__Operator__Name</c>. Nothing is required to
/// start; the pages say what is missing.
/// </summary>
public sealed class OperatorSettings
{
    public string? Name { get; set; }

    /// <summary>Street and town; lines parted by a semicolon or a line break.</summary>
    public string? Address { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }

    /// <summary>Register and number, or VAT number.</summary>
    public string? Register { get; set; }

    /// <summary>The person responsible for the content, where the law asks for one.</summary>
    public string? Responsible { get; set; }

    /// <summary><c>Alliance:Contact</c>: where corrections go, an e-mail address or a web address; else the e-mail above.</summary>
    public string? Contact { get; set; }

    /// <summary>Enough to be an imprint: a name and a way to reach whoever bears it.</summary>
    public bool Complete => Given(Name) && Given(Address) && (Given(Email) || Given(Phone));

    public IReadOnlyList<string> AddressLines =>
        Address?.Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>What a "write to us" leads to; null where nobody is named to write to.</summary>
    public string? ContactAddress(string subject) =>
        (Given(Contact) ? Contact : Email) switch
        {
            { } web when web.Contains("://", StringComparison.Ordinal) => web,
            { } mail when Given(mail) => $"mailto:{Escaped(mail)}?subject={Uri.EscapeDataString(subject)}",
            _ => null,
        };

    /// <summary>Whether readers can write to somebody.</summary>
    public bool HasContact => Given(Contact) || Given(Email);

    internal static bool Given([NotNullWhen(true)] string? text) => !string.IsNullOrWhiteSpace(text);

    // A part before the @ may hold what means something else in an address: "a?b@city.example".
    private static string Escaped(string mail) =>
        Uri.EscapeDataString(mail).Replace("%40", "@", StringComparison.Ordinal);
}

/// <summary>A mistyped address would send every correction into the void; better not to start.</summary>
internal sealed class OperatorSettingsCheck : IValidateOptions<OperatorSettings>
{
    public ValidateOptionsResult Validate(string? name, OperatorSettings options)
    {
        var problems = new List<string>();
        if (OperatorSettings.Given(options.Email) && !IsMail(options.Email))
            problems.Add($"Alliance:Operator:Email is no e-mail address: {options.Email}");
        if (OperatorSettings.Given(options.Contact) && !IsMail(options.Contact) && !IsWeb(options.Contact))
            problems.Add($"Alliance:Contact is neither an e-mail address nor an https address: {options.Contact}");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static bool IsMail(string? text) =>
        MailAddress.TryCreate(text, out var mail)
        && mail.Address == text
        && mail.Host.Contains('.', StringComparison.Ordinal);

    private static bool IsWeb(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;
}

internal static class OperatorServices
{
    public static IServiceCollection AddOperator(this IServiceCollection services)
    {
        services.AddOptions<OperatorSettings>().BindConfiguration("Alliance:Operator").ValidateOnStart();
        services
            .AddOptions<OperatorSettings>()
            .Configure<IConfiguration>((settings, all) => settings.Contact = all["Alliance:Contact"]);
        services.AddSingleton<IValidateOptions<OperatorSettings>, OperatorSettingsCheck>();
        return services;
    }
}
