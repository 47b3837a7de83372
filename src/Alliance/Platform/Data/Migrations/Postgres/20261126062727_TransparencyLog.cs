using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Postgres
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
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    key = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    signed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_checkpoints", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "log_entries",
                columns: table => new
                {
                    index = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    statement = table.Column<string>(type: "text", nullable: true),
                    salt = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    leaf_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    deal = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    number = table.Column<int>(type: "integer", nullable: true),
                    event_id = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_entries", x => x.index);
                });

            migrationBuilder.CreateTable(
                name: "log_nodes",
                columns: table => new
                {
                    position = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
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
