using Alliance.Identity;
using Alliance.Identity.Tokens;
using Alliance.Network;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<SignInLink> SignInLinks => Set<SignInLink>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<MembershipRequest> MembershipRequests => Set<MembershipRequest>();
    public DbSet<RightsChange> RightsChanges => Set<RightsChange>();

    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();
    public DbSet<KeptAnswer> KeptAnswers => Set<KeptAnswer>();

    private static void MapIdentity(ModelBuilder model)
    {
        IdentityMapping.Map(model);
        TokenMapping.Map(model);
    }
}
