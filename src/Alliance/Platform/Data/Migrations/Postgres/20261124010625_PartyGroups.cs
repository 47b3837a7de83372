using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PartyGroups : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "group_count",
                table: "parties",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "group_kind",
                table: "parties",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "group_count",
                table: "parties");

            migrationBuilder.DropColumn(
                name: "group_kind",
                table: "parties");
        }
    }
}
