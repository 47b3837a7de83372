using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ManyMeasurements : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "import_id",
                table: "measurements",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "indicator_years",
                columns: table => new
                {
                    city_id = table.Column<long>(type: "bigint", nullable: false),
                    indicator_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    unit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    per = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    scope = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    trust = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    value = table.Column<long>(type: "bigint", nullable: false),
                    numbers = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicator_years", x => new { x.city_id, x.indicator_id, x.year, x.unit, x.per, x.scope, x.trust });
                    table.ForeignKey(
                        name: "fk_indicator_years_indicators_indicator_id",
                        column: x => x.indicator_id,
                        principalTable: "indicators",
                        principalColumn: "identifier",
                        onDelete: ReferentialAction.Cascade);
                });

            // What was summed so far; city 0 is all of them.
            migrationBuilder.Sql(
                """
                INSERT INTO indicator_years (city_id, indicator_id, year, unit, per, scope, trust, value, numbers)
                SELECT city_id, indicator_id, CAST(extract(year FROM ends) AS integer), unit, per, scope, trust, CAST(sum(value) AS bigint), CAST(sum(numbers) AS integer)
                FROM indicator_rollups GROUP BY 1, 2, 3, 4, 5, 6, 7
                """);

            migrationBuilder.Sql(
                """
                INSERT INTO indicator_years (city_id, indicator_id, year, unit, per, scope, trust, value, numbers)
                SELECT 0, indicator_id, CAST(extract(year FROM ends) AS integer), unit, per, scope, trust, CAST(sum(value) AS bigint), CAST(sum(numbers) AS integer)
                FROM indicator_rollups GROUP BY 1, 2, 3, 4, 5, 6, 7
                """);

            migrationBuilder.CreateTable(
                name: "measurement_imports",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    file = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    completed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    open = table.Column<bool>(type: "boolean", nullable: true),
                    after = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_measurement_imports", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_indicator_years_indicator_id",
                table: "indicator_years",
                column: "indicator_id");

            migrationBuilder.CreateIndex(
                name: "ix_measurement_imports_open",
                table: "measurement_imports",
                column: "open",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "indicator_years");

            migrationBuilder.DropTable(
                name: "measurement_imports");

            migrationBuilder.DropColumn(
                name: "import_id",
                table: "measurements");
        }
    }
}
