using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OpenBoards : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "verdict",
                table: "ideas",
                type: "TEXT",
                maxLength: 40,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 40);

            migrationBuilder.CreateTable(
                name: "open_boards",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    city_id = table.Column<long>(type: "INTEGER", nullable: false),
                    identifier = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    question = table.Column<string>(type: "TEXT", nullable: true),
                    text = table.Column<string>(type: "TEXT", nullable: true),
                    office = table.Column<string>(type: "TEXT", nullable: true),
                    rules = table.Column<string>(type: "TEXT", nullable: true),
                    begins = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ends = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    time_zone = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    sprint = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    published_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    last_number = table.Column<int>(type: "INTEGER", nullable: false),
                    turn = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open_boards", x => x.id);
                    table.ForeignKey(
                        name: "fk_open_boards_cities_city_id",
                        column: x => x.city_id,
                        principalTable: "cities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "open_board_log",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    board_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: true),
                    act = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open_board_log", x => x.id);
                    table.ForeignKey(
                        name: "fk_open_board_log_open_boards_board_id",
                        column: x => x.board_id,
                        principalTable: "open_boards",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "suggestions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    board_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    from_words = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    folded = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    reason_text = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    token_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    browser = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    sent_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    shown_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    answer = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    answer_language = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    supports = table.Column<int>(type: "INTEGER", nullable: false),
                    mix = table.Column<int>(type: "INTEGER", nullable: false),
                    news_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    turn = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_suggestions", x => x.id);
                    table.ForeignKey(
                        name: "fk_suggestions_open_boards_board_id",
                        column: x => x.board_id,
                        principalTable: "open_boards",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "suggestion_followers",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    suggestion_id = table.Column<long>(type: "INTEGER", nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    is_author = table.Column<bool>(type: "INTEGER", nullable: false),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    confirmed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    told_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    mailed_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_suggestion_followers", x => x.id);
                    table.ForeignKey(
                        name: "fk_suggestion_followers_suggestions_suggestion_id",
                        column: x => x.suggestion_id,
                        principalTable: "suggestions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "suggestion_supports",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    suggestion_id = table.Column<long>(type: "INTEGER", nullable: false),
                    browser = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_suggestion_supports", x => x.id);
                    table.ForeignKey(
                        name: "fk_suggestion_supports_suggestions_suggestion_id",
                        column: x => x.suggestion_id,
                        principalTable: "suggestions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "suggestion_follower_links",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    follower_id = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_suggestion_follower_links", x => x.id);
                    table.ForeignKey(
                        name: "fk_suggestion_follower_links_suggestion_followers_follower_id",
                        column: x => x.follower_id,
                        principalTable: "suggestion_followers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_open_board_log_account_id",
                table: "open_board_log",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_open_board_log_board_id",
                table: "open_board_log",
                column: "board_id");

            migrationBuilder.CreateIndex(
                name: "ix_open_boards_city_id",
                table: "open_boards",
                column: "city_id");

            migrationBuilder.CreateIndex(
                name: "ix_open_boards_identifier",
                table: "open_boards",
                column: "identifier",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_open_boards_sprint",
                table: "open_boards",
                column: "sprint");

            migrationBuilder.CreateIndex(
                name: "ix_suggestion_follower_links_follower_id",
                table: "suggestion_follower_links",
                column: "follower_id");

            migrationBuilder.CreateIndex(
                name: "ix_suggestion_follower_links_hash",
                table: "suggestion_follower_links",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_suggestion_followers_email",
                table: "suggestion_followers",
                column: "email");

            migrationBuilder.CreateIndex(
                name: "ix_suggestion_followers_suggestion_id_email",
                table: "suggestion_followers",
                columns: new[] { "suggestion_id", "email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_suggestion_supports_suggestion_id_browser",
                table: "suggestion_supports",
                columns: new[] { "suggestion_id", "browser" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_suggestions_board_id_number",
                table: "suggestions",
                columns: new[] { "board_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_suggestions_board_id_state_mix_number",
                table: "suggestions",
                columns: new[] { "board_id", "state", "mix", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_suggestions_board_id_state_number",
                table: "suggestions",
                columns: new[] { "board_id", "state", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_suggestions_board_id_state_reason",
                table: "suggestions",
                columns: new[] { "board_id", "state", "reason" });

            migrationBuilder.CreateIndex(
                name: "ix_suggestions_board_id_state_supports_number",
                table: "suggestions",
                columns: new[] { "board_id", "state", "supports", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_suggestions_browser",
                table: "suggestions",
                column: "browser");

            migrationBuilder.CreateIndex(
                name: "ix_suggestions_news",
                table: "suggestions",
                column: "news_at",
                filter: "news_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_suggestions_token_hash",
                table: "suggestions",
                column: "token_hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "open_board_log");

            migrationBuilder.DropTable(
                name: "suggestion_follower_links");

            migrationBuilder.DropTable(
                name: "suggestion_supports");

            migrationBuilder.DropTable(
                name: "suggestion_followers");

            migrationBuilder.DropTable(
                name: "suggestions");

            migrationBuilder.DropTable(
                name: "open_boards");

            migrationBuilder.AlterColumn<string>(
                name: "verdict",
                table: "ideas",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 40,
                oldNullable: true);
        }
    }
}
