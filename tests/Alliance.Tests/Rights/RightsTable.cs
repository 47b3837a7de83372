using Alliance.Network;

namespace Alliance.Tests.Rights;

/// <summary>Who may what: everybody whose rights differ, every page behind a right (RightsTable.Pages.cs), every form.</summary>
internal static partial class RightsTable
{
    /// <summary>Everybody whose rights differ.</summary>
    public static readonly Somebody[] People =
    [
        new("stranger", null),
        new("signed in", null),
        new("party", MembershipRole.Representative, Organisation: Partner),
        new("other party", MembershipRole.Representative, Organisation: "mvv-energie"),
        new("manager", MembershipRole.DealManager, "espoo"),
        new("other manager", MembershipRole.DealManager, "umea"),
        new("field manager", MembershipRole.FieldManager, "espoo"),
        new("approver", MembershipRole.Approver, "espoo"),
        new("observer", MembershipRole.Observer, "espoo"),
        new("coordinator", MembershipRole.Coordinator),
        new("administrator", MembershipRole.Administrator),
        // Last: before them nobody acts for this organisation.
        new("representative", MembershipRole.Representative, Organisation: "clc"),
        new("reporter", MembershipRole.Reporter, Organisation: "clc"),
    ];

    // The organisation with which the drafts are made; "party" acts for it.
    public const string Partner = "example-partner";
    public const string PartnerName = "Example Partner (example)";

    public const string Everybody = "everybody";
    public const string SignedIn = "signed in";
    public const string Editors = "manager, field manager";
    public const string TheCity = "manager, field manager, approver, observer, coordinator";

    private const string Collected = "/en/deals/espoo-data-centre-waste-heat-for-district-heating/manage";

    /// <summary>Forms: page, name, fields, and who may send them.</summary>
    public static readonly Form[] Forms =
    [
        .. OnBoards,
        .. RightsOpenBoards.Forms,
        .. RightsFollowing.Forms,
        .. RightsExchange.Forms,
        .. RightsOffers.Forms,
        .. RightsComingIn.Forms,
        new("/en/sign-in", "sign-in", [("email", "nobody@example.org"), ("way", "link")], Everybody, Stores: false),
        new("/en/sign-in", "sign-in", [("email", "nobody@example.org"), ("way", "password")], Everybody, Stores: false),
        new("/en/sign-in/link", "link", [("token", "wrong")], Everybody, Stores: false),
        new("/en/account", "profile", [("name", "New name")], SignedIn),
        new("/en/account", "password", [("new", "a password of many words")], SignedIn),
        new("/en/sign-in", "passkey", [("credential", "{}")], Everybody, Stores: false),
        new("/en/account", "passkey-add", [("credential", "{}")], SignedIn, Stores: false),
        new("/en/account", "passkey-remove", [("passkey", "00")], SignedIn, Stores: false),
        new("/en/account", "leave", [("where", "everywhere")], SignedIn),
        new("/en/account", "leave", [("where", "here")], SignedIn, Stores: false),
        new("/en/account", "delete", [("sure", "yes")], SignedIn),
        new(
            "/en/people",
            "invite",
            [("name", "New"), ("email", "new@example.org"), ("role", "observer:{espoo}"), ("language", "en")],
            "manager, administrator"
        ),
        new(
            "/en/people",
            "invite",
            [("name", "New"), ("email", "new@example.org"), ("role", "administrator"), ("language", "en")],
            "administrator"
        ),
        // An organisation's roles: its representatives give them, and where it has none (as where others try here) the first is
        // let in by its city's managers and by coordinators; those have a page for it.
        new(
            "/en/people",
            "invite",
            [("name", "New"), ("email", "new@example.org"), ("role", "reporter@{clc}"), ("language", "en")],
            "representative, manager, administrator"
        ),
        new(
            "/en/people/organisation",
            "first-representative",
            [
                ("name", "New"),
                ("email", "new@example.org"),
                ("role", "representative"),
                ("sought", "x"),
                ("organisation", "aalto-university"),
                ("way", "invite"),
            ],
            "manager, coordinator, administrator"
        ),
        // It only looks for one.
        new(
            "/en/people/organisation",
            "first-representative",
            [("sought", "aalto"), ("way", "find")],
            Everybody,
            Stores: false
        ),
        new("/en/people", "revoke", [("membership", "{observer of espoo}")], "manager, administrator"),
        new("/en/people", "revoke", [("membership", "{reporter of clc}")], "representative, administrator"),
        new("/en/people/request?id={request}", "accept", [], "representative, manager, coordinator, administrator"),
        new(
            "/en/people/request?id={request}",
            "refuse",
            [("reason", "Unknown here")],
            "representative, manager, coordinator, administrator"
        ),
        new("/en/people/mails", "send-again", [("mail", "{mail}")], "administrator"),
        new("/en/people/mails", "send-again", [("mail", "all"), ("given-up", "{mail}")], "administrator"),
        new(
            "/en/workspace/tokens",
            "make-token",
            [("name", "Monitor"), ("scope", "measurements:write"), ("places", "city-{espoo}"), ("until", "2026-12-31")],
            Editors
        ),
        // Whose it is not: AccessTokenTests.
        new("/en/workspace/tokens", "revoke-token", [("token", "1")], Everybody, Stores: false),
        new("/en/workspace/jobs", "run-job", [("job", "{job}")], "administrator"),
        new(
            "/en/organisations/aalto-university/acting",
            "ask-to-act",
            [("role", "reporter"), ("name", "Somebody"), ("email", "somebody@example.org")],
            Everybody
        ),
        new("/en/acting", "confirm", [("token", "wrong")], Everybody, Stores: false),
        new(
            "/en/organisations/clc/mandates",
            "declare",
            [("member", "aalto-university"), ("way", "declare")],
            "representative, administrator"
        ),
        new(
            "/en/organisations/clc/mandates",
            "declare",
            [("sought", "aalto"), ("member", "aalto-university"), ("way", "find")],
            Everybody,
            Stores: false
        ),
        new(
            "/en/organisations/clc/mandates",
            "end-mandate",
            [("mandate", "{mandate of clc}")],
            "representative, administrator"
        ),
        new(
            "/en/organisations/clc/mandates",
            "member",
            [("object", "{mandate over clc}")],
            "representative, administrator"
        ),
        new(
            "/en/organisations/clc/mandates",
            "member",
            [("allow", "{objected mandate over clc}")],
            "representative, administrator"
        ),
        // Each side's buttons in the other's form.
        new("/en/organisations/clc/mandates", "member", [("mandate", "{mandate of clc}")], Everybody, Stores: false),
        new(
            "/en/organisations/clc/mandates",
            "end-mandate",
            [("object", "{mandate over clc}")],
            Everybody,
            Stores: false
        ),
        new(
            "/en/organisations/clc/mandates",
            "end-mandate",
            [("allow", "{objected mandate over clc}")],
            Everybody,
            Stores: false
        ),
        new("/en/mandate", "object", [("token", "wrong")], Everybody, Stores: false),
        new("/en/sign-in", "sign-in-first", [("kept", "wrong")], Everybody, Stores: false),
        // Each for the own city: the page of the other manager holds another one.
        new("/en/workspace/signing", "rules", [("{espoo}:deal", "ink")], "manager, other manager", Filled: true),
        new(
            "/en/drafts/new",
            "draft",
            [
                ("city", "{espoo}"),
                ("title", "New"),
                ("partner", "Example (example)"),
                ("contact-name", "N"),
                ("contact-email", "n@example.org"),
                ("action", "We do."),
                ("no-date", "yes"),
            ],
            Editors
        ),
        new("/en/drafts/{draft}", "part", [("do", "promise:p1")], Editors),
        new("/en/drafts/{draft}", "part", [("do", "template")], Editors),
        new("/en/drafts/{draft}", "part", [("do", "article")], Editors),
        new(
            "/en/drafts/{draft}",
            "partner",
            [("partner", "Second (example)"), ("contact-name", "S"), ("contact-email", "s@example.org")],
            Editors
        ),
        new("/en/drafts/{draft}", "send", [], Editors),
        new("/en/drafts/{draft}", "say", [("text", "Why?"), ("way", "remark")], Editors + ", party"),
        new("/en/drafts/{draft}", "close", [("close", "answer:{point}"), ("reason-{point}", "So.")], Editors),
        new("/en/drafts/{draft}", "close", [("close", "withdraw:{point}")], "party"),
        new("/en/drafts/{draft}", "close", [("close", "accept:{proposal}")], Editors),
        new("/en/drafts/{draft}", "close", [("close", "refuse:{proposal}"), ("reason-{proposal}", "So.")], Editors),
        new("/en/drafts/{draft}", "end", [("reason", "no-time")], "manager"),
        new("/en/drafts/{draft}", "attach", [], Editors, File: ("attachment", "plan.pdf")),
        new("/en/drafts/{draft}", "remove-file", [("file", "{file}")], Editors),
        new("/en/drafts/{draft}/edit/basics", "edit", [("read", "1"), ("title", "Other")], Editors),
        new(
            "/en/drafts/{draft}/edit/party.p2",
            "contact",
            [("contact-name", "Other"), ("contact-email", "other@example.org")],
            Editors
        ),
        new("/en/drafts/{draft}/edit/promise.c3", "remove", [], Editors),
        new("/en/drafts/{draft}/release", "ask", [("approver-0", "{approver}")], "manager"),
        new("/en/drafts/{release}/release", "answer", [("answer", "released")], "approver"),
        new("/en/drafts/{release}/release", "answer", [("answer", "sent-back"), ("reason", "So.")], "approver"),
        new("/en/drafts/{release}/release", "take-back", [("do", "remind")], "manager"),
        new("/en/drafts/{release}/release", "take-back", [("do", "back")], "manager"),
        new("/en/drafts/{signing}/sign", "sign", [("do", "send:p2")], "party"),
        new("/en/drafts/{signing}/sign", "sign", [("do", "send:p1")], "manager, approver"),
        new(
            "/en/drafts/{signing}/sign",
            "sign",
            [("do", "code:p2"), ("hash", "{hash}"), ("signer", "P"), ("code", "123456")],
            "party"
        ),
        new(
            "/en/drafts/{signing}/sign",
            "sign-passkey",
            [("party", "p2"), ("hash", "{hash}"), ("credential", "{}")],
            Everybody,
            Stores: false
        ),
        new(
            "/en/drafts/{signing}/sign",
            "ink",
            [("party", "p2"), ("hash", "{hash}"), ("signer", "P")],
            "manager",
            File: ("scan", "scan.pdf")
        ),
        new("/en/drafts/{signing}/sign", "erase-signer", [("signature", "{signature}")], "manager"),
        // By the link of the partner, everybody who has it; of a wrong one nobody.
        new("/en/talks/{token}", "say", [("text", "Why?"), ("way", "remark")], Everybody),
        // A point of another draft is out of reach.
        new("/en/talks/{token}", "close", [("close", "withdraw:{point}")], Everybody, Stores: false),
        new("/en/talks/{token}", "close", [("close", "withdraw:{point while signing}")], Everybody),
        // What the partner itself said.
        new("/en/talks/{token}", "close", [("close", "accept:{point while signing}")], Everybody, Stores: false),
        new(
            "/en/talks/{token}",
            "close",
            [("close", "refuse:{point while signing}"), ("reason-{point while signing}", "So.")],
            Everybody,
            Stores: false
        ),
        new(
            "/en/talks/{token}",
            "close",
            [("close", "answer:{point while signing}"), ("reason-{point while signing}", "So.")],
            Everybody,
            Stores: false
        ),
        new("/en/talks/{token}/sign", "sign", [("do", "send:p2")], Everybody),
        new("/en/talks/{token}/sign", "sign", [("do", "send:p1")], Everybody, Stores: false),
        new(
            "/en/talks/{token}/sign",
            "sign",
            [("do", "code:p2"), ("hash", "{hash}"), ("signer", "P"), ("code", "123456")],
            Everybody
        ),
        new("/en/talks/0123/sign", "sign", [("do", "send:p2")], Everybody, Stores: false),
        // What only the city does, on the pages that it shares with the partner.
        new("/en/talks/{token}", "attach", [], Everybody, Stores: false, File: ("attachment", "plan.pdf")),
        new("/en/talks/{token}", "remove-file", [("file", "{file}")], Everybody, Stores: false),
        new(
            "/en/talks/{token}/sign",
            "ink",
            [("party", "p2"), ("hash", "{hash}"), ("signer", "P")],
            Everybody,
            Stores: false,
            File: ("scan", "scan.pdf")
        ),
        new("/en/talks/{token}/sign", "erase-signer", [("signature", "{signature}")], Everybody, Stores: false),
        new(
            "/en/talks/{token}/sign",
            "sign-passkey",
            [("party", "p2"), ("hash", "{hash}"), ("credential", "{}")],
            Everybody,
            Stores: false
        ),
        new("/en/deals/{deal}/manage", "begin", [("purpose", "amend"), ("submission", "1")], Editors),
        new("/en/deals/{deal}/manage", "begin", [("purpose", "renew"), ("submission", "1")], Editors),
        new("/en/deals/{declaration}/manage", "begin", [("purpose", "grow"), ("submission", "1")], Editors),
        new("/en/deals/{deal}/manage", "end-deal", [("how", ""), ("note", "Done.")], "manager"),
        new("/en/deals/{finnish deal}/manage", "summarise", [("english", "We do what we say.")], "manager"),
        new("/en/deals/{deal}/manage", "erase-signer", [("signature", "{signature}")], "manager"),
        new(
            "/en/deals/{open}/join",
            "join",
            [
                ("name", "Joiner (example)"),
                ("action", "We do."),
                ("contact-name", "J"),
                ("contact-email", "j@example.org"),
            ],
            Everybody
        ),
        new("/en/joinings/{joining}", "confirm-joining", [], Everybody),
        new("/en/joinings/{joining}", "withdraw-joining", [], Everybody),
        new("/en/joinings/0123", "confirm-joining", [], Everybody, Stores: false),
        new(
            "/en/deals/{open}/joinings",
            "answer-joinings",
            [("joining", "{request}"), ("do", "accept:{sent}")],
            Editors
        ),
        new(
            "/en/deals/{open}/joinings",
            "answer-joinings",
            [("joining", "{request}"), ("do", "refuse:{sent}"), ("reason-{request}", "So.")],
            Editors
        ),
        new(
            "/en/deals/{deal}/promises/c3/measure",
            "measure",
            [
                ("year", "2025"),
                ("value", "12"),
                ("unit", "trees"),
                ("span", "during"),
                ("method", "measured"),
                ("source", "Counted."),
            ],
            Editors + ", party"
        ),
        new("/en/deals/{deal}/promises/c3/measure", "remove-evidence", [("evidence", "{evidence}")], Editors),
        new("/en/deals/{deal}/promises/c3/measure", "remove-evidence", [("everywhere", "{evidence hash}")], Editors),
        new("/en/workspace/evidence/{evidence hash}", "remove-everywhere", [("deal", "{deal}")], "administrator"),
        // The party has reported it, and the city checks it.
        new(
            "/en/deals/{deal}/promises/c3/check",
            "check-measurement",
            [("which", "{measured}"), ("note", "Counted again.")],
            Editors
        ),
        // Reports: whoever has the link, and the city's people on behalf.
        new("/en/reports/asked-report", "report", [("sentence-{question}", "They grow.")], Everybody),
        new("/en/reports/0123", "report", [("sentence-{question}", "They grow.")], Everybody, Stores: false),
        new(
            "/en/reports/asked-report",
            "hand-over",
            [("contact-name", "New"), ("contact-email", "new@example.org"), ("contact-language", "en")],
            Everybody
        ),
        new("/en/workspace/reports/{asking}", "report", [("sentence-{question}", "They grow.")], Editors),
        new("/en/workspace/reports", "work", [("remind", "{asking}")], Editors),
        new("/en/workspace/reports", "work", [("note", "{asking}"), ("note-{asking}", "Called.")], Editors),
        new("/en/workspace/reports", "work", [("helped", "{question}")], Editors),
        new(
            "/en/workspace/reports",
            "calendar",
            [
                ("city", "espoo"),
                ("due-days", "60"),
                ("time-zone", "Europe/Berlin"),
                ("do", "keep"),
                ("asking", "{asking}"),
            ],
            "manager"
        ),
        new(
            "/en/workspace/reports",
            "calendar",
            [
                ("city", "espoo"),
                ("due-days", "60"),
                ("time-zone", "Europe/Berlin"),
                ("do", "release"),
                ("asking", "{asking}"),
            ],
            "manager"
        ),
        new("/en/deals/{deal}/reporting", "rhythm", [("promise", "c3"), ("every-c3", "quarter")], Editors),
        new(
            "/en/deals/{deal}/reporting",
            "contact",
            [
                ("party", "p2"),
                ("contact-name", "New"),
                ("contact-email", "new@example.org"),
                ("contact-language", "en"),
            ],
            Editors
        ),
        new(
            "/en/deals/{deal}/reporting",
            "override",
            [("overridden", "c3"), ("state", "at-risk"), ("reason", "Frost.")],
            Editors
        ),
        new(
            "/en/deals/{deal}/promises/c3/indicator",
            "indicator",
            [("indicator", "trees-planted"), ("sector", "land-use")],
            Editors
        ),
        new(
            "/en/deals/{deal}/promises/c3/obstacles/legal",
            "enquiry",
            [
                ("addressee", "Ministry (example)"),
                ("country", "FI"),
                ("asked-on", "2026-03-01"),
                ("asked", "May we?"),
                ("outcome", "open"),
                ("asking", "{asking}"),
            ],
            Editors
        ),
        new("/en/cities/espoo/overlap?{overlap}", "settle", [("way", "different"), ("reason", "So.")], Editors),
        new(
            "/en/cities/espoo/overlap?{overlap}",
            "settle",
            // Each who may claims a little more of the same effect: there has to be room for all of them.
            [("way", "shared"), ("action", "trees"), ("first-share", "2"), ("second-share", "1")],
            Editors
        ),
        // Of promises that do not overlap there is nothing to settle.
        new("/en/cities/espoo/overlap", "settle", [("way", "different"), ("reason", "So.")], Everybody, Stores: false),
        // Records that were collected, and deals that were signed elsewhere: es-04 is Espoo's.
        new(Collected, "confirm-for-city", [("hash", "{recorded}")], "manager"),
        new(
            Collected,
            "ask-to-confirm",
            [("party", "p2"), ("email", "fortum@example.org")],
            "manager, field manager, coordinator, administrator"
        ),
        new("/en/confirmations/{confirmation}", "record-right", [("hash", "{recorded}")], Everybody),
        new("/en/confirmations/{confirmation}", "record-wrong", [("hash", "{recorded}"), ("remark", "No.")], Everybody),
        new("/en/confirmations/0123", "record-right", [("hash", "{recorded}")], Everybody, Stores: false),
        new(Collected, "remove-scan", [("scan", "{scan}")], Editors),
        new("/en/workspace/scans", "scans", [], Editors, File: ("files", "es-04.pdf")),
        new("/en/workspace/load", "keep-table", [], "manager, other manager", File: ("files", "deals.csv")),
        // Whose it is not: LoadTests tries one that somebody else has sent.
        new("/en/workspace/load", "store-table", [("table", "wrong")], Everybody, Stores: false),
        new(
            "/en/workspace/measurements",
            "keep-measurements",
            [],
            "manager, other manager, field manager, party, other party, representative, reporter",
            File: ("files", "measurements.csv")
        ),
        // Whose it is not: LoadMeasurementsTests.
        new("/en/workspace/measurements", "store-measurements", [("table", "wrong")], Everybody, Stores: false),
        .. Planning,
        // For the members of an association that one acts for.
        new(
            "/en/deals/{open}/join/members",
            "join-members",
            [("table", "Member;company;We do.;;;;"), ("do", "send")],
            "party, representative"
        ),
        new(
            "/en/deals/{open}/join/members",
            "join-members",
            [("table", "Member;company;We do.;;;;"), ("do", "preview")],
            Everybody,
            Stores: false
        ),
    ];

    public static bool May(string whom, string person) =>
        whom == Everybody
        || (whom == SignedIn ? person != "stranger" : whom.Split(", ").Contains(person, StringComparer.Ordinal));

    public sealed record Somebody(string Name, MembershipRole? Role, string? City = null, string? Organisation = null);

    /// <param name="Filled">Sent with everything else that the form holds.</param>
    /// <param name="File">A field with a file, and what that is called.</param>
    public sealed record Form(
        string Page,
        string Name,
        (string, string)[] Fields,
        string For,
        bool Stores = true,
        bool Filled = false,
        (string Field, string Name)? File = null
    );
}
