using Alliance.Identity.Tokens;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Jobs;
using Alliance.Platform.Web;
using Microsoft.AspNetCore.Identity;

namespace Alliance.Identity;

public static class IdentityModule
{
    public const string SessionCookie = "alliance-session";

    // A working day; each click begins it anew.
    private static readonly TimeSpan Session = TimeSpan.FromHours(12);

    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddAccounts();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = SessionCookie;
            cookie.Cookie.HttpOnly = true;
            // Lax: links in mails lead in from elsewhere. Forms carry a token of their own.
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = Session;
            cookie.SlidingExpiration = true;
            cookie.Events.OnRedirectToLogin = async context =>
            {
                var http = context.HttpContext;
                if (!Addresses.IsPage(http.Request.Path))
                    context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                else if (!await KeepForms.ChallengeAsync(http))
                    context.Response.Redirect(
                        $"/{Addresses.LanguageOf(http).Code}/sign-in?then={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}"
                    );
            };
            cookie.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        // "Sign out everywhere" and a new password hold at once, not after half an hour.
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.Zero);
        services.AddAuthorization();
        services.AddScoped<ActingToken>();
        services.AddScoped<WhoActsByToken>(s => s.GetRequiredService<ActingToken>().ActorAsync);
        services.AddScoped<MakeToken>();
        services.AddScoped<RevokeToken>();
        services.AddSingleton<KeptForms>();
        services.AddSingleton(new Routes(AccountRoutes.Map));
        services.AddSingleton(new Job("requests", TimeSpan.FromHours(1), ForgetRequests.RunAsync));
        return services;
    }

    /// <summary>What acts on accounts need, without a web server too.</summary>
    internal static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddDataProtection();
        services
            .AddIdentityCore<Account>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                // Addresses hold more signs than the library's list; what is one, InvitePerson checks.
                identity.User.AllowedUserNameCharacters = "";
                // Length counts, and nothing else does (NIST SP 800-63B-4, 3.1.1.2); ChangePassword says how much.
                identity.Password.RequiredLength = ChangePassword.Shortest;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.MaxFailedAccessAttempts = 10;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddEntityFrameworkStores<AppDb>()
            .AddClaimsPrincipalFactory<Principals>()
            .AddSignInManager();
        services.AddScoped<ActingPerson>();
        services.AddScoped<WhoActs>(s => s.GetRequiredService<ActingPerson>().ActorAsync);
        services.AddScoped<FindPeople>(s => KnownPeople.In(s.GetRequiredService<AppDb>()));
        services.AddScoped<FindPersonByEmail>(s =>
            KnownPeople.ByEmail(s.GetRequiredService<AppDb>(), s.GetRequiredService<ILookupNormalizer>())
        );
        services.AddScoped<FindPeopleByEmail>(s =>
            KnownPeople.ByEmails(s.GetRequiredService<AppDb>(), s.GetRequiredService<ILookupNormalizer>())
        );
        services.AddScoped<PasskeyProof>();
        services.AddScoped<ConfirmByPasskey>(s => s.GetRequiredService<PasskeyProof>().ConfirmAsync);
        services.AddScoped<AskForPasskey>(s => s.GetRequiredService<PasskeyProof>().AskAsync);
        services.AddScoped<SignIn>();
        services.AddScoped<AskForSignInLink>();
        services.AddScoped<UseSignInLink>();
        services.AddScoped<InvitePerson>();
        services.AddScoped<RevokeMembership>();
        services.AddScoped<AskToAct>();
        services.AddScoped<ConfirmRequest>();
        services.AddScoped<DecideRequest>();
        services.AddScoped<ChangePassword>();
        services.AddScoped<AddPasskey>();
        services.AddScoped<DeleteAccount>();
        services.AddScoped<SendMailAgain>();
        services.AddScoped<RunJobNow>();
        return services;
    }
}
