using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FollowUpIdeas : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "mailed_at",
                table: "sprint_visits",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "idea",
                table: "follow_ups",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "verdict",
                table: "follow_ups",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_origin",
                table: "follow_ups",
                column: "origin",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_follow_ups_origin",
                table: "follow_ups");

            migrationBuilder.DropColumn(
                name: "mailed_at",
                table: "sprint_visits");

            migrationBuilder.DropColumn(
                name: "idea",
                table: "follow_ups");

            migrationBuilder.DropColumn(
                name: "verdict",
                table: "follow_ups");
        }
    }
}
