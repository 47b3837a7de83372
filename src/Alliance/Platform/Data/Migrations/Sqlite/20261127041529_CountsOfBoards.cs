using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CountsOfBoards : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // They are made anew by the next run of their job.
            migrationBuilder.Sql("DELETE FROM city_boards");
            migrationBuilder.AddColumn<string>(
                name: "counts",
                table: "city_boards",
                type: "TEXT",
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "counts",
                table: "city_boards");
        }
    }
}
