using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DealLife : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "basis",
                table: "deals",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ended",
                table: "deals",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "evaluation",
                table: "deals",
                type: "TEXT",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "renews",
                table: "deals",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "state",
                table: "deals",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "agreed",
                table: "deal_versions",
                type: "TEXT",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "additionality",
                table: "commitments",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "drafts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    key = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    city_id = table.Column<long>(type: "INTEGER", nullable: false),
                    stage = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    stage_since = table.Column<DateTime>(type: "TEXT", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    turn = table.Column<int>(type: "INTEGER", nullable: false),
                    submission = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    changed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    manager_account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    deal_id = table.Column<long>(type: "INTEGER", nullable: true),
                    renews = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    identifier = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    origin = table.Column<string>(type: "TEXT", nullable: true),
                    public_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    end_reason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    end_note = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_drafts", x => x.id);
                    table.ForeignKey(
                        name: "fk_drafts_cities_city_id",
                        column: x => x.city_id,
                        principalTable: "cities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_drafts_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "reserved_identifiers",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    identifier = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reserved_identifiers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "signing_rules",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    city_id = table.Column<long>(type: "INTEGER", nullable: false),
                    instrument = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ways = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_signing_rules", x => x.id);
                    table.ForeignKey(
                        name: "fk_signing_rules_cities_city_id",
                        column: x => x.city_id,
                        principalTable: "cities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "attachments",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    draft_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    media_type = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    is_scan = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attachments", x => x.id);
                    table.ForeignKey(
                        name: "fk_attachments_drafts_draft_id",
                        column: x => x.draft_id,
                        principalTable: "drafts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "draft_parties",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    draft_id = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    organisation_id = table.Column<long>(type: "INTEGER", nullable: true),
                    contact_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    contact_email = table.Column<string>(type: "TEXT", maxLength: 320, nullable: true),
                    contact_language = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    invited_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    seen_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_draft_parties", x => x.id);
                    table.ForeignKey(
                        name: "fk_draft_parties_drafts_draft_id",
                        column: x => x.draft_id,
                        principalTable: "drafts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_draft_parties_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "draft_points",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    draft_id = table.Column<long>(type: "INTEGER", nullable: false),
                    submission = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    about = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    before = table.Column<string>(type: "TEXT", nullable: true),
                    proposed = table.Column<string>(type: "TEXT", nullable: true),
                    by_party = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: true),
                    answered_by = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_draft_points", x => x.id);
                    table.ForeignKey(
                        name: "fk_draft_points_drafts_draft_id",
                        column: x => x.draft_id,
                        principalTable: "drafts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "draft_revisions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    draft_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    account_id = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_draft_revisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_draft_revisions_drafts_draft_id",
                        column: x => x.draft_id,
                        principalTable: "drafts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "releases",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    draft_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    released_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    void_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_releases", x => x.id);
                    table.ForeignKey(
                        name: "fk_releases_drafts_draft_id",
                        column: x => x.draft_id,
                        principalTable: "drafts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "draft_links",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    draft_party_id = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_draft_links", x => x.id);
                    table.ForeignKey(
                        name: "fk_draft_links_draft_parties_draft_party_id",
                        column: x => x.draft_party_id,
                        principalTable: "draft_parties",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "release_steps",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    release_id = table.Column<long>(type: "INTEGER", nullable: false),
                    order = table.Column<int>(type: "INTEGER", nullable: false),
                    approver_account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    deputy_account_id = table.Column<long>(type: "INTEGER", nullable: true),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    reminded_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    answer = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    answered_by_account_id = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_release_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_release_steps_releases_release_id",
                        column: x => x.release_id,
                        principalTable: "releases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "signatures",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    release_id = table.Column<long>(type: "INTEGER", nullable: true),
                    version_id = table.Column<long>(type: "INTEGER", nullable: true),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    party = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    way = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    by_organisation_id = table.Column<long>(type: "INTEGER", nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    signer_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: true),
                    scan_id = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_signatures", x => x.id);
                    table.ForeignKey(
                        name: "fk_signatures_attachments_scan_id",
                        column: x => x.scan_id,
                        principalTable: "attachments",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_signatures_deal_versions_version_id",
                        column: x => x.version_id,
                        principalTable: "deal_versions",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_signatures_organisations_by_organisation_id",
                        column: x => x.by_organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_signatures_releases_release_id",
                        column: x => x.release_id,
                        principalTable: "releases",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "signing_codes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    release_id = table.Column<long>(type: "INTEGER", nullable: false),
                    party = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    sent_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    wrong = table.Column<int>(type: "INTEGER", nullable: false),
                    used_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_signing_codes", x => x.id);
                    table.ForeignKey(
                        name: "fk_signing_codes_releases_release_id",
                        column: x => x.release_id,
                        principalTable: "releases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_attachments_draft_id",
                table: "attachments",
                column: "draft_id");

            migrationBuilder.CreateIndex(
                name: "ix_draft_links_draft_party_id",
                table: "draft_links",
                column: "draft_party_id");

            migrationBuilder.CreateIndex(
                name: "ix_draft_links_hash",
                table: "draft_links",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_draft_parties_draft_id_key",
                table: "draft_parties",
                columns: new[] { "draft_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_draft_parties_organisation_id",
                table: "draft_parties",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_draft_points_draft_id_submission",
                table: "draft_points",
                columns: new[] { "draft_id", "submission" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_draft_revisions_draft_id_number",
                table: "draft_revisions",
                columns: new[] { "draft_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_drafts_city_id_stage",
                table: "drafts",
                columns: new[] { "city_id", "stage" });

            migrationBuilder.CreateIndex(
                name: "ix_drafts_deal_id",
                table: "drafts",
                column: "deal_id");

            migrationBuilder.CreateIndex(
                name: "ix_drafts_key",
                table: "drafts",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_drafts_submission",
                table: "drafts",
                column: "submission",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_release_steps_release_id_order",
                table: "release_steps",
                columns: new[] { "release_id", "order" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_releases_draft_id_number",
                table: "releases",
                columns: new[] { "draft_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reserved_identifiers_kind_identifier",
                table: "reserved_identifiers",
                columns: new[] { "kind", "identifier" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_signatures_by_organisation_id",
                table: "signatures",
                column: "by_organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_signatures_release_id_party",
                table: "signatures",
                columns: new[] { "release_id", "party" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_signatures_scan_id",
                table: "signatures",
                column: "scan_id");

            migrationBuilder.CreateIndex(
                name: "ix_signatures_version_id",
                table: "signatures",
                column: "version_id");

            migrationBuilder.CreateIndex(
                name: "ix_signing_codes_release_id",
                table: "signing_codes",
                column: "release_id");

            migrationBuilder.CreateIndex(
                name: "ix_signing_rules_city_id_instrument",
                table: "signing_rules",
                columns: new[] { "city_id", "instrument" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "draft_links");

            migrationBuilder.DropTable(
                name: "draft_points");

            migrationBuilder.DropTable(
                name: "draft_revisions");

            migrationBuilder.DropTable(
                name: "release_steps");

            migrationBuilder.DropTable(
                name: "reserved_identifiers");

            migrationBuilder.DropTable(
                name: "signatures");

            migrationBuilder.DropTable(
                name: "signing_codes");

            migrationBuilder.DropTable(
                name: "signing_rules");

            migrationBuilder.DropTable(
                name: "draft_parties");

            migrationBuilder.DropTable(
                name: "attachments");

            migrationBuilder.DropTable(
                name: "releases");

            migrationBuilder.DropTable(
                name: "drafts");

            migrationBuilder.DropColumn(
                name: "basis",
                table: "deals");

            migrationBuilder.DropColumn(
                name: "ended",
                table: "deals");

            migrationBuilder.DropColumn(
                name: "evaluation",
                table: "deals");

            migrationBuilder.DropColumn(
                name: "renews",
                table: "deals");

            migrationBuilder.DropColumn(
                name: "state",
                table: "deals");

            migrationBuilder.DropColumn(
                name: "agreed",
                table: "deal_versions");

            migrationBuilder.DropColumn(
                name: "additionality",
                table: "commitments");
        }
    }
}
