using Alliance.Deals;
using Alliance.Deals.Documents;
using Alliance.Deals.Existing;
using Alliance.Deals.Joining;
using Alliance.Knowledge;
using Alliance.Monitoring.EvidenceFiles;
using Alliance.Network;
using Alliance.Platform.Data;
using Alliance.Platform.Jobs;
using Alliance.Platform.Mail;
using Alliance.Platform.Texts;
using Alliance.Sprints;
using Alliance.Sprints.Board;
using Alliance.Tests.Deals.Drafting;
using Alliance.Tests.Identity;
using Alliance.Tests.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using static Alliance.Tests.Rights.RightsTable;

namespace Alliance.Tests.Rights;

/// <summary>What the rights are tried on: drafts in every stage, deals, requests; and the state that refusals leave alone.</summary>
internal static class RightsScene
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TestApp> StartAsync(DatabaseKind on)
    {
        var app = await RealRegister.StartAsync(on);
        await app.WithDbAsync(async db =>
        {
            db.Organisations.Add(
                new Organisation
                {
                    Identifier = Partner,
                    Name = PartnerName,
                    // It may join for its members.
                    Kind = OrganisationKind.SocialEconomy,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });
        return app;
    }

    public static async Task ClearAsync(TestApp app)
    {
        await app.SettleAsync();
        await RightsRoadmaps.ClearAsync(app);
        await RightsSprints.ClearAsync(app);
        await RightsKnowledge.ClearAsync(app);
        await RightsBoards.ClearAsync(app);
        await RightsOpenBoards.ClearAsync(app);
        await RightsFollowing.ClearAsync(app);
        await RightsExchange.ClearAsync(app);
        await RightsOffers.ClearAsync(app);
        await app.WithDbAsync(async db =>
        {
            await db.JoinRequests.ExecuteDeleteAsync(Cancel);
            await db.Confirmations.ExecuteDeleteAsync(Cancel);
            await db.ReportRequests.ExecuteDeleteAsync(Cancel);
            await db.ReportCalendars.ExecuteDeleteAsync(Cancel);
            await db.DealScans.ExecuteDeleteAsync(Cancel);
            await db.KeptTables.ExecuteDeleteAsync(Cancel);
            await db
                .Deals.Where(d => d.State == null)
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.Standing, Standing.Collected), Cancel);
            await db.Signatures.ExecuteDeleteAsync(Cancel);
            await db.Drafts.ExecuteDeleteAsync(Cancel);
            await db.SigningRules.ExecuteDeleteAsync(Cancel);
            await db.MembershipRequests.ExecuteDeleteAsync(Cancel);
            await db.Mandates.ExecuteDeleteAsync(Cancel);
            await db.RightsChanges.ExecuteDeleteAsync(Cancel);
            await db.Memberships.ExecuteDeleteAsync(Cancel);
            await db.SignInLinks.ExecuteDeleteAsync(Cancel);
            await db.Mails.ExecuteDeleteAsync(Cancel);
            await db.Accounts.ExecuteDeleteAsync(Cancel);
        });
        await RightsComingIn.ClearAsync(app);
    }

    // A request to act for an organisation, and mandates from and over it.
    public static Task PrepareAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            string[] named = ["clc", "abc-umea", "iclei", "coompanion"];
            var ids = await db
                .Organisations.Where(o => named.Contains(o.Identifier))
                .ToDictionaryAsync(o => o.Identifier, o => o.Id, Cancel);
            var now = app.Time.GetUtcNow().UtcDateTime;
            db.MembershipRequests.Add(
                new MembershipRequest
                {
                    OrganisationId = ids["clc"],
                    Role = MembershipRole.Reporter,
                    Name = "Asker",
                    Email = "asker@example.org",
                    Language = "en",
                    CreatedAt = now,
                    ConfirmedAt = now,
                    ExpiresAt = now + MembershipRequest.Lasts,
                }
            );
            foreach (var (association, member) in ((string, string)[])[("clc", "iclei"), ("abc-umea", "clc")])
                db.Mandates.Add(
                    new Mandate
                    {
                        AssociationId = ids[association],
                        MemberId = ids[member],
                        Since = now,
                    }
                );
            var objected = new Mandate
            {
                AssociationId = ids["coompanion"],
                MemberId = ids["clc"],
                Since = now,
            };
            objected.Object(now);
            db.Mandates.Add(objected);
            await db.SaveChangesAsync(Cancel);
        });

    // What forms change; of mails not how far they were sent, but whether anybody still tries.
    public static Task<string> StateAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var accounts = await db.Accounts.AsNoTracking().OrderBy(a => a.Id).ToListAsync(Cancel);
            var memberships = await db.Memberships.AsNoTracking().OrderBy(m => m.Id).ToListAsync(Cancel);
            var changes = await db.RightsChanges.AsNoTracking().OrderBy(c => c.Id).ToListAsync(Cancel);
            var links = await db.SignInLinks.AsNoTracking().OrderBy(l => l.Id).ToListAsync(Cancel);
            var requests = await db.MembershipRequests.AsNoTracking().OrderBy(r => r.Id).ToListAsync(Cancel);
            var mandates = await db.Mandates.AsNoTracking().OrderBy(m => m.Id).ToListAsync(Cancel);
            var passkeys = await db.Set<IdentityUserPasskey<long>>().CountAsync(Cancel);
            var drafts = await db
                .Drafts.AsNoTracking()
                .Include(d => d.Parties)
                    .ThenInclude(p => p.Links)
                .OrderBy(d => d.Id)
                .AsSplitQuery()
                .ToListAsync(Cancel);
            var points = await db.DraftPoints.AsNoTracking().OrderBy(p => p.Id).ToListAsync(Cancel);
            var releases = await db.Releases.AsNoTracking().OrderBy(r => r.Id).ToListAsync(Cancel);
            var steps = await db.ReleaseSteps.AsNoTracking().OrderBy(r => r.Id).ToListAsync(Cancel);
            var codes = await db.SigningCodes.AsNoTracking().OrderBy(c => c.Id).ToListAsync(Cancel);
            var deals = await db
                .Deals.Where(d => d.State != null)
                .OrderBy(d => d.Id)
                .Select(d => new
                {
                    d.Identifier,
                    d.State,
                    d.EnglishSummary,
                })
                .ToListAsync(Cancel);
            var signatures = await db.Signatures.AsNoTracking().OrderBy(s => s.Id).ToListAsync(Cancel);
            var joining = await db.JoinRequests.AsNoTracking().OrderBy(r => r.Id).ToListAsync(Cancel);
            var asked = await db.Confirmations.AsNoTracking().OrderBy(c => c.Id).ToListAsync(Cancel);
            var founded = await db
                .Deals.Where(d => d.State == null && d.Standing != Standing.Collected)
                .OrderBy(d => d.Id)
                .Select(d => new { d.Identifier, d.Standing })
                .ToListAsync(Cancel);
            var mails = await db
                .Mails.OrderBy(m => m.Id)
                .Select(m => new { m.Key, GivenUp = m.GivenUpAt != null })
                .ToListAsync(Cancel);
            IEnumerable<string> lines =
            [
                .. accounts.Select(a => $"{a.Id} {a.Email} {a.Name} {a.Language} {a.PasswordHash} {a.SecurityStamp}"),
                .. memberships.Select(m => $"{m.Id} {m.AccountId} {m.Role} {m.CityId} {m.OrganisationId}"),
                .. changes.Select(c => $"{c.Id} {c.AccountId} {c.ByAccountId} {c.Granted}"),
                .. links.Select(l => $"{l.Id} {l.UsedAt}"),
                .. requests.Select(r => $"{r.Id} {r.ConfirmedAt} {r.RefusedAt}"),
                .. mandates.Select(m => $"{m.Id} {m.EndedAt} {m.ObjectedAt}"),
                $"{passkeys}",
                .. drafts.Select(d =>
                    $"{d.Key} {d.Turn} {d.Revision} {d.Stage} {string.Join(' ', d.Parties.Select(p => $"{p.ContactEmail} {p.Links.Count}"))}"
                ),
                .. points.Select(p => $"{p.Id} {p.State}"),
                .. releases.Select(r => $"{r.Id} {r.VoidAt} {r.ReleasedAt}"),
                .. steps.Select(t => $"{t.Id} {t.Answer} {t.RemindedAt}"),
                .. codes.Select(c => $"{c.Id} {c.Wrong} {c.UsedAt}"),
                .. signatures.Select(s => $"{s.Id} {s.SignerName} {s.ScanId}"),
                $"{await db.Attachments.CountAsync(Cancel)}",
                $"{await db.SigningRules.CountAsync(Cancel)}",
                .. deals.Select(d => $"{d}"),
                .. joining.Select(r => $"{r.Id} {r.State}"),
                .. asked.Select(c => $"{c.Id} {c.Answer}"),
                .. founded.Select(d => $"{d}"),
                $"{await db.DealScans.CountAsync(Cancel)} {await db.KeptTables.CountAsync(Cancel)}",
                .. mails.Select(m => $"{m}"),
                $"{await db.Measurements.CountAsync(Cancel)} {await db.AccessTokens.CountAsync(Cancel)} {await db.EvidenceFiles.CountAsync(Cancel)}",
                .. await RightsReports.StateAsync(db),
                .. await RightsRoadmaps.StateAsync(db),
                .. await RightsSprints.StateAsync(db),
                .. await RightsKnowledge.StateAsync(db),
                .. await RightsBoards.StateAsync(db),
                .. await RightsOpenBoards.StateAsync(db),
                .. await RightsFollowing.StateAsync(db),
                .. await RightsExchange.StateAsync(db),
                .. await RightsOffers.StateAsync(db),
                .. await RightsComingIn.StateAsync(db),
                // One that no node does, so that only the form moves it.
                $"{await db.Jobs.Where(j => j.Name == "idle").Select(j => (DateTime?)j.NextAt).SingleOrDefaultAsync(Cancel)}",
                $"{await db.PromiseIndicators.CountAsync(Cancel)} {await db.Claims.CountAsync(Cancel)} {await db.OverlapAnswers.CountAsync(Cancel)}",
            ];
            return string.Join('\n', lines);
        });

    /// <summary>What the gaps in a form stand for, each made only where it is named.</summary>
    public static async Task<Dictionary<string, string>> MadeAsync(TestApp app, long approver, string[] texts)
    {
        var (espoo, watched, staying) = await app.WithDbAsync(async db =>
            (
                await db.Cities.Where(c => c.Identifier == "espoo").Select(c => c.Id).SingleAsync(Cancel),
                await db
                    .Memberships.Where(m =>
                        db.Accounts.Any(a => a.Id == m.AccountId && a.Email == "watched@example.org")
                    )
                    .Select(m => m.Id)
                    .SingleAsync(Cancel),
                await db.Accounts.Where(a => a.Email == "staying@example.org").Select(a => a.Id).SingleAsync(Cancel)
            )
        );
        // Whoever answers a release is an approver of the city, by a role of the account itself.
        var asked = approver == 0 ? staying : approver;
        await app.WithDbAsync(async db =>
        {
            if (await db.Memberships.AnyAsync(m => m.AccountId == staying && m.Role == MembershipRole.Approver, Cancel))
                return;
            db.Memberships.Add(
                new Membership
                {
                    AccountId = staying,
                    CityId = espoo,
                    Role = MembershipRole.Approver,
                    Since = app.Time.GetUtcNow().UtcDateTime,
                }
            );
            await db.SaveChangesAsync(Cancel);
        });
        var making = new Making(app, Making.Everything(staying, espoo));
        var made = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["{espoo}"] = $"{espoo}",
            ["{observer of espoo}"] = $"{watched}",
            ["{approver}"] = $"{asked}",
        };
        await app.WithDbAsync(async db =>
        {
            made["{clc}"] =
                $"{await db.Organisations.Where(o => o.Identifier == "clc").Select(o => o.Id).SingleAsync(Cancel)}";
            made["{reporter of clc}"] =
                $"{await db.Memberships.Where(m => db.Accounts.Any(a => a.Id == m.AccountId && a.Email == "watched-too@example.org")).Select(m => m.Id).SingleAsync(Cancel)}";
            made["{request}"] = $"{await db.MembershipRequests.Select(r => r.Id).SingleAsync(Cancel)}";
            made["{mandate of clc}"] =
                $"{await db.Mandates.Where(m => m.Association!.Identifier == "clc").Select(m => m.Id).SingleAsync(Cancel)}";
            foreach (var objected in (bool[])[false, true])
                made[objected ? "{objected mandate over clc}" : "{mandate over clc}"] =
                    $"{await db.Mandates.Where(m => m.Member!.Identifier == "clc" && m.ObjectedAt != null == objected).Select(m => m.Id).SingleAsync(Cancel)}";
        });
        bool Named(string gap) => Array.Exists(texts, t => t.Contains(gap, StringComparison.Ordinal));
        if (Named("{draft}") || Named("{point}") || Named("{proposal}"))
        {
            made["{draft}"] = await making.DraftAsync("Example draft", PartnerName);
            if (Named("{point}"))
                made["{point}"] = $"{await PointAsync(app, made["{draft}"])}";
            if (Named("{proposal}"))
                made["{proposal}"] = $"{await PointAsync(app, made["{draft}"], "Example draft")}";
        }
        if (Named("{release}"))
        {
            made["{release}"] = await making.DraftAsync("Example to release", PartnerName);
            await making.FixAsync(made["{release}"], asked);
            // So long ago that who was asked may be reminded.
            var yesterday = app.Time.GetUtcNow().UtcDateTime.AddDays(-1);
            await app.WithDbAsync(db =>
                db.ReleaseSteps.ExecuteUpdateAsync(s => s.SetProperty(t => t.AskedAt, yesterday), Cancel)
            );
        }
        if (Named("{signing}") || Named("{token}"))
        {
            made["{signing}"] = await making.DraftAsync("Example to sign", PartnerName);
            var release = await making.ReleaseAsync(made["{signing}"]);
            await making.CodeAsync(release);
            (made["{hash}"], made["{token}"]) = (release.Hash, await making.LinkAsync(made["{signing}"]));
            // With an open point nobody signs.
            if (Named("{point while signing}"))
                made["{point while signing}"] = $"{await PointAsync(app, made["{signing}"])}";
        }
        if (Named("{file}"))
            made["{file}"] = $"{await making.AttachAsync(made.GetValueOrDefault("{draft}") ?? made["{signing}"])}";
        var isAsked = Named("{asking}") || Named("{question}") || Named(RightsReports.Token);
        foreach (
            var deal in ((string[])["{deal}", "{declaration}", "{finnish deal}"]).Where(d =>
                Named(d) || (d == "{deal}" && (isAsked || Named("{overlap}")))
            )
        )
        {
            var key = await making.ConcludeAsync("Example deal", PartnerName);
            made[deal] = await app.WithDbAsync(db =>
                db.Drafts.Where(d => d.Key == key).Select(d => d.Deal!.Slug).SingleAsync(Cancel)
            );
        }
        if (Named("{declaration}"))
            await app.WithDbAsync(db =>
                db.Deals.Where(d => d.Slug == made["{declaration}"])
                    .ExecuteUpdateAsync(s => s.SetProperty(d => d.Instrument, Instrument.DeclarationOfIntent), Cancel)
            );
        if (Named("{finnish deal}"))
            await app.WithDbAsync(async db =>
            {
                var finnish = await db.Deals.SingleAsync(d => d.Slug == made["{finnish deal}"], Cancel);
                finnish.Summary = new LocalText("fi", "Teemme, mitä sanomme.");
                await db.SaveChangesAsync(Cancel);
            });
        if (isAsked)
            await RightsReports.AskAsync(app, made);
        if (Named("{measured}"))
            made["{measured}"] = await RightsReports.MeasuredAsync(app, made["{deal}"]);
        if (Named("{overlap}"))
            made["{overlap}"] = await RightsOverlaps.MadeAsync(app, made["{deal}"]);
        if (Named("{evidence}") || Named("{evidence hash}"))
        {
            made["{evidence}"] = await RightsReports.EvidenceAsync(app, made["{deal}"]);
            made["{evidence hash}"] = RightsReports.EvidenceHash;
        }
        if (Named("{confirmation}"))
            await AskedAsync(app, staying, made);
        if (Named("{recorded}"))
            made["{recorded}"] = await app.WithDbAsync(async db =>
                Confirming.HashOf(
                    await DealDocuments.Whole(db.Deals.Where(d => d.Identifier == "es-04")).SingleAsync(Cancel)
                )
            );
        foreach (var phase in Enum.GetValues<BoardPhase>())
            if (Named($"{{board {Code.Of(phase)}}}"))
                made[$"{{board {Code.Of(phase)}}}"] = await RightsBoards.MadeAsync(app, phase);
        if (Named("{open board}"))
            made["{open board}"] = await RightsOpenBoards.MakeAsync(app);
        if (Named("{open draft}"))
            made["{open draft}"] = await RightsOpenBoards.MakeAsync(app, isDraft: true);
        if (Named("{following}"))
            made["{following}"] = await RightsFollowing.MakeAsync(app);
        if (RightsExchange.Gaps.Any(Named))
            await RightsExchange.MakeAsync(app, made);
        if (RightsOffers.Gaps.Any(Named))
            await RightsOffers.MakeAsync(app, made, staying);
        if (Named("{stakeholder}"))
            made["{stakeholder}"] = await RightsRoadmaps.PlanAsync(app);
        if (Named("{practice}"))
            made["{practice}"] = await RightsKnowledge.WriteAsync(app, PracticeStanding.Draft);
        foreach (var stage in (string[])["replication", "ready replication", "network replication"])
            if (Named($"{{{stage}}}"))
                made[$"{{{stage}}}"] = await RightsKnowledge.TakeOverAsync(
                    app,
                    ready: stage == "ready replication",
                    ofNetwork: stage == "network replication"
                );
        if (Named("{public practice}"))
            made["{public practice}"] = await RightsKnowledge.WriteAsync(app, PracticeStanding.Published);
        if (Named("{network practice}"))
            made["{network practice}"] = await RightsKnowledge.WriteAsync(
                app,
                PracticeStanding.Published,
                ofNetwork: true
            );
        if (Named("{city request}"))
            made["{city request}"] = await RightsComingIn.AskAsync(app);
        if (Named("{publication}"))
            made["{publication}"] = await RightsKnowledge.PublishAsync(app);
        if (Named("{fit}"))
            made["{fit}"] = await RightsKnowledge.FitAsync(app);
        if (Named("{no plan}"))
            await RightsRoadmaps.ClearAsync(app);
        if (Named("{visit}"))
            made["{visit}"] = await RightsSprints.PlanAsync(app, SprintState.Published);
        if (Named("{follow-up}"))
            made["{follow-up}"] = await app.WithDbAsync(async db =>
                $"{await db.FollowUps.Select(f => f.Id).SingleAsync(Cancel)}"
            );
        if (Named("{planned}"))
            made["{planned}"] = await RightsSprints.PlanAsync(app, SprintState.Planned);
        if (Named("{scan}"))
            made["{scan}"] = await ScanAsync(app);
        if (Named("{signature}"))
        {
            var key = made.GetValueOrDefault("{signing}");
            made["{signature}"] = await app.WithDbAsync(async db =>
            {
                if (key is not null)
                    await making.SignAsync(key, await db.Releases.SingleAsync(r => r.Draft!.Key == key, Cancel), "p2");
                return $"{await db.Signatures.MaxAsync(s => s.Id, Cancel)}";
            });
        }
        if (Named("{mail}"))
            made["{mail}"] = await GivenUpAsync(app);
        if (Named("{job}"))
            made["{job}"] = await IdleJobAsync(app);
        if (Named("{open}") || Named("{joining}"))
            await OpenAsync(app, making, made);
        // Receipts and the like follow what was made; nothing may come between a form and the look at what it changed.
        await app.SettleAsync();
        return made;
    }

    private static Task<string> IdleJobAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            await db.Jobs.Where(j => j.Name == "idle").ExecuteDeleteAsync(Cancel);
            db.Jobs.Add(new JobState { Name = "idle", NextAt = app.Time.GetUtcNow().UtcDateTime.AddYears(1) });
            await db.SaveChangesAsync(Cancel);
            return "idle";
        });

    // Somebody of a party was asked about a collected deal.
    private static Task AskedAsync(TestApp app, long by, Dictionary<string, string> made) =>
        app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            made["{confirmation}"] = "asked";
            db.Confirmations.Add(
                new Confirmation
                {
                    DealId = await db.Deals.Where(d => d.Identifier == "es-04").Select(d => d.Id).SingleAsync(Cancel),
                    Party = "p2",
                    Submission = "asked",
                    Email = "fortum@example.org",
                    Language = "en",
                    TokenHash = LinkToken.HashOf("asked"),
                    AskedByAccountId = by,
                    AskedAt = now,
                    KeepUntil = now.AddDays(7),
                }
            );
            await db.SaveChangesAsync(Cancel);
        });

    private static Task<string> GivenUpAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var now = app.Time.GetUtcNow().UtcDateTime;
            var mail = new OutgoingMail
            {
                Key = $"given-up:{await db.Mails.CountAsync(Cancel)}",
                To = "nobody@example.org",
                Language = "en",
                Subject = "Given up",
                Text = "Text",
                Html = "Text",
                CreatedAt = now,
                GivenUpAt = now,
            };
            db.Mails.Add(mail);
            await db.SaveChangesAsync(Cancel);
            return $"{mail.Id}";
        });

    private static Task<string> ScanAsync(TestApp app) =>
        app.WithDbAsync(async db =>
        {
            var scan = new DealScan
            {
                DealId = await db.Deals.Where(d => d.Identifier == "es-04").Select(d => d.Id).SingleAsync(Cancel),
                Name = "scan.pdf",
                MediaType = "application/pdf",
                Content = [1],
                Hash = "00",
                At = app.Time.GetUtcNow().UtcDateTime,
            };
            db.DealScans.Add(scan);
            await db.SaveChangesAsync(Cancel);
            return $"{scan.Id}";
        });

    // A deal that others may join, with one who has confirmed and one who has not.
    private static async Task OpenAsync(TestApp app, Making making, Dictionary<string, string> made)
    {
        var key = await making.ConcludeAsync("Example open deal", PartnerName);
        await app.WithDbAsync(async db =>
        {
            var deal = await db.Drafts.Where(d => d.Key == key).Select(d => d.Deal!).SingleAsync(Cancel);
            deal.OpenToJoin = OpenToJoin.Yes;
            var now = app.Time.GetUtcNow().UtcDateTime;
            JoinRequest Request(JoinState state) =>
                new()
                {
                    DealId = deal.Id,
                    Submission = $"{key}-{state}",
                    Kind = JoinerKind.Resident,
                    ShowName = false,
                    Promise = new JoinPromise(new Alliance.Platform.Texts.LocalText("en", "I do.")),
                    ContactName = "R",
                    ContactEmail = "r@example.org",
                    ContactLanguage = "en",
                    TokenHash = LinkToken.HashOf($"{key}{state}"),
                    State = state,
                    At = now,
                    ConfirmedAt = now,
                    KeepUntil = now.AddDays(7),
                };
            var waiting = Request(JoinState.Waiting);
            db.JoinRequests.AddRange(Request(JoinState.Unconfirmed), waiting);
            await db.SaveChangesAsync(Cancel);
            (made["{open}"], made["{joining}"]) = (deal.Slug, $"{key}{JoinState.Unconfirmed}");
            (made["{request}"], made["{sent}"]) = ($"{waiting.Id}", waiting.Submission);
        });
    }

    // Said by the partner, so that the city may answer; or another title proposed.
    private static Task<long> PointAsync(TestApp app, string key, string? title = null) =>
        app.WithDbAsync(async db =>
        {
            var point = new Alliance.Deals.Talks.DraftPoint
            {
                Draft = await db.Drafts.SingleAsync(d => d.Key == key, Cancel),
                Submission = key + title,
                About = title is null ? "" : "title",
                Before = title,
                Proposed = title is null ? null : "Better title",
                Text = "Why?",
                ByParty = "p2",
                At = app.Time.GetUtcNow().UtcDateTime,
            };
            db.DraftPoints.Add(point);
            await db.SaveChangesAsync(Cancel);
            return point.Id;
        });

    public static Task<long> ApproverAsync(Alliance.Platform.Data.AppDb db) =>
        db.Accounts.Where(a => a.Email == "approver@example.org").Select(a => a.Id).SingleAsync(Cancel);
}
