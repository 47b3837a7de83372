using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ListsBehindTotals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_promise_indicators_indicator_id",
                table: "promise_indicators");

            migrationBuilder.CreateTable(
                name: "shared_numbers",
                columns: table => new
                {
                    city_id = table.Column<long>(type: "bigint", nullable: false),
                    deal_id = table.Column<long>(type: "bigint", nullable: false),
                    commitment = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    indicator_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    unit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    per = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    scope = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    trust = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    value = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shared_numbers", x => new { x.city_id, x.deal_id, x.commitment, x.indicator_id, x.year, x.unit, x.per, x.scope, x.trust });
                    table.ForeignKey(
                        name: "fk_shared_numbers_cities_city_id",
                        column: x => x.city_id,
                        principalTable: "cities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_shared_numbers_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_shared_numbers_indicators_indicator_id",
                        column: x => x.indicator_id,
                        principalTable: "indicators",
                        principalColumn: "identifier",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_promise_indicators_indicator_id_deal_id_commitment",
                table: "promise_indicators",
                columns: new[] { "indicator_id", "deal_id", "commitment" });

            migrationBuilder.CreateIndex(
                name: "ix_indicator_rollups_ends",
                table: "indicator_rollups",
                column: "ends");

            migrationBuilder.CreateIndex(
                name: "ix_indicator_rollups_recorded_day",
                table: "indicator_rollups",
                column: "recorded_day");

            migrationBuilder.CreateIndex(
                name: "ix_shared_numbers_deal_id",
                table: "shared_numbers",
                column: "deal_id");

            migrationBuilder.CreateIndex(
                name: "ix_shared_numbers_indicator_id",
                table: "shared_numbers",
                column: "indicator_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "shared_numbers");

            migrationBuilder.DropIndex(
                name: "ix_promise_indicators_indicator_id_deal_id_commitment",
                table: "promise_indicators");

            migrationBuilder.DropIndex(
                name: "ix_indicator_rollups_ends",
                table: "indicator_rollups");

            migrationBuilder.DropIndex(
                name: "ix_indicator_rollups_recorded_day",
                table: "indicator_rollups");

            migrationBuilder.CreateIndex(
                name: "ix_promise_indicators_indicator_id",
                table: "promise_indicators",
                column: "indicator_id");
        }
    }
}
