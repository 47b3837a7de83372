using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Alliance.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ReportsAndTotals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "sender_name",
                table: "mails",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

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
                name: "indicators",
                columns: table => new
                {
                    identifier = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false),
                    definition = table.Column<string>(type: "text", nullable: false),
                    unit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    direction = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    period_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    span = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators", x => x.identifier);
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
                name: "report_calendars",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    city_id = table.Column<long>(type: "bigint", nullable: false),
                    time_zone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    due_days = table.Column<int>(type: "integer", nullable: false),
                    manager_account_id = table.Column<long>(type: "bigint", nullable: true),
                    released_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    prepared_on = table.Column<DateOnly>(type: "date", nullable: true),
                    turn = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_calendars", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_calendars_cities_city_id",
                        column: x => x.city_id,
                        principalTable: "cities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "report_contacts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    deal_id = table.Column<long>(type: "bigint", nullable: false),
                    party = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    email = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    known_since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_contacts", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_contacts_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "report_requests",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    city_id = table.Column<long>(type: "bigint", nullable: false),
                    period_end = table.Column<DateOnly>(type: "date", nullable: false),
                    email = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    due = table.Column<DateOnly>(type: "date", nullable: true),
                    reminded = table.Column<int>(type: "integer", nullable: false),
                    written_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    handed_over_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    noted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    keep_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    turn = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_requests_cities_city_id",
                        column: x => x.city_id,
                        principalTable: "cities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "report_rhythms",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    deal_id = table.Column<long>(type: "bigint", nullable: false),
                    commitment = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    every = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_rhythms", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_rhythms_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reports",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    deal_id = table.Column<long>(type: "bigint", nullable: false),
                    commitment = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    period = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    delivery = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    sentence = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    link = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    obstacles = table.Column<string>(type: "text", nullable: false),
                    measured = table.Column<int>(type: "integer", nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    by_organisation_id = table.Column<long>(type: "bigint", nullable: true),
                    on_behalf = table.Column<bool>(type: "boolean", nullable: false),
                    account_id = table.Column<long>(type: "bigint", nullable: true),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reports", x => x.id);
                    table.ForeignKey(
                        name: "fk_reports_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_reports_organisations_by_organisation_id",
                        column: x => x.by_organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id");
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

            migrationBuilder.CreateTable(
                name: "indicator_rollups",
                columns: table => new
                {
                    city_id = table.Column<long>(type: "bigint", nullable: false),
                    indicator_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ends = table.Column<DateOnly>(type: "date", nullable: false),
                    unit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    per = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    scope = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    trust = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    recorded_day = table.Column<DateOnly>(type: "date", nullable: false),
                    value = table.Column<long>(type: "bigint", nullable: false),
                    numbers = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicator_rollups", x => new { x.city_id, x.indicator_id, x.ends, x.unit, x.per, x.scope, x.trust, x.recorded_day });
                    table.ForeignKey(
                        name: "fk_indicator_rollups_cities_city_id",
                        column: x => x.city_id,
                        principalTable: "cities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_indicator_rollups_indicators_indicator_id",
                        column: x => x.indicator_id,
                        principalTable: "indicators",
                        principalColumn: "identifier",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "promise_indicators",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    deal_id = table.Column<long>(type: "bigint", nullable: false),
                    commitment = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    indicator_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    sector = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    scope = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_promise_indicators", x => x.id);
                    table.ForeignKey(
                        name: "fk_promise_indicators_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_promise_indicators_indicators_indicator_id",
                        column: x => x.indicator_id,
                        principalTable: "indicators",
                        principalColumn: "identifier",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "report_links",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    request_id = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_links", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_links_report_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "report_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "report_questions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    request_id = table.Column<long>(type: "bigint", nullable: false),
                    deal_id = table.Column<long>(type: "bigint", nullable: false),
                    commitment = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    party = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    period = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: false),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    wants_help = table.Column<bool>(type: "boolean", nullable: false),
                    help = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    helped_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_questions", x => x.id);
                    table.ForeignKey(
                        name: "fk_report_questions_deals_deal_id",
                        column: x => x.deal_id,
                        principalTable: "deals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_report_questions_report_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "report_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "indicators",
                columns: new[] { "identifier", "definition", "direction", "kind", "name", "period_type", "source", "span", "unit" },
                values: new object[,]
                {
                    { "car-kilometres-avoided", "{\"authentic\":\"en\",\"en\":\"Kilometres that were not driven by car or van because people walked, cycled, rode together or stayed.\",\"de\":\"Kilometer, die nicht mit Auto oder Lieferwagen gefahren wurden, weil Menschen gingen, radelten, zusammen fuhren oder blieben.\",\"fi\":\"Kilometrit, joita ei ajettu autolla, koska kuljettiin jalan, pyörällä, yhdessä tai ei lainkaan.\",\"sv\":\"Kilometer som inte kördes med bil eller skåpbil därför att man gick, cyklade, samåkte eller stannade.\"}", "increase", "outcome", "{\"authentic\":\"en\",\"en\":\"Car kilometres avoided\",\"de\":\"Vermiedene Autokilometer\",\"fi\":\"Vältetyt autokilometrit\",\"sv\":\"Undvikna bilkilometer\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}", "during", "km" },
                    { "cycle-route", "{\"authentic\":\"en\",\"en\":\"Length of routes for bicycles that were opened or made safe in the period.\",\"de\":\"Länge der Radwege, die im Zeitraum eröffnet oder sicher gemacht wurden.\",\"fi\":\"Kaudella avattujen tai turvallisiksi tehtyjen pyöräreittien pituus.\",\"sv\":\"Längden på cykelvägar som öppnades eller gjordes säkra under perioden.\"}", "increase", "output", "{\"authentic\":\"en\",\"en\":\"Cycle route built\",\"de\":\"Gebauter Radweg\",\"fi\":\"Rakennettu pyöräreitti\",\"sv\":\"Byggd cykelväg\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}", "during", "km" },
                    { "emissions-avoided", "{\"authentic\":\"en\",\"en\":\"Greenhouse gases that did not arise because of the promise, compared with what would have happened without it.\",\"de\":\"Treibhausgase, die durch die Zusage nicht entstanden sind, verglichen mit dem, was ohne sie geschehen wäre.\",\"fi\":\"Kasvihuonekaasut, joita ei sitoumuksen vuoksi syntynyt, verrattuna siihen, mitä ilman sitä olisi tapahtunut.\",\"sv\":\"Växthusgaser som inte uppstod tack vare åtagandet, jämfört med vad som hade hänt utan det.\"}", "increase", "outcome", "{\"authentic\":\"en\",\"en\":\"Emissions avoided\",\"de\":\"Vermiedene Emissionen\",\"fi\":\"Vältetyt päästöt\",\"sv\":\"Undvikna utsläpp\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own words, after the GHG Protocol Policy and Action Standard (2014).\",\"de\":\"In eigenen Worten, nach dem GHG Protocol Policy and Action Standard (2014).\",\"fi\":\"Omin sanoin, GHG Protocol Policy and Action Standardin (2014) mukaan.\",\"sv\":\"Egna ord, efter GHG Protocol Policy and Action Standard (2014).\"}", "during", "t-co2e" },
                    { "emissions-own", "{\"authentic\":\"en\",\"en\":\"Greenhouse gases that the party emitted within the scope named. Falling numbers are the success.\",\"de\":\"Treibhausgase, die die Partei im genannten Bereich (Scope) ausgestoßen hat. Sinkende Zahlen sind der Erfolg.\",\"fi\":\"Kasvihuonekaasut, jotka osapuoli päästi mainitulla rajauksella (scope). Laskevat luvut ovat onnistuminen.\",\"sv\":\"Växthusgaser som parten släppte ut inom angivet område (scope). Fallande tal är framgången.\"}", "decrease", "outcome", "{\"authentic\":\"en\",\"en\":\"Own emissions\",\"de\":\"Eigene Emissionen\",\"fi\":\"Omat päästöt\",\"sv\":\"Egna utsläpp\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own words, after the GHG Protocol Corporate Standard (2004).\",\"de\":\"In eigenen Worten, nach dem GHG Protocol Corporate Standard (2004).\",\"fi\":\"Omin sanoin, GHG Protocol Corporate Standardin (2004) mukaan.\",\"sv\":\"Egna ord, efter GHG Protocol Corporate Standard (2004).\"}", "during", "t-co2e" },
                    { "energy-saved", "{\"authentic\":\"en\",\"en\":\"Energy that was not used because of the promise, for the same service. Energy made on site is not counted here.\",\"de\":\"Energie, die durch die Zusage bei gleicher Leistung nicht verbraucht wurde. Selbst erzeugte Energie zählt hier nicht.\",\"fi\":\"Energia, jota ei sitoumuksen vuoksi käytetty samaan palveluun. Paikan päällä tuotettua energiaa ei lasketa tähän.\",\"sv\":\"Energi som inte användes tack vare åtagandet, för samma tjänst. Energi som görs på plats räknas inte här.\"}", "increase", "outcome", "{\"authentic\":\"en\",\"en\":\"Energy saved\",\"de\":\"Eingesparte Energie\",\"fi\":\"Säästetty energia\",\"sv\":\"Sparad energi\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own words, after Annex V of the Energy Efficiency Directive (EU) 2023/1791.\",\"de\":\"In eigenen Worten, nach Anhang V der Energieeffizienz-Richtlinie (EU) 2023/1791.\",\"fi\":\"Omin sanoin, energiatehokkuusdirektiivin (EU) 2023/1791 liitteen V mukaan.\",\"sv\":\"Egna ord, efter bilaga V till energieffektivitetsdirektivet (EU) 2023/1791.\"}", "during", "mwh" },
                    { "floor-area-renovated", "{\"authentic\":\"en\",\"en\":\"Heated floor area of other buildings than homes whose energy renovation was finished in the period.\",\"de\":\"Beheizte Fläche anderer Gebäude als Wohnungen, deren energetische Sanierung im Zeitraum fertig wurde.\",\"fi\":\"Muiden rakennusten kuin asuntojen lämmitetty pinta-ala, jonka energiakorjaus valmistui kaudella.\",\"sv\":\"Uppvärmd yta i andra byggnader än bostäder vars energirenovering blev klar under perioden.\"}", "increase", "output", "{\"authentic\":\"en\",\"en\":\"Floor area renovated\",\"de\":\"Sanierte Fläche\",\"fi\":\"Korjattu pinta-ala\",\"sv\":\"Renoverad golvyta\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}", "during", "m2" },
                    { "food-rescued", "{\"authentic\":\"en\",\"en\":\"Food that would have been thrown away and was eaten by people. Feed and biogas do not count.\",\"de\":\"Lebensmittel, die weggeworfen worden wären und von Menschen gegessen wurden. Futter und Biogas zählen nicht.\",\"fi\":\"Ruoka, joka olisi heitetty pois ja jonka ihmiset söivät. Rehua ja biokaasua ei lasketa.\",\"sv\":\"Mat som skulle ha slängts och åts av människor. Foder och biogas räknas inte.\"}", "increase", "output", "{\"authentic\":\"en\",\"en\":\"Food rescued\",\"de\":\"Gerettete Lebensmittel\",\"fi\":\"Pelastettu ruoka\",\"sv\":\"Räddad mat\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own words, after Article 3 of the Waste Framework Directive 2008/98/EC.\",\"de\":\"In eigenen Worten, nach Artikel 3 der Abfallrahmenrichtlinie 2008/98/EG.\",\"fi\":\"Omin sanoin, jätepuitedirektiivin 2008/98/EY artiklan 3 mukaan.\",\"sv\":\"Egna ord, efter artikel 3 i ramdirektivet om avfall 2008/98/EG.\"}", "during", "kg" },
                    { "green-area", "{\"authentic\":\"en\",\"en\":\"Sealed or bare ground, roofs and walls that became green in the period.\",\"de\":\"Versiegelter oder kahler Boden, Dächer und Wände, die im Zeitraum begrünt wurden.\",\"fi\":\"Päällystetty tai paljas maa, katot ja seinät, jotka viherrettiin kaudella.\",\"sv\":\"Hårdgjord eller bar mark, tak och väggar som blev gröna under perioden.\"}", "increase", "output", "{\"authentic\":\"en\",\"en\":\"Green area made\",\"de\":\"Neue Grünfläche\",\"fi\":\"Luotu viherala\",\"sv\":\"Skapad grönyta\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}", "during", "m2" },
                    { "heat-recovered", "{\"authentic\":\"en\",\"en\":\"Heat that would have been lost and was used elsewhere, measured where it is handed over.\",\"de\":\"Wärme, die sonst verloren ginge und anderswo genutzt wurde, gemessen an der Übergabe.\",\"fi\":\"Lämpö, joka olisi mennyt hukkaan ja käytettiin muualla, mitattuna luovutuspisteessä.\",\"sv\":\"Värme som annars gått förlorad och användes på annat håll, mätt vid överlämningen.\"}", "increase", "output", "{\"authentic\":\"en\",\"en\":\"Waste heat used\",\"de\":\"Genutzte Abwärme\",\"fi\":\"Hyödynnetty hukkalämpö\",\"sv\":\"Utnyttjad spillvärme\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}", "during", "mwh" },
                    { "homes-renovated", "{\"authentic\":\"en\",\"en\":\"Homes whose energy renovation was finished in the period. A home counts once, even if it is renovated in steps.\",\"de\":\"Wohnungen, deren energetische Sanierung im Zeitraum fertig wurde. Jede zählt einmal, auch bei Sanierung in Schritten.\",\"fi\":\"Asunnot, joiden energiakorjaus valmistui kaudella. Asunto lasketaan kerran, vaikka se korjattaisiin vaiheittain.\",\"sv\":\"Bostäder vars energirenovering blev klar under perioden. En bostad räknas en gång, även om den renoveras i steg.\"}", "increase", "output", "{\"authentic\":\"en\",\"en\":\"Homes renovated\",\"de\":\"Sanierte Wohnungen\",\"fi\":\"Korjatut asunnot\",\"sv\":\"Renoverade bostäder\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}", "during", "households" },
                    { "households-reached", "{\"authentic\":\"en\",\"en\":\"Households that got advice, help or a service in person. Leaflets and views of a page do not count.\",\"de\":\"Haushalte, die persönlich Beratung, Hilfe oder eine Leistung bekamen. Flugblätter und Seitenaufrufe zählen nicht.\",\"fi\":\"Kotitaloudet, jotka saivat henkilökohtaisesti neuvontaa, apua tai palvelun. Esitteitä ja sivun avauksia ei lasketa.\",\"sv\":\"Hushåll som fick råd, hjälp eller en tjänst personligen. Broschyrer och sidvisningar räknas inte.\"}", "increase", "output", "{\"authentic\":\"en\",\"en\":\"Households reached\",\"de\":\"Erreichte Haushalte\",\"fi\":\"Tavoitetut kotitaloudet\",\"sv\":\"Nådda hushåll\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}", "during", "households" },
                    { "inclusive-jobs", "{\"authentic\":\"en\",\"en\":\"Paid jobs held at the end of the period by people who were without work for a year or are disabled, refugees or without a school leaving certificate.\",\"de\":\"Bezahlte Stellen am Ende des Zeitraums von Menschen, die ein Jahr ohne Arbeit waren oder eine Behinderung haben, geflüchtet oder ohne Schulabschluss sind.\",\"fi\":\"Palkalliset työpaikat kauden lopussa henkilöillä, jotka olivat vuoden työttöminä tai ovat vammaisia, pakolaisia tai vailla päättötodistusta.\",\"sv\":\"Betalda jobb vid periodens slut som innehas av personer som varit utan arbete i ett år eller har en funktionsnedsättning, är flyktingar eller saknar avgångsbetyg.\"}", "increase", "outcome", "{\"authentic\":\"en\",\"en\":\"Jobs for people far from work\",\"de\":\"Arbeitsplätze für Arbeitsmarktferne\",\"fi\":\"Työpaikat vaikeasti työllistyville\",\"sv\":\"Jobb för personer långt från arbetsmarknaden\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}", "at-end", "jobs" },
                    { "meals-shared", "{\"authentic\":\"en\",\"en\":\"Meals given free or at a low price to people who need them.\",\"de\":\"Mahlzeiten, die Menschen, die sie brauchen, kostenlos oder günstig bekamen.\",\"fi\":\"Ateriat, jotka annettiin ilmaiseksi tai edullisesti niitä tarvitseville.\",\"sv\":\"Måltider som gavs gratis eller billigt till människor som behöver dem.\"}", "increase", "output", "{\"authentic\":\"en\",\"en\":\"Meals shared\",\"de\":\"Geteilte Mahlzeiten\",\"fi\":\"Jaetut ateriat\",\"sv\":\"Delade måltider\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}", "during", "meals" },
                    { "money-invested", "{\"authentic\":\"en\",\"en\":\"Money that the party spent on the promise in the period, before tax, grants included.\",\"de\":\"Geld, das die Partei im Zeitraum für die Zusage ausgab, ohne Steuer, Fördermittel eingeschlossen.\",\"fi\":\"Raha, jonka osapuoli käytti sitoumukseen kaudella, ilman veroa, avustukset mukaan lukien.\",\"sv\":\"Pengar som parten lade på åtagandet under perioden, utan skatt, bidrag inräknade.\"}", "increase", "input", "{\"authentic\":\"en\",\"en\":\"Money invested\",\"de\":\"Investiertes Geld\",\"fi\":\"Sijoitettu raha\",\"sv\":\"Investerade pengar\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}", "during", "eur" },
                    { "people-trained", "{\"authentic\":\"en\",\"en\":\"People who finished a training of four hours or more in the period. Each counts once for each training.\",\"de\":\"Menschen, die im Zeitraum eine Schulung von mindestens vier Stunden abgeschlossen haben. Jeder zählt je Schulung einmal.\",\"fi\":\"Ihmiset, jotka suorittivat kaudella vähintään neljän tunnin koulutuksen. Kukin lasketaan kerran koulutusta kohden.\",\"sv\":\"Personer som avslutade en utbildning på minst fyra timmar under perioden. Var och en räknas en gång per utbildning.\"}", "increase", "output", "{\"authentic\":\"en\",\"en\":\"People trained\",\"de\":\"Geschulte Menschen\",\"fi\":\"Koulutetut ihmiset\",\"sv\":\"Utbildade personer\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}", "during", "people" },
                    { "renewable-capacity", "{\"authentic\":\"en\",\"en\":\"Rated power of the plants of the promise that run at the end of the period; of solar plants the peak power.\",\"de\":\"Nennleistung der Anlagen der Zusage, die am Ende des Zeitraums laufen; bei Solaranlagen die Spitzenleistung.\",\"fi\":\"Sitoumuksen laitosten nimellisteho kauden lopussa; aurinkovoimaloiden huipputeho.\",\"sv\":\"Märkeffekt hos åtagandets anläggningar som är i drift vid periodens slut; för solanläggningar toppeffekten.\"}", "increase", "output", "{\"authentic\":\"en\",\"en\":\"Renewable capacity\",\"de\":\"Leistung aus Erneuerbaren\",\"fi\":\"Uusiutuva kapasiteetti\",\"sv\":\"Förnybar effekt\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own words, after Article 2 of the Renewable Energy Directive (EU) 2018/2001.\",\"de\":\"In eigenen Worten, nach Artikel 2 der Erneuerbare-Energien-Richtlinie (EU) 2018/2001.\",\"fi\":\"Omin sanoin, uusiutuvan energian direktiivin (EU) 2018/2001 artiklan 2 mukaan.\",\"sv\":\"Egna ord, efter artikel 2 i direktivet om förnybar energi (EU) 2018/2001.\"}", "at-end", "kw" },
                    { "renewable-energy", "{\"authentic\":\"en\",\"en\":\"Power and heat from sun, wind, water, ground, air or sustainable biomass, made by plants of the promise.\",\"de\":\"Strom und Wärme aus Sonne, Wind, Wasser, Erde, Luft oder nachhaltiger Biomasse aus Anlagen der Zusage.\",\"fi\":\"Sähkö ja lämpö auringosta, tuulesta, vedestä, maasta, ilmasta tai kestävästä biomassasta sitoumuksen laitoksista.\",\"sv\":\"El och värme från sol, vind, vatten, mark, luft eller hållbar biomassa, från åtagandets anläggningar.\"}", "increase", "output", "{\"authentic\":\"en\",\"en\":\"Renewable energy produced\",\"de\":\"Erzeugte erneuerbare Energie\",\"fi\":\"Tuotettu uusiutuva energia\",\"sv\":\"Producerad förnybar energi\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own words, after Article 2 of the Renewable Energy Directive (EU) 2018/2001.\",\"de\":\"In eigenen Worten, nach Artikel 2 der Erneuerbare-Energien-Richtlinie (EU) 2018/2001.\",\"fi\":\"Omin sanoin, uusiutuvan energian direktiivin (EU) 2018/2001 artiklan 2 mukaan.\",\"sv\":\"Egna ord, efter artikel 2 i direktivet om förnybar energi (EU) 2018/2001.\"}", "during", "mwh" },
                    { "things-repaired", "{\"authentic\":\"en\",\"en\":\"Things that were broken and worked again after a repair in the period.\",\"de\":\"Dinge, die kaputt waren und nach einer Reparatur im Zeitraum wieder funktionierten.\",\"fi\":\"Esineet, jotka olivat rikki ja toimivat taas kaudella tehdyn korjauksen jälkeen.\",\"sv\":\"Saker som var trasiga och fungerade igen efter en reparation under perioden.\"}", "increase", "output", "{\"authentic\":\"en\",\"en\":\"Things repaired\",\"de\":\"Reparierte Dinge\",\"fi\":\"Korjatut esineet\",\"sv\":\"Reparerade saker\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}", "during", "items" },
                    { "trees-planted", "{\"authentic\":\"en\",\"en\":\"Trees that were planted and stood at the end of the period. Replacing a felled tree does not count.\",\"de\":\"Bäume, die gepflanzt wurden und am Ende des Zeitraums standen. Ersatz für gefällte Bäume zählt nicht.\",\"fi\":\"Puut, jotka istutettiin ja jotka olivat pystyssä kauden lopussa. Kaadetun puun korvaamista ei lasketa.\",\"sv\":\"Träd som planterades och stod kvar vid periodens slut. Att ersätta ett fällt träd räknas inte.\"}", "increase", "output", "{\"authentic\":\"en\",\"en\":\"Trees planted\",\"de\":\"Gepflanzte Bäume\",\"fi\":\"Istutetut puut\",\"sv\":\"Planterade träd\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}", "during", "trees" },
                    { "volunteer-hours", "{\"authentic\":\"en\",\"en\":\"Hours of unpaid work that people gave of their own will. Paid working time does not count.\",\"de\":\"Stunden unbezahlter Arbeit, die Menschen freiwillig gaben. Bezahlte Arbeitszeit zählt nicht.\",\"fi\":\"Palkattoman työn tunnit, jotka ihmiset antoivat vapaasta tahdosta. Palkallista työaikaa ei lasketa.\",\"sv\":\"Timmar av oavlönat arbete som människor gav frivilligt. Betald arbetstid räknas inte.\"}", "increase", "input", "{\"authentic\":\"en\",\"en\":\"Volunteer hours\",\"de\":\"Ehrenamtliche Stunden\",\"fi\":\"Vapaaehtoistunnit\",\"sv\":\"Volontärtimmar\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own words, after the ILO Manual on the Measurement of Volunteer Work (2011).\",\"de\":\"In eigenen Worten, nach dem ILO Manual on the Measurement of Volunteer Work (2011).\",\"fi\":\"Omin sanoin, ILO Manual on the Measurement of Volunteer Work (2011) -käsikirjan mukaan.\",\"sv\":\"Egna ord, efter ILO Manual on the Measurement of Volunteer Work (2011).\"}", "during", "hours" },
                    { "waste-avoided", "{\"authentic\":\"en\",\"en\":\"Waste that did not arise because things were used longer or again, or not made. Recycling is not counted here.\",\"de\":\"Abfall, der nicht entstand, weil Dinge länger oder wieder genutzt oder nicht hergestellt wurden. Recycling zählt hier nicht.\",\"fi\":\"Jäte, jota ei syntynyt, koska tavaroita käytettiin pidempään tai uudelleen tai niitä ei valmistettu. Kierrätystä ei lasketa tähän.\",\"sv\":\"Avfall som inte uppstod därför att saker användes längre eller igen, eller inte tillverkades. Återvinning räknas inte här.\"}", "increase", "outcome", "{\"authentic\":\"en\",\"en\":\"Waste avoided\",\"de\":\"Vermiedener Abfall\",\"fi\":\"Vältetty jäte\",\"sv\":\"Undviket avfall\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own words, after Article 3 of the Waste Framework Directive 2008/98/EC.\",\"de\":\"In eigenen Worten, nach Artikel 3 der Abfallrahmenrichtlinie 2008/98/EG.\",\"fi\":\"Omin sanoin, jätepuitedirektiivin 2008/98/EY artiklan 3 mukaan.\",\"sv\":\"Egna ord, efter artikel 3 i ramdirektivet om avfall 2008/98/EG.\"}", "during", "t" },
                    { "water-saved", "{\"authentic\":\"en\",\"en\":\"Drinking water that was not used because of the promise, for the same service.\",\"de\":\"Trinkwasser, das durch die Zusage bei gleicher Leistung nicht verbraucht wurde.\",\"fi\":\"Juomavesi, jota ei sitoumuksen vuoksi käytetty samaan palveluun.\",\"sv\":\"Dricksvatten som inte användes tack vare åtagandet, för samma tjänst.\"}", "increase", "outcome", "{\"authentic\":\"en\",\"en\":\"Water saved\",\"de\":\"Eingespartes Wasser\",\"fi\":\"Säästetty vesi\",\"sv\":\"Sparat vatten\"}", "year", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}", "during", "m3" }
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
                name: "ix_indicator_rollups_indicator_id",
                table: "indicator_rollups",
                column: "indicator_id");

            migrationBuilder.CreateIndex(
                name: "ix_overlap_answers_first_deal_id_first_commitment_second_deal_",
                table: "overlap_answers",
                columns: new[] { "first_deal_id", "first_commitment", "second_deal_id", "second_commitment" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_overlap_answers_second_deal_id",
                table: "overlap_answers",
                column: "second_deal_id");

            migrationBuilder.CreateIndex(
                name: "ix_promise_indicators_deal_id_commitment_version",
                table: "promise_indicators",
                columns: new[] { "deal_id", "commitment", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_promise_indicators_indicator_id",
                table: "promise_indicators",
                column: "indicator_id");

            migrationBuilder.CreateIndex(
                name: "ix_report_calendars_city_id",
                table: "report_calendars",
                column: "city_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_contacts_deal_id_party",
                table: "report_contacts",
                columns: new[] { "deal_id", "party" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_contacts_email",
                table: "report_contacts",
                column: "email");

            migrationBuilder.CreateIndex(
                name: "ix_report_links_hash",
                table: "report_links",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_links_request_id",
                table: "report_links",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "ix_report_questions_deal_id_commitment_period",
                table: "report_questions",
                columns: new[] { "deal_id", "commitment", "period" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_questions_request_id",
                table: "report_questions",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "ix_report_requests_city_id_due",
                table: "report_requests",
                columns: new[] { "city_id", "due" });

            migrationBuilder.CreateIndex(
                name: "ix_report_requests_city_id_period_end_email",
                table: "report_requests",
                columns: new[] { "city_id", "period_end", "email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_requests_email",
                table: "report_requests",
                column: "email");

            migrationBuilder.CreateIndex(
                name: "ix_report_rhythms_deal_id_commitment",
                table: "report_rhythms",
                columns: new[] { "deal_id", "commitment" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reports_account_id",
                table: "reports",
                column: "account_id",
                filter: "account_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_reports_by_organisation_id",
                table: "reports",
                column: "by_organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_reports_deal_id_commitment_period_version",
                table: "reports",
                columns: new[] { "deal_id", "commitment", "period", "version" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "claims");

            migrationBuilder.DropTable(
                name: "indicator_rollups");

            migrationBuilder.DropTable(
                name: "overlap_answers");

            migrationBuilder.DropTable(
                name: "promise_indicators");

            migrationBuilder.DropTable(
                name: "report_calendars");

            migrationBuilder.DropTable(
                name: "report_contacts");

            migrationBuilder.DropTable(
                name: "report_links");

            migrationBuilder.DropTable(
                name: "report_questions");

            migrationBuilder.DropTable(
                name: "report_rhythms");

            migrationBuilder.DropTable(
                name: "reports");

            migrationBuilder.DropTable(
                name: "effects");

            migrationBuilder.DropTable(
                name: "indicators");

            migrationBuilder.DropTable(
                name: "report_requests");

            migrationBuilder.DropColumn(
                name: "sender_name",
                table: "mails");
        }
    }
}
