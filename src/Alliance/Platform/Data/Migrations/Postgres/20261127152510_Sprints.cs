using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Sprints : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "calendar",
                table: "mails",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "sprints",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    identifier = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    host = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    project = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    theme = table.Column<string>(type: "text", nullable: true),
                    begins = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    ends = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    date_note = table.Column<string>(type: "text", nullable: true),
                    time_zone = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    place = table.Column<string>(type: "text", nullable: true),
                    questions = table.Column<string>(type: "text", nullable: false),
                    guests = table.Column<string>(type: "text", nullable: false),
                    guests_note = table.Column<string>(type: "text", nullable: true),
                    sessions = table.Column<string>(type: "text", nullable: false),
                    methods = table.Column<string>(type: "text", nullable: false),
                    outputs = table.Column<string>(type: "text", nullable: false),
                    as_source = table.Column<string>(type: "text", nullable: true),
                    collection = table.Column<string>(type: "text", nullable: true),
                    sources = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    called_off_on = table.Column<DateOnly>(type: "date", nullable: true),
                    design_of = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    registration = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    register_until = table.Column<DateOnly>(type: "date", nullable: true),
                    places = table.Column<int>(type: "integer", nullable: true),
                    last_key = table.Column<int>(type: "integer", nullable: false),
                    passed = table.Column<int>(type: "integer", nullable: false),
                    turn = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sprints", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "follow_ups",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    sprint_id = table.Column<long>(type: "bigint", nullable: false),
                    text = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    owner = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    due = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    email = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    reminded = table.Column<int>(type: "integer", nullable: false),
                    origin = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    turn = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_follow_ups", x => x.id);
                    table.ForeignKey(
                        name: "fk_follow_ups_sprints_sprint_id",
                        column: x => x.sprint_id,
                        principalTable: "sprints",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sprint_deals",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    sprint_id = table.Column<long>(type: "bigint", nullable: false),
                    deal_id = table.Column<long>(type: "bigint", nullable: false),
                    session = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sprint_deals", x => x.id);
                    table.ForeignKey(
                        name: "fk_sprint_deals_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_sprint_deals_sprints_sprint_id",
                        column: x => x.sprint_id,
                        principalTable: "sprints",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sprint_feedback",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    sprint_id = table.Column<long>(type: "bigint", nullable: false),
                    useful = table.Column<int>(type: "integer", nullable: false),
                    takes = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    better = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sprint_feedback", x => x.id);
                    table.ForeignKey(
                        name: "fk_sprint_feedback_sprints_sprint_id",
                        column: x => x.sprint_id,
                        principalTable: "sprints",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sprint_materials",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    sprint_id = table.Column<long>(type: "bigint", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    media_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    content = table.Column<byte[]>(type: "bytea", nullable: true),
                    for_visitors = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sprint_materials", x => x.id);
                    table.ForeignKey(
                        name: "fk_sprint_materials_sprints_sprint_id",
                        column: x => x.sprint_id,
                        principalTable: "sprints",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sprint_minutes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    sprint_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    turn = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sprint_minutes", x => x.id);
                    table.ForeignKey(
                        name: "fk_sprint_minutes_sprints_sprint_id",
                        column: x => x.sprint_id,
                        principalTable: "sprints",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sprint_visits",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    sprint_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    organisation = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    email = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    sessions = table.Column<string>(type: "text", nullable: false),
                    needs = table.Column<string>(type: "text", nullable: true),
                    check_in_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    checked_in_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    registered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    asked_feedback = table.Column<bool>(type: "boolean", nullable: false),
                    gave_feedback = table.Column<bool>(type: "boolean", nullable: false),
                    turn = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sprint_visits", x => x.id);
                    table.ForeignKey(
                        name: "fk_sprint_visits_sprints_sprint_id",
                        column: x => x.sprint_id,
                        principalTable: "sprints",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sprint_visit_links",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    visit_id = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sprint_visit_links", x => x.id);
                    table.ForeignKey(
                        name: "fk_sprint_visit_links_sprint_visits_visit_id",
                        column: x => x.visit_id,
                        principalTable: "sprint_visits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_due",
                table: "follow_ups",
                column: "due",
                filter: "email IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_sprint_id",
                table: "follow_ups",
                column: "sprint_id");

            migrationBuilder.CreateIndex(
                name: "ix_sprint_deals_deal_id_sprint_id_session",
                table: "sprint_deals",
                columns: new[] { "deal_id", "sprint_id", "session" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sprint_deals_sprint_id",
                table: "sprint_deals",
                column: "sprint_id");

            migrationBuilder.CreateIndex(
                name: "ix_sprint_feedback_sprint_id",
                table: "sprint_feedback",
                column: "sprint_id");

            migrationBuilder.CreateIndex(
                name: "ix_sprint_materials_sprint_id",
                table: "sprint_materials",
                column: "sprint_id");

            migrationBuilder.CreateIndex(
                name: "ix_sprint_minutes_sprint_id_number",
                table: "sprint_minutes",
                columns: new[] { "sprint_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sprint_visit_links_hash",
                table: "sprint_visit_links",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sprint_visit_links_visit_id",
                table: "sprint_visit_links",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "ix_sprint_visits_check_in_code",
                table: "sprint_visits",
                column: "check_in_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sprint_visits_sprint_id_email",
                table: "sprint_visits",
                columns: new[] { "sprint_id", "email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sprints_host",
                table: "sprints",
                column: "host");

            migrationBuilder.CreateIndex(
                name: "ix_sprints_identifier",
                table: "sprints",
                column: "identifier",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "follow_ups");

            migrationBuilder.DropTable(
                name: "sprint_deals");

            migrationBuilder.DropTable(
                name: "sprint_feedback");

            migrationBuilder.DropTable(
                name: "sprint_materials");

            migrationBuilder.DropTable(
                name: "sprint_minutes");

            migrationBuilder.DropTable(
                name: "sprint_visit_links");

            migrationBuilder.DropTable(
                name: "sprint_visits");

            migrationBuilder.DropTable(
                name: "sprints");

            migrationBuilder.DropColumn(
                name: "calendar",
                table: "mails");
        }
    }
}
