using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TransparencyLog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "log_checkpoints",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    signed_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_checkpoints", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "log_entries",
                columns: table => new
                {
                    index = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    statement = table.Column<string>(type: "TEXT", nullable: true),
                    salt = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    leaf_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    deal = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    number = table.Column<int>(type: "INTEGER", nullable: true),
                    event_id = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_entries", x => x.index);
                });

            migrationBuilder.CreateTable(
                name: "log_nodes",
                columns: table => new
                {
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_nodes", x => x.position);
                });

            migrationBuilder.CreateIndex(
                name: "ix_log_checkpoints_size_key",
                table: "log_checkpoints",
                columns: new[] { "size", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_log_entries_deal_number_index",
                table: "log_entries",
                columns: new[] { "deal", "number", "index" });

            migrationBuilder.CreateIndex(
                name: "ix_log_entries_event_id",
                table: "log_entries",
                column: "event_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_log_entries_leaf_hash",
                table: "log_entries",
                column: "leaf_hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "log_checkpoints");

            migrationBuilder.DropTable(
                name: "log_entries");

            migrationBuilder.DropTable(
                name: "log_nodes");
        }
    }
}
