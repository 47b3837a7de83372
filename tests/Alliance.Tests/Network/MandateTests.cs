using System.Net;
using Alliance.Network;
using Alliance.Tests.Identity;
using Alliance.Tests.Site;
using Alliance.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Tests.Network;

/// <summary>Associations that may sign for their members, and members who object.</summary>
public sealed class MandateTests
{
    private const string Page = "/en/organisations/clc/mandates";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, EachDatabase]
    public async Task Several_are_declared_at_once_the_members_are_told_and_one_objects_without_an_account(
        DatabaseKind on
    )
    {
        await using var app = await RealRegister.StartAsync(on);
        using var clc = await app.RepresentingAsync("cecilia@clc.example", "clc");
        await app.InviteAsync(
            "aino@firm.example",
            MembershipRole.Representative,
            language: "fi",
            organisation: "aalto-university"
        );
        var before = await app.ReadAsync("/en/organisations/abb-mannheim");
        Assert.DoesNotContain("may sign for", before.Said("article"), StringComparison.Ordinal);

        // Two searches; what was ticked in the first stays.
        using var first = await clc.SendAsync(Page, "declare", ("sought", "aalto"), ("way", "find"));
        var found = await first.Content.ReadAsStringAsync(Cancel);
        using var second = await clc.SendAsync(
            Page,
            found,
            "declare",
            ("sought", "abb"),
            ("member", "aalto-university"),
            ("way", "find")
        );
        var both = await second.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Aalto University", both, StringComparison.Ordinal);
        Assert.Contains("ABB AG (Mannheim)", both, StringComparison.Ordinal);
        var fields = Forms.Filled(both, "declare");
        fields.RemoveAll(f => f.Key is "way" or "contact-abb-mannheim");
        fields.Add(new("member", "abb-mannheim"));
        fields.Add(new("contact-abb-mannheim", "office@abb.example"));
        fields.Add(new("way", "declare"));
        using var declared = await clc.PostAsync(Page, new FormUrlEncodedContent(fields), Cancel);
        Assert.Equal(Page, declared.LeadsTo());

        Assert.StartsWith(
            "Vastaanottaja: Aalto University",
            (await app.MailAsync("aino@firm.example")).TextBody,
            StringComparison.Ordinal
        );
        var link = await app.LinkInMailAsync("office@abb.example");
        await app.SettleAsync();
        var page = await app.ReadAsync("/en/organisations/abb-mannheim");
        Assert.Contains("may sign for this organisation", page.Said("article"), StringComparison.Ordinal);
        Assert.Contains(
            "May sign deals for 2 members",
            (await app.ReadAsync("/en/organisations/clc")).Said("article"),
            StringComparison.Ordinal
        );

        // Reading does not object, the button does.
        using var member = app.NewClient(cookies: true);
        Assert.Equal(HttpStatusCode.OK, (await member.GetAsync(link, Cancel)).StatusCode);
        using var objected = await member.SendAsync(link, "object");
        Assert.Contains(
            "The objection is noted",
            await objected.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "ABB AG (Mannheim)",
            (await app.MailAsync("cecilia@clc.example")).TextBody,
            StringComparison.Ordinal
        );
        await app.SettleAsync();
        page = await app.ReadAsync("/en/organisations/abb-mannheim");
        Assert.DoesNotContain("may sign for", page.Said("article"), StringComparison.Ordinal);
        await app.WithDbAsync(async db =>
        {
            var ended = await db.Mandates.SingleAsync(m => m.EndedAt != null, Cancel);
            Assert.NotNull(ended.ObjectedAt);
            Assert.Null(ended.Contact);
        });

        // Not declared again over the member's head.
        using var again = await clc.SendAsync(Page, "declare", ("member", "abb-mannheim"), ("way", "declare"));
        Assert.Contains(
            "has objected",
            Forms.Complaints(await again.Content.ReadAsStringAsync(Cancel)),
            StringComparison.Ordinal
        );
    }

    [Theory, EachDatabase]
    public async Task A_members_representative_objects_takes_it_back_and_the_association_declares_anew(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var clc = await app.RepresentingAsync("cecilia@clc.example", "clc");
        using var aalto = await app.RepresentingAsync("aino@firm.example", "aalto-university");
        const string own = "/en/organisations/aalto-university/mandates";

        for (var round = 0; round < 2; round++)
        {
            using var declared = await clc.SendAsync(
                Page,
                "declare",
                ("member", "aalto-university"),
                ("way", "declare")
            );
            Assert.Equal(Page, declared.LeadsTo());
            var id = await app.WithDbAsync(db => db.Mandates.MaxAsync(m => m.Id, Cancel));
            using var objected = await aalto.SendAsync(own, "member", ("object", $"{id}"));
            Assert.Equal(own, objected.LeadsTo());
            using var allowed = await aalto.SendAsync(own, "member", ("allow", $"{id}"));
            Assert.Equal(own, allowed.LeadsTo());
        }
        Assert.Equal(2, await app.WithDbAsync(db => db.Mandates.CountAsync(m => m.EndedAt != null, Cancel)));
    }

    [Theory, EachDatabase]
    public async Task Only_the_associations_representatives_sign_and_only_while_it_holds(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        var (clc, aalto, abb) = (
            await app.OrganisationAsync("clc"),
            await app.OrganisationAsync("aalto-university"),
            await app.OrganisationAsync("abb-mannheim")
        );
        await app.WithDbAsync(async db =>
        {
            db.Mandates.Add(
                new Mandate
                {
                    AssociationId = clc,
                    MemberId = aalto,
                    Since = app.Time.GetUtcNow().UtcDateTime,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });
        static Actor Acting(MembershipRole role, long organisation) =>
            new(1, "x", [new ActorMembership(role, null, organisation)]);
        var representative = Acting(MembershipRole.Representative, clc);

        async Task<string?> ForAsync(Actor actor, long organisation) =>
            await app.WithDbAsync(async db =>
                (await MandateRights.MaySignForAsync(db, actor, organisation, Cancel))?.Identifier
            );
        Assert.Equal("clc", await ForAsync(representative, aalto));
        Assert.Null(await ForAsync(representative, abb));
        Assert.Null(await ForAsync(Acting(MembershipRole.Reporter, clc), aalto));
        Assert.Null(await ForAsync(Acting(MembershipRole.Representative, abb), aalto));
        Assert.Null(await ForAsync(Actor.Stranger, aalto));

        // A record that was found to be the same organisation is that organisation.
        await app.WithDbAsync(async db =>
            Assert.Null(
                (
                    await new MergeOrganisations(db, app.Time).MergeAsync("aalto-university", "abb-mannheim", Cancel)
                ).Refusal
            )
        );
        Assert.Equal("clc", await ForAsync(representative, abb));
        Assert.Equal("clc", await ForAsync(representative, aalto));

        await app.WithDbAsync(async db =>
        {
            (await db.Mandates.SingleAsync(Cancel)).End(app.Time.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync(Cancel);
        });
        Assert.Null(await ForAsync(representative, abb));
    }

    [Theory, EachDatabase]
    public async Task What_cannot_be_declared_is_refused_as_a_whole_and_nothing_typed_is_lost(DatabaseKind on)
    {
        await using var app = await RealRegister.StartAsync(on);
        using var clc = await app.RepresentingAsync("cecilia@clc.example", "clc");
        using var firm = await app.RepresentingAsync("aino@firm.example", "aalto-university");
        foreach (
            var (member, contact, said) in ((string, string, string)[])
                [
                    ("", "", "Tick at least one"),
                    ("clc", "", "needs no mandate"),
                    ("nobody", "", "There is no organisation"),
                    ("abb-mannheim", "nonsense", "is no e-mail address"),
                ]
        )
        {
            (string, string)[] fields = member.Length == 0 ? [] : [("member", member), ($"contact-{member}", contact)];
            using var answer = await clc.SendAsync(Page, "declare", [.. fields, ("way", "declare")]);
            var html = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.Contains(said, Forms.Complaints(html), StringComparison.Ordinal);
            if (contact.Length > 0)
                Assert.Equal(contact, Forms.Filled(html, "declare").ToDictionary()[$"contact-{member}"]);
        }
        Assert.False(await app.WithDbAsync(db => db.Mandates.AnyAsync(Cancel)));
        // A university signs for nobody: it has no form to declare with.
        var own = await firm.GetStringAsync("/en/organisations/aalto-university/mandates", Cancel);
        Assert.DoesNotContain("declare", own, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.NotFound, (await firm.GetAsync(Page, Cancel)).StatusCode);
    }
}
