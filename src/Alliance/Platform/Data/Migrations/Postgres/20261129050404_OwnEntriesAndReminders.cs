using System;
using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OwnEntriesAndReminders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(SearchTables.Postgres("offer_terms"));

            migrationBuilder.AddColumn<DateTime>(
                name: "asked_at",
                table: "practices",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "own_offer_id",
                table: "introductions",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_introductions_own_offer_id",
                table: "introductions",
                column: "own_offer_id",
                filter: "own_offer_id IS NOT NULL");

            migrationBuilder.AddForeignKey(
                name: "fk_introductions_offers_own_offer_id",
                table: "introductions",
                column: "own_offer_id",
                principalTable: "offers",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP FUNCTION find_offer_terms; DROP TABLE offer_terms;");

            migrationBuilder.DropForeignKey(
                name: "fk_introductions_offers_own_offer_id",
                table: "introductions");

            migrationBuilder.DropIndex(
                name: "ix_introductions_own_offer_id",
                table: "introductions");

            migrationBuilder.DropColumn(
                name: "asked_at",
                table: "practices");

            migrationBuilder.DropColumn(
                name: "own_offer_id",
                table: "introductions");
        }
    }
}
