using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Ideas : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ideas",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    key = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    origin = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    city_id = table.Column<long>(type: "INTEGER", nullable: false),
                    sprint = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    board = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    challenge = table.Column<string>(type: "TEXT", nullable: false),
                    verdict = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: true),
                    language = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ideas", x => x.id);
                    table.ForeignKey(
                        name: "fk_ideas_cities_city_id",
                        column: x => x.city_id,
                        principalTable: "cities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "idea_fates",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    idea_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    city_id = table.Column<long>(type: "INTEGER", nullable: false),
                    target = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    article = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    elsewhere = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idea_fates", x => x.id);
                    table.ForeignKey(
                        name: "fk_idea_fates_cities_city_id",
                        column: x => x.city_id,
                        principalTable: "cities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_idea_fates_ideas_idea_id",
                        column: x => x.idea_id,
                        principalTable: "ideas",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_idea_fates_city_id_kind_target",
                table: "idea_fates",
                columns: new[] { "city_id", "kind", "target" });

            migrationBuilder.CreateIndex(
                name: "ix_idea_fates_idea_id_number",
                table: "idea_fates",
                columns: new[] { "idea_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_idea_fates_target",
                table: "idea_fates",
                column: "target");

            migrationBuilder.CreateIndex(
                name: "ix_ideas_city_id",
                table: "ideas",
                column: "city_id");

            migrationBuilder.CreateIndex(
                name: "ix_ideas_key",
                table: "ideas",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ideas_origin",
                table: "ideas",
                column: "origin",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ideas_sprint",
                table: "ideas",
                column: "sprint");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "idea_fates");

            migrationBuilder.DropTable(
                name: "ideas");
        }
    }
}
