using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(SearchTables.Postgres("city_terms"));
            migrationBuilder.Sql(SearchTables.Postgres("organisation_terms"));
            migrationBuilder.Sql(SearchTables.Postgres("deal_terms"));
            migrationBuilder.Sql(SearchTables.PostgresWords);
            migrationBuilder.DropColumn(
                name: "search_text",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "search_text",
                table: "deals");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var table in new[] { "city_terms", "organisation_terms", "deal_terms" })
                migrationBuilder.Sql($"DROP FUNCTION find_{table}");
            foreach (var table in new[] { "city_terms", "organisation_terms", "deal_terms", "search_words", "search_state" })
                migrationBuilder.Sql($"DROP TABLE {table}");
            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "organisations",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "deals",
                type: "text",
                nullable: false,
                defaultValue: "");
        }
    }
}
