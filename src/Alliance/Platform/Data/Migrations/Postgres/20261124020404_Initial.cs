using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cities",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    identifier = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false),
                    country = table.Column<string>(type: "text", nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: true),
                    longitude = table.Column<double>(type: "double precision", nullable: true),
                    coordinates_source = table.Column<string>(type: "text", nullable: true),
                    geonames = table.Column<long>(type: "bigint", nullable: true),
                    population = table.Column<string>(type: "text", nullable: true),
                    population_geonames = table.Column<long>(type: "bigint", nullable: true),
                    climate_target = table.Column<string>(type: "text", nullable: true),
                    languages = table.Column<string>(type: "text", nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    role_note = table.Column<string>(type: "text", nullable: true),
                    as_source = table.Column<string>(type: "text", nullable: true),
                    programme = table.Column<string>(type: "text", nullable: true),
                    action_fields = table.Column<string>(type: "text", nullable: false),
                    action_fields_source = table.Column<string>(type: "text", nullable: true),
                    announced_counts = table.Column<string>(type: "text", nullable: false),
                    complete_for = table.Column<string>(type: "text", nullable: false),
                    collection = table.Column<string>(type: "text", nullable: true),
                    sources = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cities", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "collections",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    identifier = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    method = table.Column<string>(type: "text", nullable: false),
                    notes = table.Column<string>(type: "text", nullable: false),
                    sources = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_collections", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "text", nullable: true),
                    xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    tags = table.Column<string>(type: "text", nullable: false),
                    occurred_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    leased_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    processed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "policy_areas",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    identifier = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    order = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_areas", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "projects",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    identifier = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false),
                    long_name = table.Column<string>(type: "text", nullable: true),
                    grant = table.Column<string>(type: "text", nullable: true),
                    programme = table.Column<string>(type: "text", nullable: true),
                    funder = table.Column<string>(type: "text", nullable: true),
                    start = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    end = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    coordinator = table.Column<string>(type: "text", nullable: true),
                    consortium = table.Column<string>(type: "text", nullable: false),
                    summary = table.Column<string>(type: "text", nullable: true),
                    as_source = table.Column<string>(type: "text", nullable: true),
                    collection = table.Column<string>(type: "text", nullable: true),
                    sources = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_projects", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "deals",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    identifier = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    collection = table.Column<string>(type: "text", nullable: true),
                    city_id = table.Column<long>(type: "bigint", nullable: false),
                    project = table.Column<string>(type: "text", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    original_name = table.Column<string>(type: "text", nullable: true),
                    summary = table.Column<string>(type: "text", nullable: false),
                    instrument = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    relation = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    standing = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    delivery = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    agreed = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    start = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    end = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    dated_by = table.Column<DateOnly>(type: "date", nullable: true),
                    sort_date = table.Column<DateOnly>(type: "date", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: true),
                    legal_nature = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    open_to_join = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    prototype = table.Column<bool>(type: "boolean", nullable: false),
                    origin = table.Column<string>(type: "text", nullable: true),
                    party_count_stated = table.Column<int>(type: "integer", nullable: true),
                    articles = table.Column<string>(type: "text", nullable: false),
                    reporting = table.Column<string>(type: "text", nullable: true),
                    notes = table.Column<string>(type: "text", nullable: true),
                    as_source = table.Column<string>(type: "text", nullable: true),
                    sources = table.Column<string>(type: "text", nullable: false),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deals", x => x.id);
                    table.ForeignKey(
                        name: "fk_deals_cities_city_id",
                        column: x => x.city_id,
                        principalTable: "cities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    identifier = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false),
                    other_names = table.Column<string>(type: "text", nullable: false),
                    sort_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    size = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    nace = table.Column<string>(type: "text", nullable: true),
                    city_id = table.Column<long>(type: "bigint", nullable: true),
                    place = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: true),
                    official_numbers = table.Column<string>(type: "text", nullable: false),
                    role = table.Column<string>(type: "text", nullable: true),
                    as_source = table.Column<string>(type: "text", nullable: true),
                    merged_into_id = table.Column<long>(type: "bigint", nullable: true),
                    collection = table.Column<string>(type: "text", nullable: true),
                    sources = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisations", x => x.id);
                    table.ForeignKey(
                        name: "fk_organisations_cities_city_id",
                        column: x => x.city_id,
                        principalTable: "cities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organisations_organisations_merged_into_id",
                        column: x => x.merged_into_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "commitments",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    deal_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    order = table.Column<int>(type: "integer", nullable: false),
                    by = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    with = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    quantity = table.Column<string>(type: "text", nullable: true),
                    quantified = table.Column<bool>(type: "boolean", nullable: false),
                    direction = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    baseline = table.Column<string>(type: "text", nullable: true),
                    target = table.Column<string>(type: "text", nullable: true),
                    as_source = table.Column<string>(type: "text", nullable: true),
                    sources = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commitments", x => x.id);
                    table.ForeignKey(
                        name: "fk_commitments_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "deal_areas",
                columns: table => new
                {
                    deal_id = table.Column<long>(type: "bigint", nullable: false),
                    policy_area_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deal_areas", x => new { x.deal_id, x.policy_area_id });
                    table.ForeignKey(
                        name: "fk_deal_areas_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_deal_areas_policy_areas_policy_area_id",
                        column: x => x.policy_area_id,
                        principalTable: "policy_areas",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "deal_indicators",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    deal_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    order = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    quantity = table.Column<string>(type: "text", nullable: true),
                    word = table.Column<string>(type: "text", nullable: true),
                    date = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    as_source = table.Column<string>(type: "text", nullable: true),
                    sources = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deal_indicators", x => x.id);
                    table.ForeignKey(
                        name: "fk_deal_indicators_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "deal_versions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    deal_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    content = table.Column<string>(type: "text", nullable: false),
                    city_id = table.Column<long>(type: "bigint", nullable: false),
                    instrument = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    dated_by = table.Column<DateOnly>(type: "date", nullable: true),
                    commitments = table.Column<int>(type: "integer", nullable: false),
                    quantified = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deal_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_deal_versions_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "parties",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    deal_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    order = table.Column<int>(type: "integer", nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    organisation_id = table.Column<long>(type: "bigint", nullable: true),
                    group = table.Column<string>(type: "text", nullable: true),
                    group_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    group_count = table.Column<int>(type: "integer", nullable: true),
                    collective = table.Column<string>(type: "text", nullable: true),
                    as_source = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_parties", x => x.id);
                    table.ForeignKey(
                        name: "fk_parties_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_parties_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "deal_version_parties",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    deal_version_id = table.Column<long>(type: "bigint", nullable: false),
                    organisation_id = table.Column<long>(type: "bigint", nullable: true),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    stated_count = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deal_version_parties", x => x.id);
                    table.ForeignKey(
                        name: "fk_deal_version_parties_deal_versions_deal_version_id",
                        column: x => x.deal_version_id,
                        principalTable: "deal_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_deal_version_parties_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_cities_identifier",
                table: "cities",
                column: "identifier",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_collections_identifier",
                table: "collections",
                column: "identifier",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_commitments_deal_id_key",
                table: "commitments",
                columns: new[] { "deal_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deal_areas_policy_area_id",
                table: "deal_areas",
                column: "policy_area_id");

            migrationBuilder.CreateIndex(
                name: "ix_deal_indicators_deal_id_key",
                table: "deal_indicators",
                columns: new[] { "deal_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deal_version_parties_deal_version_id",
                table: "deal_version_parties",
                column: "deal_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_deal_version_parties_organisation_id",
                table: "deal_version_parties",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_deal_versions_deal_id_number",
                table: "deal_versions",
                columns: new[] { "deal_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deals_changed_at_id",
                table: "deals",
                columns: new[] { "changed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_choices",
                table: "deals",
                columns: new[] { "city_id", "year", "instrument", "delivery", "open_to_join", "standing" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_city_id_sort_date_id",
                table: "deals",
                columns: new[] { "city_id", "sort_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deals_identifier",
                table: "deals",
                column: "identifier",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deals_slug",
                table: "deals",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deals_sort_date_id",
                table: "deals",
                columns: new[] { "sort_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_organisations_city_id",
                table: "organisations",
                column: "city_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisations_identifier",
                table: "organisations",
                column: "identifier",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organisations_merged_into_id",
                table: "organisations",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisations_sort_name_id",
                table: "organisations",
                columns: new[] { "sort_name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_waiting",
                table: "outbox",
                column: "id",
                filter: "processed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_parties_deal_id_key",
                table: "parties",
                columns: new[] { "deal_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_parties_organisation_id",
                table: "parties",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_policy_areas_identifier",
                table: "policy_areas",
                column: "identifier",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_projects_identifier",
                table: "projects",
                column: "identifier",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "collections");

            migrationBuilder.DropTable(
                name: "commitments");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "deal_areas");

            migrationBuilder.DropTable(
                name: "deal_indicators");

            migrationBuilder.DropTable(
                name: "deal_version_parties");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "parties");

            migrationBuilder.DropTable(
                name: "projects");

            migrationBuilder.DropTable(
                name: "policy_areas");

            migrationBuilder.DropTable(
                name: "deal_versions");

            migrationBuilder.DropTable(
                name: "organisations");

            migrationBuilder.DropTable(
                name: "deals");

            migrationBuilder.DropTable(
                name: "cities");
        }
    }
}
