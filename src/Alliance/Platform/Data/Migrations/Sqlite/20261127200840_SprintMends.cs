using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SprintMends : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_board_photos_board_id",
                table: "board_photos");

            migrationBuilder.AddColumn<string>(
                name: "gone",
                table: "sprints",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<string>(
                name: "told",
                table: "sprint_visits",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<string>(
                name: "hash",
                table: "board_photos",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_board_photos_board_id_hash",
                table: "board_photos",
                columns: new[] { "board_id", "hash" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_board_photos_board_id_hash",
                table: "board_photos");

            migrationBuilder.DropColumn(
                name: "gone",
                table: "sprints");

            migrationBuilder.DropColumn(
                name: "told",
                table: "sprint_visits");

            migrationBuilder.DropColumn(
                name: "hash",
                table: "board_photos");

            migrationBuilder.CreateIndex(
                name: "ix_board_photos_board_id",
                table: "board_photos",
                column: "board_id");
        }
    }
}
