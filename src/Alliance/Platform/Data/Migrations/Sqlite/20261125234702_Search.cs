using Alliance.Platform.Search;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(SearchTables.Sqlite("city_terms"));
            migrationBuilder.Sql(SearchTables.Sqlite("organisation_terms"));
            migrationBuilder.Sql(SearchTables.Sqlite("deal_terms"));
            migrationBuilder.Sql(SearchTables.SqliteWords);
            // By its own statement: EF would build both tables anew, with all their indexes and outside of a transaction.
            migrationBuilder.Sql("ALTER TABLE organisations DROP COLUMN search_text;");
            migrationBuilder.Sql("ALTER TABLE deals DROP COLUMN search_text;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var table in new[] { "city_terms", "organisation_terms", "deal_terms", "search_words", "search_state" })
                migrationBuilder.Sql($"DROP TABLE {table}");
            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "organisations",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "deals",
                type: "TEXT",
                nullable: false,
                defaultValue: "");
        }
    }
}
