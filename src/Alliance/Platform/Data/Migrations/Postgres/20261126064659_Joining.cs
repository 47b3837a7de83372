using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Joining : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "join_requests",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    deal_id = table.Column<long>(type: "bigint", nullable: false),
                    submission = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    row = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    organisation_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    show_name = table.Column<bool>(type: "boolean", nullable: false),
                    promise = table.Column<string>(type: "text", nullable: false),
                    contact_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    contact_email = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    contact_language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    by_id = table.Column<long>(type: "bigint", nullable: true),
                    by_account_id = table.Column<long>(type: "bigint", nullable: true),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    party_number = table.Column<int>(type: "integer", nullable: true),
                    keep_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_join_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_join_requests_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_join_requests_organisations_by_id",
                        column: x => x.by_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_join_requests_by_id",
                table: "join_requests",
                column: "by_id");

            migrationBuilder.CreateIndex(
                name: "ix_join_requests_deal_id_state",
                table: "join_requests",
                columns: new[] { "deal_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_join_requests_keep_until",
                table: "join_requests",
                column: "keep_until");

            migrationBuilder.CreateIndex(
                name: "ix_join_requests_submission_row",
                table: "join_requests",
                columns: new[] { "submission", "row" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_join_requests_token_hash",
                table: "join_requests",
                column: "token_hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "join_requests");
        }
    }
}
