using Alliance.Identity;
using Alliance.Network;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<SignInLink> SignInLinks => Set<SignInLink>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<MembershipRequest> MembershipRequests => Set<MembershipRequest>();
    public DbSet<RightsChange> RightsChanges => Set<RightsChange>();

    private static void MapIdentity(ModelBuilder model) => IdentityMapping.Map(model);
}
