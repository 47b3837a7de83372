using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class IdeaBoards : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "idea_boards",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    city_id = table.Column<long>(type: "INTEGER", nullable: false),
                    sprint_id = table.Column<long>(type: "INTEGER", nullable: true),
                    key = table.Column<string>(type: "TEXT", maxLength: 22, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    anonymous = table.Column<bool>(type: "INTEGER", nullable: false),
                    dots = table.Column<int>(type: "INTEGER", nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    host_link = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    lead_link = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    snapshot = table.Column<string>(type: "TEXT", nullable: true),
                    snapshot_version = table.Column<int>(type: "INTEGER", nullable: false),
                    names_erased_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idea_boards", x => x.id);
                    table.ForeignKey(
                        name: "fk_idea_boards_cities_city_id",
                        column: x => x.city_id,
                        principalTable: "cities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_idea_boards_sprints_sprint_id",
                        column: x => x.sprint_id,
                        principalTable: "sprints",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "board_participants",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    board_id = table.Column<long>(type: "INTEGER", nullable: false),
                    token_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    link = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    joined_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_board_participants", x => x.id);
                    table.ForeignKey(
                        name: "fk_board_participants_idea_boards_board_id",
                        column: x => x.board_id,
                        principalTable: "idea_boards",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "board_photos",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    board_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    media_type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_board_photos", x => x.id);
                    table.ForeignKey(
                        name: "fk_board_photos_idea_boards_board_id",
                        column: x => x.board_id,
                        principalTable: "idea_boards",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "board_operations",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    board_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    participant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    client = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_board_operations", x => x.id);
                    table.ForeignKey(
                        name: "fk_board_operations_board_participants_participant_id",
                        column: x => x.participant_id,
                        principalTable: "board_participants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_board_operations_idea_boards_board_id",
                        column: x => x.board_id,
                        principalTable: "idea_boards",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_board_operations_board_id_number",
                table: "board_operations",
                columns: new[] { "board_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_board_operations_board_id_participant_id_client",
                table: "board_operations",
                columns: new[] { "board_id", "participant_id", "client" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_board_operations_participant_id",
                table: "board_operations",
                column: "participant_id");

            migrationBuilder.CreateIndex(
                name: "ix_board_participants_board_id_token_hash",
                table: "board_participants",
                columns: new[] { "board_id", "token_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_board_photos_board_id",
                table: "board_photos",
                column: "board_id");

            migrationBuilder.CreateIndex(
                name: "ix_idea_boards_city_id",
                table: "idea_boards",
                column: "city_id");

            migrationBuilder.CreateIndex(
                name: "ix_idea_boards_key",
                table: "idea_boards",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_idea_boards_sprint_id",
                table: "idea_boards",
                column: "sprint_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "board_operations");

            migrationBuilder.DropTable(
                name: "board_photos");

            migrationBuilder.DropTable(
                name: "board_participants");

            migrationBuilder.DropTable(
                name: "idea_boards");
        }
    }
}
