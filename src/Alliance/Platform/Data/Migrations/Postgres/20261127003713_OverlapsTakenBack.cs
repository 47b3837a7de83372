using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OverlapsTakenBack : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_claims_effects_effect_id",
                table: "claims");

            migrationBuilder.AddColumn<bool>(
                name: "withdrawn",
                table: "overlap_answers",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AlterColumn<long>(
                name: "effect_id",
                table: "claims",
                type: "bigint",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "bigint");

            migrationBuilder.AddCheckConstraint(
                name: "ck_claims_whole",
                table: "claims",
                sql: "effect_id IS NOT NULL OR share = 1000000");

            migrationBuilder.AddForeignKey(
                name: "fk_claims_effects_effect_id",
                table: "claims",
                column: "effect_id",
                principalTable: "effects",
                principalColumn: "id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_claims_effects_effect_id",
                table: "claims");

            migrationBuilder.DropCheckConstraint(
                name: "ck_claims_whole",
                table: "claims");

            migrationBuilder.DropColumn(
                name: "withdrawn",
                table: "overlap_answers");

            migrationBuilder.AlterColumn<long>(
                name: "effect_id",
                table: "claims",
                type: "bigint",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "bigint",
                oldNullable: true);

            migrationBuilder.AddForeignKey(
                name: "fk_claims_effects_effect_id",
                table: "claims",
                column: "effect_id",
                principalTable: "effects",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
