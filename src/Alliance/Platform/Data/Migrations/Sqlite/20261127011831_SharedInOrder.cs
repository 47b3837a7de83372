using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SharedInOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_shared_numbers_indicator_id",
                table: "shared_numbers");

            migrationBuilder.CreateIndex(
                name: "ix_shared_numbers_indicator_id_year_unit_per_scope_trust_value",
                table: "shared_numbers",
                columns: new[] { "indicator_id", "year", "unit", "per", "scope", "trust", "value" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_shared_numbers_indicator_id_year_unit_per_scope_trust_value",
                table: "shared_numbers");

            migrationBuilder.CreateIndex(
                name: "ix_shared_numbers_indicator_id",
                table: "shared_numbers",
                column: "indicator_id");
        }
    }
}
