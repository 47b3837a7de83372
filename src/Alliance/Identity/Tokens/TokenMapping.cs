using Alliance.Platform.Mail;
using Alliance.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Identity.Tokens;

internal static class TokenMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<AccessToken>(token =>
        {
            token.ToTable("access_tokens");
            token.Property(t => t.Name).HasMaxLength(AccessToken.NameLength);
            token.Property(t => t.Scope).HasMaxLength(AccessToken.ScopeLength);
            token.Property(t => t.Hash).HasMaxLength(LinkToken.HashLength);
            token.HasIndex(t => t.Hash).IsUnique();
            token.HasIndex(t => new { t.AccountId, t.Name }).IsUnique();
            token.HasOne<Account>().WithMany().HasForeignKey(t => t.AccountId);
            token.HasMany(t => t.Places).WithOne().HasForeignKey(p => p.TokenId);
        });
        model.Entity<AccessTokenPlace>(place =>
        {
            place.ToTable("access_token_places");
            place.HasOne(p => p.City).WithMany().HasForeignKey(p => p.CityId);
            place.HasOne(p => p.Organisation).WithMany().HasForeignKey(p => p.OrganisationId);
        });
        model.Entity<KeptAnswer>(answer =>
        {
            KeptAnswer.Map(answer);
            answer.HasOne<AccessToken>().WithMany().HasForeignKey(a => a.TokenId);
        });
    }
}
