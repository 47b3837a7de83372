using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class FollowUpNumbers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_follow_ups_due",
                table: "follow_ups");

            migrationBuilder.DropIndex(
                name: "ix_follow_ups_sprint_id",
                table: "follow_ups");

            migrationBuilder.AddColumn<int>(
                name: "number",
                table: "follow_ups",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_due",
                table: "follow_ups",
                column: "due",
                filter: "state = 'open'");

            // Those that are there are counted in the order in which they were written down.
            migrationBuilder.Sql(
                "UPDATE follow_ups SET number = (SELECT COUNT(*) FROM follow_ups AS o WHERE o.sprint_id = follow_ups.sprint_id AND o.id <= follow_ups.id)");

            // Minutes have a number when they are approved.
            migrationBuilder.Sql("UPDATE sprint_minutes SET number = 0 WHERE approved_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_sprint_id_number",
                table: "follow_ups",
                columns: new[] { "sprint_id", "number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                "UPDATE sprint_minutes SET number = (SELECT MAX(o.number) + 1 FROM sprint_minutes AS o WHERE o.sprint_id = sprint_minutes.sprint_id) WHERE approved_at IS NULL");

            migrationBuilder.DropIndex(
                name: "ix_follow_ups_due",
                table: "follow_ups");

            migrationBuilder.DropIndex(
                name: "ix_follow_ups_sprint_id_number",
                table: "follow_ups");

            migrationBuilder.DropColumn(
                name: "number",
                table: "follow_ups");

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_due",
                table: "follow_ups",
                column: "due",
                filter: "email IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_sprint_id",
                table: "follow_ups",
                column: "sprint_id");
        }
    }
}
