using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Roadmaps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "roadmaps",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    city_id = table.Column<long>(type: "INTEGER", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    turn = table.Column<int>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roadmaps", x => x.id);
                    table.ForeignKey(
                        name: "fk_roadmaps_cities_city_id",
                        column: x => x.city_id,
                        principalTable: "cities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stakeholders",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    city_id = table.Column<long>(type: "INTEGER", nullable: false),
                    organisation_id = table.Column<long>(type: "INTEGER", nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    name_key = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    nace = table.Column<string>(type: "TEXT", maxLength: 1, nullable: true),
                    speaks_for = table.Column<string>(type: "TEXT", nullable: false),
                    influence = table.Column<int>(type: "INTEGER", nullable: true),
                    interest = table.Column<int>(type: "INTEGER", nullable: true),
                    does = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    declined = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    next_step = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    next_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    known_by = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    remark = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    personal_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    shown = table.Column<bool>(type: "INTEGER", nullable: false),
                    turn = table.Column<int>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stakeholders", x => x.id);
                    table.ForeignKey(
                        name: "fk_stakeholders_cities_city_id",
                        column: x => x.city_id,
                        principalTable: "cities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_stakeholders_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "roadmap_deals",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    roadmap_id = table.Column<long>(type: "INTEGER", nullable: false),
                    deal_id = table.Column<long>(type: "INTEGER", nullable: false),
                    challenge = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roadmap_deals", x => x.id);
                    table.ForeignKey(
                        name: "fk_roadmap_deals_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_roadmap_deals_roadmaps_roadmap_id",
                        column: x => x.roadmap_id,
                        principalTable: "roadmaps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "roadmap_revisions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    roadmap_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roadmap_revisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_roadmap_revisions_roadmaps_roadmap_id",
                        column: x => x.roadmap_id,
                        principalTable: "roadmaps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "roadmap_versions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    roadmap_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roadmap_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_roadmap_versions_roadmaps_roadmap_id",
                        column: x => x.roadmap_id,
                        principalTable: "roadmaps",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_roadmap_deals_deal_id_roadmap_id_challenge",
                table: "roadmap_deals",
                columns: new[] { "deal_id", "roadmap_id", "challenge" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_roadmap_deals_roadmap_id",
                table: "roadmap_deals",
                column: "roadmap_id");

            migrationBuilder.CreateIndex(
                name: "ix_roadmap_revisions_roadmap_id_number",
                table: "roadmap_revisions",
                columns: new[] { "roadmap_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_roadmap_versions_roadmap_id_number",
                table: "roadmap_versions",
                columns: new[] { "roadmap_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_roadmaps_city_id",
                table: "roadmaps",
                column: "city_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stakeholders_city_id_name_key",
                table: "stakeholders",
                columns: new[] { "city_id", "name_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stakeholders_city_id_organisation_id",
                table: "stakeholders",
                columns: new[] { "city_id", "organisation_id" },
                unique: true,
                filter: "organisation_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_stakeholders_organisation_id",
                table: "stakeholders",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_stakeholders_personal_until",
                table: "stakeholders",
                column: "personal_until",
                filter: "personal_until IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "roadmap_deals");

            migrationBuilder.DropTable(
                name: "roadmap_revisions");

            migrationBuilder.DropTable(
                name: "roadmap_versions");

            migrationBuilder.DropTable(
                name: "stakeholders");

            migrationBuilder.DropTable(
                name: "roadmaps");
        }
    }
}
