using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Sqlite
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
