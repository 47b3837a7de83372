using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Reports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "sender_name",
                table: "mails",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "report_calendars",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    city_id = table.Column<long>(type: "INTEGER", nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    due_days = table.Column<int>(type: "INTEGER", nullable: false),
                    manager_account_id = table.Column<long>(type: "INTEGER", nullable: true),
                    released_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    prepared_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    turn = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_calendars", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_calendars_cities_city_id",
                        column: x => x.city_id,
                        principalTable: "cities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "report_contacts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    deal_id = table.Column<long>(type: "INTEGER", nullable: false),
                    party = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    known_since = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_contacts", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_contacts_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "report_requests",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    city_id = table.Column<long>(type: "INTEGER", nullable: false),
                    period_end = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    due = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    reminded = table.Column<int>(type: "INTEGER", nullable: false),
                    written_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    seen_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    handed_over_by = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    noted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    keep_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    turn = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_requests_cities_city_id",
                        column: x => x.city_id,
                        principalTable: "cities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "report_rhythms",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    deal_id = table.Column<long>(type: "INTEGER", nullable: false),
                    commitment = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    every = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_rhythms", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_rhythms_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reports",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    deal_id = table.Column<long>(type: "INTEGER", nullable: false),
                    commitment = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    period = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    delivery = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    sentence = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    language = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    link = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    obstacles = table.Column<string>(type: "TEXT", nullable: false),
                    measured = table.Column<int>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    by_organisation_id = table.Column<long>(type: "INTEGER", nullable: true),
                    on_behalf = table.Column<bool>(type: "INTEGER", nullable: false),
                    account_id = table.Column<long>(type: "INTEGER", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reports", x => x.id);
                    table.ForeignKey(
                        name: "fk_reports_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_reports_organisations_by_organisation_id",
                        column: x => x.by_organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "report_links",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    request_id = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_links", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_links_report_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "report_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "report_questions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    request_id = table.Column<long>(type: "INTEGER", nullable: false),
                    deal_id = table.Column<long>(type: "INTEGER", nullable: false),
                    commitment = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    party = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    period = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    wants_help = table.Column<bool>(type: "INTEGER", nullable: false),
                    help = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    helped_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_questions", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_questions_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_report_questions_report_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "report_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_report_calendars_city_id",
                table: "report_calendars",
                column: "city_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_contacts_deal_id_party",
                table: "report_contacts",
                columns: new[] { "deal_id", "party" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_contacts_email",
                table: "report_contacts",
                column: "email");

            migrationBuilder.CreateIndex(
                name: "ix_report_links_hash",
                table: "report_links",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_links_request_id",
                table: "report_links",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "ix_report_questions_deal_id_commitment_period",
                table: "report_questions",
                columns: new[] { "deal_id", "commitment", "period" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_questions_request_id",
                table: "report_questions",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "ix_report_requests_city_id_due",
                table: "report_requests",
                columns: new[] { "city_id", "due" });

            migrationBuilder.CreateIndex(
                name: "ix_report_requests_city_id_period_end_email",
                table: "report_requests",
                columns: new[] { "city_id", "period_end", "email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_requests_email",
                table: "report_requests",
                column: "email");

            migrationBuilder.CreateIndex(
                name: "ix_report_rhythms_deal_id_commitment",
                table: "report_rhythms",
                columns: new[] { "deal_id", "commitment" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reports_account_id",
                table: "reports",
                column: "account_id",
                filter: "account_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_reports_by_organisation_id",
                table: "reports",
                column: "by_organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_reports_deal_id_commitment_period_version",
                table: "reports",
                columns: new[] { "deal_id", "commitment", "period", "version" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "report_calendars");

            migrationBuilder.DropTable(
                name: "report_contacts");

            migrationBuilder.DropTable(
                name: "report_links");

            migrationBuilder.DropTable(
                name: "report_questions");

            migrationBuilder.DropTable(
                name: "report_rhythms");

            migrationBuilder.DropTable(
                name: "reports");

            migrationBuilder.DropTable(
                name: "report_requests");

            migrationBuilder.DropColumn(
                name: "sender_name",
                table: "mails");
        }
    }
}
