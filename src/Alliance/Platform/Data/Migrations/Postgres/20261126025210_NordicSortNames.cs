using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class NordicSortNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "sort_name_nordic",
                table: "organisations",
                type: "character varying(120)",
                maxLength: 120,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.Sql(NordicSortNamesFill.Sql());

            migrationBuilder.CreateIndex(
                name: "ix_organisations_sort_name_nordic_id",
                table: "organisations",
                columns: new[] { "sort_name_nordic", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_organisations_sort_name_nordic_id",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "sort_name_nordic",
                table: "organisations");
        }
    }
}
