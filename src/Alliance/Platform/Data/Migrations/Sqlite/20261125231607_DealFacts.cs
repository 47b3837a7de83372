using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DealFacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_deals_changed_at_id",
                table: "deals");

            migrationBuilder.DropIndex(
                name: "ix_deals_choices",
                table: "deals");

            migrationBuilder.DropIndex(
                name: "ix_deals_city_id_sort_date_id",
                table: "deals");

            migrationBuilder.DropIndex(
                name: "ix_deals_sort_date_id",
                table: "deals");

            migrationBuilder.AddColumn<int>(
                name: "promises",
                table: "deals",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "quantified",
                table: "deals",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            // What deals say from now on when they are stored, said of those that are stored already.
            migrationBuilder.Sql(
                """
                UPDATE deals SET
                    promises = (SELECT COUNT(*) FROM commitments c WHERE c.deal_id = deals.id),
                    quantified = (SELECT COUNT(*) FROM commitments c WHERE c.deal_id = deals.id AND c.quantified)
                """
            );

            migrationBuilder.CreateIndex(
                name: "ix_parties_facts",
                table: "parties",
                columns: new[] { "deal_id", "organisation_id", "role", "group_kind", "group_count" },
                filter: "collective IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_deals_facts",
                table: "deals",
                columns: new[] { "city_id", "year", "instrument", "delivery", "open_to_join", "standing", "sort_date", "changed_at", "promises", "quantified", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_parties_facts",
                table: "parties");

            migrationBuilder.DropIndex(
                name: "ix_deals_facts",
                table: "deals");

            migrationBuilder.DropColumn(
                name: "promises",
                table: "deals");

            migrationBuilder.DropColumn(
                name: "quantified",
                table: "deals");

            migrationBuilder.CreateIndex(
                name: "ix_deals_changed_at_id",
                table: "deals",
                columns: new[] { "changed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_choices",
                table: "deals",
                columns: new[] { "city_id", "year", "instrument", "delivery", "open_to_join", "standing" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_city_id_sort_date_id",
                table: "deals",
                columns: new[] { "city_id", "sort_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_sort_date_id",
                table: "deals",
                columns: new[] { "sort_date", "id" });
        }
    }
}
