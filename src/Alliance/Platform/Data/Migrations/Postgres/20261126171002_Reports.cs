using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Postgres
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
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "report_calendars",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    city_id = table.Column<long>(type: "bigint", nullable: false),
                    time_zone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    due_days = table.Column<int>(type: "integer", nullable: false),
                    manager_account_id = table.Column<long>(type: "bigint", nullable: true),
                    released_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    prepared_on = table.Column<DateOnly>(type: "date", nullable: true),
                    turn = table.Column<int>(type: "integer", nullable: false)
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
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    deal_id = table.Column<long>(type: "bigint", nullable: false),
                    party = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    email = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    known_since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    city_id = table.Column<long>(type: "bigint", nullable: false),
                    period_end = table.Column<DateOnly>(type: "date", nullable: false),
                    email = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    due = table.Column<DateOnly>(type: "date", nullable: true),
                    reminded = table.Column<int>(type: "integer", nullable: false),
                    written_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    handed_over_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    noted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    keep_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    turn = table.Column<int>(type: "integer", nullable: false)
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
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    deal_id = table.Column<long>(type: "bigint", nullable: false),
                    commitment = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    every = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
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
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    deal_id = table.Column<long>(type: "bigint", nullable: false),
                    commitment = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    period = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    delivery = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    sentence = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    link = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    obstacles = table.Column<string>(type: "text", nullable: false),
                    measured = table.Column<int>(type: "integer", nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    by_organisation_id = table.Column<long>(type: "bigint", nullable: true),
                    on_behalf = table.Column<bool>(type: "boolean", nullable: false),
                    account_id = table.Column<long>(type: "bigint", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    request_id = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    request_id = table.Column<long>(type: "bigint", nullable: false),
                    deal_id = table.Column<long>(type: "bigint", nullable: false),
                    commitment = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    party = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    period = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: false),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    wants_help = table.Column<bool>(type: "boolean", nullable: false),
                    help = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    helped_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
