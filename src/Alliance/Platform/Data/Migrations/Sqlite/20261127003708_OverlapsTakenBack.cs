using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AlterColumn<long>(
                name: "effect_id",
                table: "claims",
                type: "INTEGER",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "INTEGER");

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
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "INTEGER",
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
