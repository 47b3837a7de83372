using System;
using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Knowledge : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "practices",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    identifier = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    city_id = table.Column<long>(type: "bigint", nullable: true),
                    areas = table.Column<string>(type: "text", nullable: false),
                    deals = table.Column<string>(type: "text", nullable: false),
                    challenges = table.Column<string>(type: "text", nullable: false),
                    sources = table.Column<string>(type: "text", nullable: false),
                    origin = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    standing = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    collection = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    turn = table.Column<int>(type: "integer", nullable: false),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_practices", x => x.id);
                    table.ForeignKey(
                        name: "fk_practices_cities_city_id",
                        column: x => x.city_id,
                        principalTable: "cities",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "practice_links",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    practice_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    value = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_practice_links", x => x.id);
                    table.ForeignKey(
                        name: "fk_practice_links_practices_practice_id",
                        column: x => x.practice_id,
                        principalTable: "practices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_practice_links_kind_value_practice_id",
                table: "practice_links",
                columns: new[] { "kind", "value", "practice_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_practice_links_practice_id",
                table: "practice_links",
                column: "practice_id");

            migrationBuilder.CreateIndex(
                name: "ix_practices_city_id",
                table: "practices",
                column: "city_id");

            migrationBuilder.CreateIndex(
                name: "ix_practices_identifier",
                table: "practices",
                column: "identifier",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_practices_origin",
                table: "practices",
                column: "origin",
                filter: "origin IS NOT NULL");

            // What practices are found by: outside of the model, so that it stands here by hand.
            migrationBuilder.Sql(SearchTables.Postgres("practice_terms"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP FUNCTION find_practice_terms");
            migrationBuilder.Sql("DROP TABLE practice_terms");
            migrationBuilder.DropTable(
                name: "practice_links");

            migrationBuilder.DropTable(
                name: "practices");
        }
    }
}
