using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class EffectsAndClaims : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "effects",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    action = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    sector = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    territory_id = table.Column<long>(type: "bigint", nullable: false),
                    scope = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    gas = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    claimed = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_effects", x => x.id);
                    table.CheckConstraint("ck_effects_claimed", "claimed >= 0 AND claimed <= 1000000");
                    table.ForeignKey(
                        name: "fk_effects_cities_territory_id",
                        column: x => x.territory_id,
                        principalTable: "cities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "overlap_answers",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    first_deal_id = table.Column<long>(type: "bigint", nullable: false),
                    first_commitment = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    second_deal_id = table.Column<long>(type: "bigint", nullable: false),
                    second_commitment = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_overlap_answers", x => x.id);
                    table.ForeignKey(
                        name: "fk_overlap_answers_deals_first_deal_id",
                        column: x => x.first_deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_overlap_answers_deals_second_deal_id",
                        column: x => x.second_deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "claims",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    deal_id = table.Column<long>(type: "bigint", nullable: false),
                    commitment = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    effect_id = table.Column<long>(type: "bigint", nullable: false),
                    share = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_claims", x => x.id);
                    table.CheckConstraint("ck_claims_share", "share >= 0 AND share <= 1000000");
                    table.ForeignKey(
                        name: "fk_claims_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_claims_effects_effect_id",
                        column: x => x.effect_id,
                        principalTable: "effects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_claims_deal_id_commitment_year_version",
                table: "claims",
                columns: new[] { "deal_id", "commitment", "year", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_claims_effect_id",
                table: "claims",
                column: "effect_id");

            migrationBuilder.CreateIndex(
                name: "ix_effects_territory_id_action_sector_scope_gas_year",
                table: "effects",
                columns: new[] { "territory_id", "action", "sector", "scope", "gas", "year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_overlap_answers_first_deal_id_first_commitment_second_deal_",
                table: "overlap_answers",
                columns: new[] { "first_deal_id", "first_commitment", "second_deal_id", "second_commitment" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_overlap_answers_second_deal_id",
                table: "overlap_answers",
                column: "second_deal_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "claims");

            migrationBuilder.DropTable(
                name: "overlap_answers");

            migrationBuilder.DropTable(
                name: "effects");
        }
    }
}
