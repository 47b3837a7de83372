using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Replications : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "replications",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    city_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    origin = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    origin_city_id = table.Column<long>(type: "bigint", nullable: true),
                    parts = table.Column<string>(type: "text", nullable: false),
                    partners = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    talked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true),
                    partners_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    parts_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    draft = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true),
                    draft_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    deal = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    result = table.Column<string>(type: "text", nullable: true),
                    result_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    thanks = table.Column<string>(type: "text", nullable: true),
                    end_reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    end_note = table.Column<string>(type: "text", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    is_shown = table.Column<bool>(type: "boolean", nullable: false),
                    turn = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_replications", x => x.id);
                    table.ForeignKey(
                        name: "fk_replications_cities_city_id",
                        column: x => x.city_id,
                        principalTable: "cities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_replications_cities_origin_city_id",
                        column: x => x.origin_city_id,
                        principalTable: "cities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateIndex(
                name: "ix_replications_city_id_number",
                table: "replications",
                columns: new[] { "city_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_replications_deal",
                table: "replications",
                column: "deal",
                filter: "deal IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_replications_draft",
                table: "replications",
                column: "draft",
                unique: true,
                filter: "draft IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_replications_kind_origin",
                table: "replications",
                columns: new[] { "kind", "origin" });

            migrationBuilder.CreateIndex(
                name: "ix_replications_origin_city_id",
                table: "replications",
                column: "origin_city_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "replications");
        }
    }
}
