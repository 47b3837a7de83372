using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Alliance.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SharedTextsInItalian : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "car-kilometres-avoided",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Kilometres that were not driven by car or van because people walked, cycled, rode together or stayed.\",\"de\":\"Kilometer, die nicht mit Auto oder Lieferwagen gefahren wurden, weil Menschen gingen, radelten, zusammen fuhren oder blieben.\",\"fi\":\"Kilometrit, joita ei ajettu autolla, koska kuljettiin jalan, pyörällä, yhdessä tai ei lainkaan.\",\"sv\":\"Kilometer som inte kördes med bil eller skåpbil därför att man gick, cyklade, samåkte eller stannade.\",\"it\":\"Chilometri non percorsi in auto o furgone perché le persone sono andate a piedi o in bicicletta, hanno viaggiato insieme o sono rimaste dov’erano.\"}", "{\"authentic\":\"en\",\"en\":\"Car kilometres avoided\",\"de\":\"Vermiedene Autokilometer\",\"fi\":\"Vältetyt autokilometrit\",\"sv\":\"Undvikna bilkilometer\",\"it\":\"Chilometri in auto evitati\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\",\"it\":\"Definizione nostra.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "cycle-route",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Length of routes for bicycles that were opened or made safe in the period.\",\"de\":\"Länge der Radwege, die im Zeitraum eröffnet oder sicher gemacht wurden.\",\"fi\":\"Kaudella avattujen tai turvallisiksi tehtyjen pyöräreittien pituus.\",\"sv\":\"Längden på cykelvägar som öppnades eller gjordes säkra under perioden.\",\"it\":\"Lunghezza dei percorsi ciclabili aperti o messi in sicurezza nel periodo.\"}", "{\"authentic\":\"en\",\"en\":\"Cycle route built\",\"de\":\"Gebauter Radweg\",\"fi\":\"Rakennettu pyöräreitti\",\"sv\":\"Byggd cykelväg\",\"it\":\"Piste ciclabili realizzate\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\",\"it\":\"Definizione nostra.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "emissions-avoided",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Greenhouse gases that did not arise because of the promise, compared with what would have happened without it.\",\"de\":\"Treibhausgase, die durch die Zusage nicht entstanden sind, verglichen mit dem, was ohne sie geschehen wäre.\",\"fi\":\"Kasvihuonekaasut, joita ei sitoumuksen vuoksi syntynyt, verrattuna siihen, mitä ilman sitä olisi tapahtunut.\",\"sv\":\"Växthusgaser som inte uppstod tack vare åtagandet, jämfört med vad som hade hänt utan det.\",\"it\":\"Gas serra che grazie all’impegno non si sono prodotti, rispetto a ciò che sarebbe successo senza.\"}", "{\"authentic\":\"en\",\"en\":\"Emissions avoided\",\"de\":\"Vermiedene Emissionen\",\"fi\":\"Vältetyt päästöt\",\"sv\":\"Undvikna utsläpp\",\"it\":\"Emissioni evitate\"}", "{\"authentic\":\"en\",\"en\":\"Our own words, after the GHG Protocol Policy and Action Standard (2014).\",\"de\":\"In eigenen Worten, nach dem GHG Protocol Policy and Action Standard (2014).\",\"fi\":\"Omin sanoin, GHG Protocol Policy and Action Standardin (2014) mukaan.\",\"sv\":\"Egna ord, efter GHG Protocol Policy and Action Standard (2014).\",\"it\":\"Con parole nostre, secondo il GHG Protocol Policy and Action Standard (2014).\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "emissions-own",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Greenhouse gases that the party emitted within the scope named. Falling numbers are the success.\",\"de\":\"Treibhausgase, die die Partei im genannten Bereich (Scope) ausgestoßen hat. Sinkende Zahlen sind der Erfolg.\",\"fi\":\"Kasvihuonekaasut, jotka osapuoli päästi mainitulla rajauksella (scope). Laskevat luvut ovat onnistuminen.\",\"sv\":\"Växthusgaser som parten släppte ut inom angivet område (scope). Fallande tal är framgången.\",\"it\":\"Gas serra che la parte ha emesso nell’ambito (scope) indicato. Il successo sono numeri che scendono.\"}", "{\"authentic\":\"en\",\"en\":\"Own emissions\",\"de\":\"Eigene Emissionen\",\"fi\":\"Omat päästöt\",\"sv\":\"Egna utsläpp\",\"it\":\"Emissioni proprie\"}", "{\"authentic\":\"en\",\"en\":\"Our own words, after the GHG Protocol Corporate Standard (2004).\",\"de\":\"In eigenen Worten, nach dem GHG Protocol Corporate Standard (2004).\",\"fi\":\"Omin sanoin, GHG Protocol Corporate Standardin (2004) mukaan.\",\"sv\":\"Egna ord, efter GHG Protocol Corporate Standard (2004).\",\"it\":\"Con parole nostre, secondo il GHG Protocol Corporate Standard (2004).\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "energy-saved",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Energy that was not used because of the promise, for the same service. Energy made on site is not counted here.\",\"de\":\"Energie, die durch die Zusage bei gleicher Leistung nicht verbraucht wurde. Selbst erzeugte Energie zählt hier nicht.\",\"fi\":\"Energia, jota ei sitoumuksen vuoksi käytetty samaan palveluun. Paikan päällä tuotettua energiaa ei lasketa tähän.\",\"sv\":\"Energi som inte användes tack vare åtagandet, för samma tjänst. Energi som görs på plats räknas inte här.\",\"it\":\"Energia che grazie all’impegno non è stata usata, a parità di servizio. Qui non si conta l’energia prodotta sul posto.\"}", "{\"authentic\":\"en\",\"en\":\"Energy saved\",\"de\":\"Eingesparte Energie\",\"fi\":\"Säästetty energia\",\"sv\":\"Sparad energi\",\"it\":\"Energia risparmiata\"}", "{\"authentic\":\"en\",\"en\":\"Our own words, after Annex V of the Energy Efficiency Directive (EU) 2023/1791.\",\"de\":\"In eigenen Worten, nach Anhang V der Energieeffizienz-Richtlinie (EU) 2023/1791.\",\"fi\":\"Omin sanoin, energiatehokkuusdirektiivin (EU) 2023/1791 liitteen V mukaan.\",\"sv\":\"Egna ord, efter bilaga V till energieffektivitetsdirektivet (EU) 2023/1791.\",\"it\":\"Con parole nostre, secondo l’allegato V della direttiva sull’efficienza energetica (UE) 2023/1791.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "floor-area-renovated",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Heated floor area of other buildings than homes whose energy renovation was finished in the period.\",\"de\":\"Beheizte Fläche anderer Gebäude als Wohnungen, deren energetische Sanierung im Zeitraum fertig wurde.\",\"fi\":\"Muiden rakennusten kuin asuntojen lämmitetty pinta-ala, jonka energiakorjaus valmistui kaudella.\",\"sv\":\"Uppvärmd yta i andra byggnader än bostäder vars energirenovering blev klar under perioden.\",\"it\":\"Superficie riscaldata di edifici diversi dalle abitazioni, la cui riqualificazione energetica è stata conclusa nel periodo.\"}", "{\"authentic\":\"en\",\"en\":\"Floor area renovated\",\"de\":\"Sanierte Fläche\",\"fi\":\"Korjattu pinta-ala\",\"sv\":\"Renoverad golvyta\",\"it\":\"Superficie riqualificata\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\",\"it\":\"Definizione nostra.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "food-rescued",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Food that would have been thrown away and was eaten by people. Feed and biogas do not count.\",\"de\":\"Lebensmittel, die weggeworfen worden wären und von Menschen gegessen wurden. Futter und Biogas zählen nicht.\",\"fi\":\"Ruoka, joka olisi heitetty pois ja jonka ihmiset söivät. Rehua ja biokaasua ei lasketa.\",\"sv\":\"Mat som skulle ha slängts och åts av människor. Foder och biogas räknas inte.\",\"it\":\"Cibo che sarebbe stato buttato ed è stato mangiato da persone. Mangimi e biogas non contano.\"}", "{\"authentic\":\"en\",\"en\":\"Food rescued\",\"de\":\"Gerettete Lebensmittel\",\"fi\":\"Pelastettu ruoka\",\"sv\":\"Räddad mat\",\"it\":\"Cibo salvato\"}", "{\"authentic\":\"en\",\"en\":\"Our own words, after Article 3 of the Waste Framework Directive 2008/98/EC.\",\"de\":\"In eigenen Worten, nach Artikel 3 der Abfallrahmenrichtlinie 2008/98/EG.\",\"fi\":\"Omin sanoin, jätepuitedirektiivin 2008/98/EY artiklan 3 mukaan.\",\"sv\":\"Egna ord, efter artikel 3 i ramdirektivet om avfall 2008/98/EG.\",\"it\":\"Con parole nostre, secondo l’articolo 3 della direttiva quadro sui rifiuti 2008/98/CE.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "green-area",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Sealed or bare ground, roofs and walls that became green in the period.\",\"de\":\"Versiegelter oder kahler Boden, Dächer und Wände, die im Zeitraum begrünt wurden.\",\"fi\":\"Päällystetty tai paljas maa, katot ja seinät, jotka viherrettiin kaudella.\",\"sv\":\"Hårdgjord eller bar mark, tak och väggar som blev gröna under perioden.\",\"it\":\"Suolo impermeabilizzato o nudo, tetti e pareti che nel periodo sono diventati verdi.\"}", "{\"authentic\":\"en\",\"en\":\"Green area made\",\"de\":\"Neue Grünfläche\",\"fi\":\"Luotu viherala\",\"sv\":\"Skapad grönyta\",\"it\":\"Superficie verde creata\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\",\"it\":\"Definizione nostra.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "heat-recovered",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Heat that would have been lost and was used elsewhere, measured where it is handed over.\",\"de\":\"Wärme, die sonst verloren ginge und anderswo genutzt wurde, gemessen an der Übergabe.\",\"fi\":\"Lämpö, joka olisi mennyt hukkaan ja käytettiin muualla, mitattuna luovutuspisteessä.\",\"sv\":\"Värme som annars gått förlorad och användes på annat håll, mätt vid överlämningen.\",\"it\":\"Calore che sarebbe andato perso ed è stato usato altrove, misurato nel punto di cessione.\"}", "{\"authentic\":\"en\",\"en\":\"Waste heat used\",\"de\":\"Genutzte Abwärme\",\"fi\":\"Hyödynnetty hukkalämpö\",\"sv\":\"Utnyttjad spillvärme\",\"it\":\"Calore di scarto utilizzato\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\",\"it\":\"Definizione nostra.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "homes-renovated",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Homes whose energy renovation was finished in the period. A home counts once, even if it is renovated in steps.\",\"de\":\"Wohnungen, deren energetische Sanierung im Zeitraum fertig wurde. Jede zählt einmal, auch bei Sanierung in Schritten.\",\"fi\":\"Asunnot, joiden energiakorjaus valmistui kaudella. Asunto lasketaan kerran, vaikka se korjattaisiin vaiheittain.\",\"sv\":\"Bostäder vars energirenovering blev klar under perioden. En bostad räknas en gång, även om den renoveras i steg.\",\"it\":\"Abitazioni la cui riqualificazione energetica è stata conclusa nel periodo. Ogni abitazione si conta una volta, anche se riqualificata a tappe.\"}", "{\"authentic\":\"en\",\"en\":\"Homes renovated\",\"de\":\"Sanierte Wohnungen\",\"fi\":\"Korjatut asunnot\",\"sv\":\"Renoverade bostäder\",\"it\":\"Abitazioni riqualificate\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\",\"it\":\"Definizione nostra.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "households-reached",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Households that got advice, help or a service in person. Leaflets and views of a page do not count.\",\"de\":\"Haushalte, die persönlich Beratung, Hilfe oder eine Leistung bekamen. Flugblätter und Seitenaufrufe zählen nicht.\",\"fi\":\"Kotitaloudet, jotka saivat henkilökohtaisesti neuvontaa, apua tai palvelun. Esitteitä ja sivun avauksia ei lasketa.\",\"sv\":\"Hushåll som fick råd, hjälp eller en tjänst personligen. Broschyrer och sidvisningar räknas inte.\",\"it\":\"Famiglie che hanno ricevuto di persona consulenza, aiuto o un servizio. Volantini e visite a una pagina non contano.\"}", "{\"authentic\":\"en\",\"en\":\"Households reached\",\"de\":\"Erreichte Haushalte\",\"fi\":\"Tavoitetut kotitaloudet\",\"sv\":\"Nådda hushåll\",\"it\":\"Famiglie raggiunte\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\",\"it\":\"Definizione nostra.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "inclusive-jobs",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Paid jobs held at the end of the period by people who were without work for a year or are disabled, refugees or without a school leaving certificate.\",\"de\":\"Bezahlte Stellen am Ende des Zeitraums von Menschen, die ein Jahr ohne Arbeit waren oder eine Behinderung haben, geflüchtet oder ohne Schulabschluss sind.\",\"fi\":\"Palkalliset työpaikat kauden lopussa henkilöillä, jotka olivat vuoden työttöminä tai ovat vammaisia, pakolaisia tai vailla päättötodistusta.\",\"sv\":\"Betalda jobb vid periodens slut som innehas av personer som varit utan arbete i ett år eller har en funktionsnedsättning, är flyktingar eller saknar avgångsbetyg.\",\"it\":\"Posti di lavoro pagati, occupati alla fine del periodo da persone senza lavoro da un anno, con disabilità, rifugiate o senza un diploma.\"}", "{\"authentic\":\"en\",\"en\":\"Jobs for people far from work\",\"de\":\"Arbeitsplätze für Arbeitsmarktferne\",\"fi\":\"Työpaikat vaikeasti työllistyville\",\"sv\":\"Jobb för personer långt från arbetsmarknaden\",\"it\":\"Lavoro per chi ne è lontano\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\",\"it\":\"Definizione nostra.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "meals-shared",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Meals given free or at a low price to people who need them.\",\"de\":\"Mahlzeiten, die Menschen, die sie brauchen, kostenlos oder günstig bekamen.\",\"fi\":\"Ateriat, jotka annettiin ilmaiseksi tai edullisesti niitä tarvitseville.\",\"sv\":\"Måltider som gavs gratis eller billigt till människor som behöver dem.\",\"it\":\"Pasti dati gratis o a basso prezzo a chi ne ha bisogno.\"}", "{\"authentic\":\"en\",\"en\":\"Meals shared\",\"de\":\"Geteilte Mahlzeiten\",\"fi\":\"Jaetut ateriat\",\"sv\":\"Delade måltider\",\"it\":\"Pasti condivisi\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\",\"it\":\"Definizione nostra.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "money-invested",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Money that the party spent on the promise in the period, before tax, grants included.\",\"de\":\"Geld, das die Partei im Zeitraum für die Zusage ausgab, ohne Steuer, Fördermittel eingeschlossen.\",\"fi\":\"Raha, jonka osapuoli käytti sitoumukseen kaudella, ilman veroa, avustukset mukaan lukien.\",\"sv\":\"Pengar som parten lade på åtagandet under perioden, utan skatt, bidrag inräknade.\",\"it\":\"Denaro speso dalla parte per l’impegno nel periodo, al netto delle imposte, contributi compresi.\"}", "{\"authentic\":\"en\",\"en\":\"Money invested\",\"de\":\"Investiertes Geld\",\"fi\":\"Sijoitettu raha\",\"sv\":\"Investerade pengar\",\"it\":\"Denaro investito\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\",\"it\":\"Definizione nostra.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "people-trained",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"People who finished a training of four hours or more in the period. Each counts once for each training.\",\"de\":\"Menschen, die im Zeitraum eine Schulung von mindestens vier Stunden abgeschlossen haben. Jeder zählt je Schulung einmal.\",\"fi\":\"Ihmiset, jotka suorittivat kaudella vähintään neljän tunnin koulutuksen. Kukin lasketaan kerran koulutusta kohden.\",\"sv\":\"Personer som avslutade en utbildning på minst fyra timmar under perioden. Var och en räknas en gång per utbildning.\",\"it\":\"Persone che nel periodo hanno concluso una formazione di almeno quattro ore. Ognuna si conta una volta per ogni formazione.\"}", "{\"authentic\":\"en\",\"en\":\"People trained\",\"de\":\"Geschulte Menschen\",\"fi\":\"Koulutetut ihmiset\",\"sv\":\"Utbildade personer\",\"it\":\"Persone formate\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\",\"it\":\"Definizione nostra.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "renewable-capacity",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Rated power of the plants of the promise that run at the end of the period; of solar plants the peak power.\",\"de\":\"Nennleistung der Anlagen der Zusage, die am Ende des Zeitraums laufen; bei Solaranlagen die Spitzenleistung.\",\"fi\":\"Sitoumuksen laitosten nimellisteho kauden lopussa; aurinkovoimaloiden huipputeho.\",\"sv\":\"Märkeffekt hos åtagandets anläggningar som är i drift vid periodens slut; för solanläggningar toppeffekten.\",\"it\":\"Potenza nominale degli impianti dell’impegno in funzione alla fine del periodo; per il fotovoltaico la potenza di picco.\"}", "{\"authentic\":\"en\",\"en\":\"Renewable capacity\",\"de\":\"Leistung aus Erneuerbaren\",\"fi\":\"Uusiutuva kapasiteetti\",\"sv\":\"Förnybar effekt\",\"it\":\"Potenza rinnovabile\"}", "{\"authentic\":\"en\",\"en\":\"Our own words, after Article 2 of the Renewable Energy Directive (EU) 2018/2001.\",\"de\":\"In eigenen Worten, nach Artikel 2 der Erneuerbare-Energien-Richtlinie (EU) 2018/2001.\",\"fi\":\"Omin sanoin, uusiutuvan energian direktiivin (EU) 2018/2001 artiklan 2 mukaan.\",\"sv\":\"Egna ord, efter artikel 2 i direktivet om förnybar energi (EU) 2018/2001.\",\"it\":\"Con parole nostre, secondo l’articolo 2 della direttiva sulle energie rinnovabili (UE) 2018/2001.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "renewable-energy",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Power and heat from sun, wind, water, ground, air or sustainable biomass, made by plants of the promise.\",\"de\":\"Strom und Wärme aus Sonne, Wind, Wasser, Erde, Luft oder nachhaltiger Biomasse aus Anlagen der Zusage.\",\"fi\":\"Sähkö ja lämpö auringosta, tuulesta, vedestä, maasta, ilmasta tai kestävästä biomassasta sitoumuksen laitoksista.\",\"sv\":\"El och värme från sol, vind, vatten, mark, luft eller hållbar biomassa, från åtagandets anläggningar.\",\"it\":\"Elettricità e calore da sole, vento, acqua, suolo, aria o biomassa sostenibile, prodotti da impianti dell’impegno.\"}", "{\"authentic\":\"en\",\"en\":\"Renewable energy produced\",\"de\":\"Erzeugte erneuerbare Energie\",\"fi\":\"Tuotettu uusiutuva energia\",\"sv\":\"Producerad förnybar energi\",\"it\":\"Energia rinnovabile prodotta\"}", "{\"authentic\":\"en\",\"en\":\"Our own words, after Article 2 of the Renewable Energy Directive (EU) 2018/2001.\",\"de\":\"In eigenen Worten, nach Artikel 2 der Erneuerbare-Energien-Richtlinie (EU) 2018/2001.\",\"fi\":\"Omin sanoin, uusiutuvan energian direktiivin (EU) 2018/2001 artiklan 2 mukaan.\",\"sv\":\"Egna ord, efter artikel 2 i direktivet om förnybar energi (EU) 2018/2001.\",\"it\":\"Con parole nostre, secondo l’articolo 2 della direttiva sulle energie rinnovabili (UE) 2018/2001.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "things-repaired",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Things that were broken and worked again after a repair in the period.\",\"de\":\"Dinge, die kaputt waren und nach einer Reparatur im Zeitraum wieder funktionierten.\",\"fi\":\"Esineet, jotka olivat rikki ja toimivat taas kaudella tehdyn korjauksen jälkeen.\",\"sv\":\"Saker som var trasiga och fungerade igen efter en reparation under perioden.\",\"it\":\"Oggetti che erano rotti e che dopo una riparazione nel periodo hanno funzionato di nuovo.\"}", "{\"authentic\":\"en\",\"en\":\"Things repaired\",\"de\":\"Reparierte Dinge\",\"fi\":\"Korjatut esineet\",\"sv\":\"Reparerade saker\",\"it\":\"Oggetti riparati\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\",\"it\":\"Definizione nostra.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "trees-planted",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Trees that were planted and stood at the end of the period. Replacing a felled tree does not count.\",\"de\":\"Bäume, die gepflanzt wurden und am Ende des Zeitraums standen. Ersatz für gefällte Bäume zählt nicht.\",\"fi\":\"Puut, jotka istutettiin ja jotka olivat pystyssä kauden lopussa. Kaadetun puun korvaamista ei lasketa.\",\"sv\":\"Träd som planterades och stod kvar vid periodens slut. Att ersätta ett fällt träd räknas inte.\",\"it\":\"Alberi che sono stati piantati e c’erano ancora alla fine del periodo. Sostituire un albero abbattuto non conta.\"}", "{\"authentic\":\"en\",\"en\":\"Trees planted\",\"de\":\"Gepflanzte Bäume\",\"fi\":\"Istutetut puut\",\"sv\":\"Planterade träd\",\"it\":\"Alberi piantati\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\",\"it\":\"Definizione nostra.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "volunteer-hours",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Hours of unpaid work that people gave of their own will. Paid working time does not count.\",\"de\":\"Stunden unbezahlter Arbeit, die Menschen freiwillig gaben. Bezahlte Arbeitszeit zählt nicht.\",\"fi\":\"Palkattoman työn tunnit, jotka ihmiset antoivat vapaasta tahdosta. Palkallista työaikaa ei lasketa.\",\"sv\":\"Timmar av oavlönat arbete som människor gav frivilligt. Betald arbetstid räknas inte.\",\"it\":\"Ore di lavoro non pagato date di propria volontà. L’orario di lavoro pagato non conta.\"}", "{\"authentic\":\"en\",\"en\":\"Volunteer hours\",\"de\":\"Ehrenamtliche Stunden\",\"fi\":\"Vapaaehtoistunnit\",\"sv\":\"Volontärtimmar\",\"it\":\"Ore di volontariato\"}", "{\"authentic\":\"en\",\"en\":\"Our own words, after the ILO Manual on the Measurement of Volunteer Work (2011).\",\"de\":\"In eigenen Worten, nach dem ILO Manual on the Measurement of Volunteer Work (2011).\",\"fi\":\"Omin sanoin, ILO Manual on the Measurement of Volunteer Work (2011) -käsikirjan mukaan.\",\"sv\":\"Egna ord, efter ILO Manual on the Measurement of Volunteer Work (2011).\",\"it\":\"Con parole nostre, secondo il manuale dell’OIL sulla misurazione del lavoro volontario (2011).\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "waste-avoided",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Waste that did not arise because things were used longer or again, or not made. Recycling is not counted here.\",\"de\":\"Abfall, der nicht entstand, weil Dinge länger oder wieder genutzt oder nicht hergestellt wurden. Recycling zählt hier nicht.\",\"fi\":\"Jäte, jota ei syntynyt, koska tavaroita käytettiin pidempään tai uudelleen tai niitä ei valmistettu. Kierrätystä ei lasketa tähän.\",\"sv\":\"Avfall som inte uppstod därför att saker användes längre eller igen, eller inte tillverkades. Återvinning räknas inte här.\",\"it\":\"Rifiuti che non si sono prodotti perché le cose sono state usate più a lungo o di nuovo, o non sono state fabbricate. Qui non si conta il riciclo.\"}", "{\"authentic\":\"en\",\"en\":\"Waste avoided\",\"de\":\"Vermiedener Abfall\",\"fi\":\"Vältetty jäte\",\"sv\":\"Undviket avfall\",\"it\":\"Rifiuti evitati\"}", "{\"authentic\":\"en\",\"en\":\"Our own words, after Article 3 of the Waste Framework Directive 2008/98/EC.\",\"de\":\"In eigenen Worten, nach Artikel 3 der Abfallrahmenrichtlinie 2008/98/EG.\",\"fi\":\"Omin sanoin, jätepuitedirektiivin 2008/98/EY artiklan 3 mukaan.\",\"sv\":\"Egna ord, efter artikel 3 i ramdirektivet om avfall 2008/98/EG.\",\"it\":\"Con parole nostre, secondo l’articolo 3 della direttiva quadro sui rifiuti 2008/98/CE.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "water-saved",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Drinking water that was not used because of the promise, for the same service.\",\"de\":\"Trinkwasser, das durch die Zusage bei gleicher Leistung nicht verbraucht wurde.\",\"fi\":\"Juomavesi, jota ei sitoumuksen vuoksi käytetty samaan palveluun.\",\"sv\":\"Dricksvatten som inte användes tack vare åtagandet, för samma tjänst.\",\"it\":\"Acqua potabile che grazie all’impegno non è stata usata, a parità di servizio.\"}", "{\"authentic\":\"en\",\"en\":\"Water saved\",\"de\":\"Eingespartes Wasser\",\"fi\":\"Säästetty vesi\",\"sv\":\"Sparat vatten\",\"it\":\"Acqua risparmiata\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\",\"it\":\"Definizione nostra.\"}" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "car-kilometres-avoided",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Kilometres that were not driven by car or van because people walked, cycled, rode together or stayed.\",\"de\":\"Kilometer, die nicht mit Auto oder Lieferwagen gefahren wurden, weil Menschen gingen, radelten, zusammen fuhren oder blieben.\",\"fi\":\"Kilometrit, joita ei ajettu autolla, koska kuljettiin jalan, pyörällä, yhdessä tai ei lainkaan.\",\"sv\":\"Kilometer som inte kördes med bil eller skåpbil därför att man gick, cyklade, samåkte eller stannade.\"}", "{\"authentic\":\"en\",\"en\":\"Car kilometres avoided\",\"de\":\"Vermiedene Autokilometer\",\"fi\":\"Vältetyt autokilometrit\",\"sv\":\"Undvikna bilkilometer\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "cycle-route",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Length of routes for bicycles that were opened or made safe in the period.\",\"de\":\"Länge der Radwege, die im Zeitraum eröffnet oder sicher gemacht wurden.\",\"fi\":\"Kaudella avattujen tai turvallisiksi tehtyjen pyöräreittien pituus.\",\"sv\":\"Längden på cykelvägar som öppnades eller gjordes säkra under perioden.\"}", "{\"authentic\":\"en\",\"en\":\"Cycle route built\",\"de\":\"Gebauter Radweg\",\"fi\":\"Rakennettu pyöräreitti\",\"sv\":\"Byggd cykelväg\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "emissions-avoided",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Greenhouse gases that did not arise because of the promise, compared with what would have happened without it.\",\"de\":\"Treibhausgase, die durch die Zusage nicht entstanden sind, verglichen mit dem, was ohne sie geschehen wäre.\",\"fi\":\"Kasvihuonekaasut, joita ei sitoumuksen vuoksi syntynyt, verrattuna siihen, mitä ilman sitä olisi tapahtunut.\",\"sv\":\"Växthusgaser som inte uppstod tack vare åtagandet, jämfört med vad som hade hänt utan det.\"}", "{\"authentic\":\"en\",\"en\":\"Emissions avoided\",\"de\":\"Vermiedene Emissionen\",\"fi\":\"Vältetyt päästöt\",\"sv\":\"Undvikna utsläpp\"}", "{\"authentic\":\"en\",\"en\":\"Our own words, after the GHG Protocol Policy and Action Standard (2014).\",\"de\":\"In eigenen Worten, nach dem GHG Protocol Policy and Action Standard (2014).\",\"fi\":\"Omin sanoin, GHG Protocol Policy and Action Standardin (2014) mukaan.\",\"sv\":\"Egna ord, efter GHG Protocol Policy and Action Standard (2014).\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "emissions-own",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Greenhouse gases that the party emitted within the scope named. Falling numbers are the success.\",\"de\":\"Treibhausgase, die die Partei im genannten Bereich (Scope) ausgestoßen hat. Sinkende Zahlen sind der Erfolg.\",\"fi\":\"Kasvihuonekaasut, jotka osapuoli päästi mainitulla rajauksella (scope). Laskevat luvut ovat onnistuminen.\",\"sv\":\"Växthusgaser som parten släppte ut inom angivet område (scope). Fallande tal är framgången.\"}", "{\"authentic\":\"en\",\"en\":\"Own emissions\",\"de\":\"Eigene Emissionen\",\"fi\":\"Omat päästöt\",\"sv\":\"Egna utsläpp\"}", "{\"authentic\":\"en\",\"en\":\"Our own words, after the GHG Protocol Corporate Standard (2004).\",\"de\":\"In eigenen Worten, nach dem GHG Protocol Corporate Standard (2004).\",\"fi\":\"Omin sanoin, GHG Protocol Corporate Standardin (2004) mukaan.\",\"sv\":\"Egna ord, efter GHG Protocol Corporate Standard (2004).\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "energy-saved",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Energy that was not used because of the promise, for the same service. Energy made on site is not counted here.\",\"de\":\"Energie, die durch die Zusage bei gleicher Leistung nicht verbraucht wurde. Selbst erzeugte Energie zählt hier nicht.\",\"fi\":\"Energia, jota ei sitoumuksen vuoksi käytetty samaan palveluun. Paikan päällä tuotettua energiaa ei lasketa tähän.\",\"sv\":\"Energi som inte användes tack vare åtagandet, för samma tjänst. Energi som görs på plats räknas inte här.\"}", "{\"authentic\":\"en\",\"en\":\"Energy saved\",\"de\":\"Eingesparte Energie\",\"fi\":\"Säästetty energia\",\"sv\":\"Sparad energi\"}", "{\"authentic\":\"en\",\"en\":\"Our own words, after Annex V of the Energy Efficiency Directive (EU) 2023/1791.\",\"de\":\"In eigenen Worten, nach Anhang V der Energieeffizienz-Richtlinie (EU) 2023/1791.\",\"fi\":\"Omin sanoin, energiatehokkuusdirektiivin (EU) 2023/1791 liitteen V mukaan.\",\"sv\":\"Egna ord, efter bilaga V till energieffektivitetsdirektivet (EU) 2023/1791.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "floor-area-renovated",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Heated floor area of other buildings than homes whose energy renovation was finished in the period.\",\"de\":\"Beheizte Fläche anderer Gebäude als Wohnungen, deren energetische Sanierung im Zeitraum fertig wurde.\",\"fi\":\"Muiden rakennusten kuin asuntojen lämmitetty pinta-ala, jonka energiakorjaus valmistui kaudella.\",\"sv\":\"Uppvärmd yta i andra byggnader än bostäder vars energirenovering blev klar under perioden.\"}", "{\"authentic\":\"en\",\"en\":\"Floor area renovated\",\"de\":\"Sanierte Fläche\",\"fi\":\"Korjattu pinta-ala\",\"sv\":\"Renoverad golvyta\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "food-rescued",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Food that would have been thrown away and was eaten by people. Feed and biogas do not count.\",\"de\":\"Lebensmittel, die weggeworfen worden wären und von Menschen gegessen wurden. Futter und Biogas zählen nicht.\",\"fi\":\"Ruoka, joka olisi heitetty pois ja jonka ihmiset söivät. Rehua ja biokaasua ei lasketa.\",\"sv\":\"Mat som skulle ha slängts och åts av människor. Foder och biogas räknas inte.\"}", "{\"authentic\":\"en\",\"en\":\"Food rescued\",\"de\":\"Gerettete Lebensmittel\",\"fi\":\"Pelastettu ruoka\",\"sv\":\"Räddad mat\"}", "{\"authentic\":\"en\",\"en\":\"Our own words, after Article 3 of the Waste Framework Directive 2008/98/EC.\",\"de\":\"In eigenen Worten, nach Artikel 3 der Abfallrahmenrichtlinie 2008/98/EG.\",\"fi\":\"Omin sanoin, jätepuitedirektiivin 2008/98/EY artiklan 3 mukaan.\",\"sv\":\"Egna ord, efter artikel 3 i ramdirektivet om avfall 2008/98/EG.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "green-area",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Sealed or bare ground, roofs and walls that became green in the period.\",\"de\":\"Versiegelter oder kahler Boden, Dächer und Wände, die im Zeitraum begrünt wurden.\",\"fi\":\"Päällystetty tai paljas maa, katot ja seinät, jotka viherrettiin kaudella.\",\"sv\":\"Hårdgjord eller bar mark, tak och väggar som blev gröna under perioden.\"}", "{\"authentic\":\"en\",\"en\":\"Green area made\",\"de\":\"Neue Grünfläche\",\"fi\":\"Luotu viherala\",\"sv\":\"Skapad grönyta\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "heat-recovered",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Heat that would have been lost and was used elsewhere, measured where it is handed over.\",\"de\":\"Wärme, die sonst verloren ginge und anderswo genutzt wurde, gemessen an der Übergabe.\",\"fi\":\"Lämpö, joka olisi mennyt hukkaan ja käytettiin muualla, mitattuna luovutuspisteessä.\",\"sv\":\"Värme som annars gått förlorad och användes på annat håll, mätt vid överlämningen.\"}", "{\"authentic\":\"en\",\"en\":\"Waste heat used\",\"de\":\"Genutzte Abwärme\",\"fi\":\"Hyödynnetty hukkalämpö\",\"sv\":\"Utnyttjad spillvärme\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "homes-renovated",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Homes whose energy renovation was finished in the period. A home counts once, even if it is renovated in steps.\",\"de\":\"Wohnungen, deren energetische Sanierung im Zeitraum fertig wurde. Jede zählt einmal, auch bei Sanierung in Schritten.\",\"fi\":\"Asunnot, joiden energiakorjaus valmistui kaudella. Asunto lasketaan kerran, vaikka se korjattaisiin vaiheittain.\",\"sv\":\"Bostäder vars energirenovering blev klar under perioden. En bostad räknas en gång, även om den renoveras i steg.\"}", "{\"authentic\":\"en\",\"en\":\"Homes renovated\",\"de\":\"Sanierte Wohnungen\",\"fi\":\"Korjatut asunnot\",\"sv\":\"Renoverade bostäder\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "households-reached",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Households that got advice, help or a service in person. Leaflets and views of a page do not count.\",\"de\":\"Haushalte, die persönlich Beratung, Hilfe oder eine Leistung bekamen. Flugblätter und Seitenaufrufe zählen nicht.\",\"fi\":\"Kotitaloudet, jotka saivat henkilökohtaisesti neuvontaa, apua tai palvelun. Esitteitä ja sivun avauksia ei lasketa.\",\"sv\":\"Hushåll som fick råd, hjälp eller en tjänst personligen. Broschyrer och sidvisningar räknas inte.\"}", "{\"authentic\":\"en\",\"en\":\"Households reached\",\"de\":\"Erreichte Haushalte\",\"fi\":\"Tavoitetut kotitaloudet\",\"sv\":\"Nådda hushåll\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "inclusive-jobs",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Paid jobs held at the end of the period by people who were without work for a year or are disabled, refugees or without a school leaving certificate.\",\"de\":\"Bezahlte Stellen am Ende des Zeitraums von Menschen, die ein Jahr ohne Arbeit waren oder eine Behinderung haben, geflüchtet oder ohne Schulabschluss sind.\",\"fi\":\"Palkalliset työpaikat kauden lopussa henkilöillä, jotka olivat vuoden työttöminä tai ovat vammaisia, pakolaisia tai vailla päättötodistusta.\",\"sv\":\"Betalda jobb vid periodens slut som innehas av personer som varit utan arbete i ett år eller har en funktionsnedsättning, är flyktingar eller saknar avgångsbetyg.\"}", "{\"authentic\":\"en\",\"en\":\"Jobs for people far from work\",\"de\":\"Arbeitsplätze für Arbeitsmarktferne\",\"fi\":\"Työpaikat vaikeasti työllistyville\",\"sv\":\"Jobb för personer långt från arbetsmarknaden\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "meals-shared",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Meals given free or at a low price to people who need them.\",\"de\":\"Mahlzeiten, die Menschen, die sie brauchen, kostenlos oder günstig bekamen.\",\"fi\":\"Ateriat, jotka annettiin ilmaiseksi tai edullisesti niitä tarvitseville.\",\"sv\":\"Måltider som gavs gratis eller billigt till människor som behöver dem.\"}", "{\"authentic\":\"en\",\"en\":\"Meals shared\",\"de\":\"Geteilte Mahlzeiten\",\"fi\":\"Jaetut ateriat\",\"sv\":\"Delade måltider\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "money-invested",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Money that the party spent on the promise in the period, before tax, grants included.\",\"de\":\"Geld, das die Partei im Zeitraum für die Zusage ausgab, ohne Steuer, Fördermittel eingeschlossen.\",\"fi\":\"Raha, jonka osapuoli käytti sitoumukseen kaudella, ilman veroa, avustukset mukaan lukien.\",\"sv\":\"Pengar som parten lade på åtagandet under perioden, utan skatt, bidrag inräknade.\"}", "{\"authentic\":\"en\",\"en\":\"Money invested\",\"de\":\"Investiertes Geld\",\"fi\":\"Sijoitettu raha\",\"sv\":\"Investerade pengar\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "people-trained",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"People who finished a training of four hours or more in the period. Each counts once for each training.\",\"de\":\"Menschen, die im Zeitraum eine Schulung von mindestens vier Stunden abgeschlossen haben. Jeder zählt je Schulung einmal.\",\"fi\":\"Ihmiset, jotka suorittivat kaudella vähintään neljän tunnin koulutuksen. Kukin lasketaan kerran koulutusta kohden.\",\"sv\":\"Personer som avslutade en utbildning på minst fyra timmar under perioden. Var och en räknas en gång per utbildning.\"}", "{\"authentic\":\"en\",\"en\":\"People trained\",\"de\":\"Geschulte Menschen\",\"fi\":\"Koulutetut ihmiset\",\"sv\":\"Utbildade personer\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "renewable-capacity",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Rated power of the plants of the promise that run at the end of the period; of solar plants the peak power.\",\"de\":\"Nennleistung der Anlagen der Zusage, die am Ende des Zeitraums laufen; bei Solaranlagen die Spitzenleistung.\",\"fi\":\"Sitoumuksen laitosten nimellisteho kauden lopussa; aurinkovoimaloiden huipputeho.\",\"sv\":\"Märkeffekt hos åtagandets anläggningar som är i drift vid periodens slut; för solanläggningar toppeffekten.\"}", "{\"authentic\":\"en\",\"en\":\"Renewable capacity\",\"de\":\"Leistung aus Erneuerbaren\",\"fi\":\"Uusiutuva kapasiteetti\",\"sv\":\"Förnybar effekt\"}", "{\"authentic\":\"en\",\"en\":\"Our own words, after Article 2 of the Renewable Energy Directive (EU) 2018/2001.\",\"de\":\"In eigenen Worten, nach Artikel 2 der Erneuerbare-Energien-Richtlinie (EU) 2018/2001.\",\"fi\":\"Omin sanoin, uusiutuvan energian direktiivin (EU) 2018/2001 artiklan 2 mukaan.\",\"sv\":\"Egna ord, efter artikel 2 i direktivet om förnybar energi (EU) 2018/2001.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "renewable-energy",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Power and heat from sun, wind, water, ground, air or sustainable biomass, made by plants of the promise.\",\"de\":\"Strom und Wärme aus Sonne, Wind, Wasser, Erde, Luft oder nachhaltiger Biomasse aus Anlagen der Zusage.\",\"fi\":\"Sähkö ja lämpö auringosta, tuulesta, vedestä, maasta, ilmasta tai kestävästä biomassasta sitoumuksen laitoksista.\",\"sv\":\"El och värme från sol, vind, vatten, mark, luft eller hållbar biomassa, från åtagandets anläggningar.\"}", "{\"authentic\":\"en\",\"en\":\"Renewable energy produced\",\"de\":\"Erzeugte erneuerbare Energie\",\"fi\":\"Tuotettu uusiutuva energia\",\"sv\":\"Producerad förnybar energi\"}", "{\"authentic\":\"en\",\"en\":\"Our own words, after Article 2 of the Renewable Energy Directive (EU) 2018/2001.\",\"de\":\"In eigenen Worten, nach Artikel 2 der Erneuerbare-Energien-Richtlinie (EU) 2018/2001.\",\"fi\":\"Omin sanoin, uusiutuvan energian direktiivin (EU) 2018/2001 artiklan 2 mukaan.\",\"sv\":\"Egna ord, efter artikel 2 i direktivet om förnybar energi (EU) 2018/2001.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "things-repaired",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Things that were broken and worked again after a repair in the period.\",\"de\":\"Dinge, die kaputt waren und nach einer Reparatur im Zeitraum wieder funktionierten.\",\"fi\":\"Esineet, jotka olivat rikki ja toimivat taas kaudella tehdyn korjauksen jälkeen.\",\"sv\":\"Saker som var trasiga och fungerade igen efter en reparation under perioden.\"}", "{\"authentic\":\"en\",\"en\":\"Things repaired\",\"de\":\"Reparierte Dinge\",\"fi\":\"Korjatut esineet\",\"sv\":\"Reparerade saker\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "trees-planted",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Trees that were planted and stood at the end of the period. Replacing a felled tree does not count.\",\"de\":\"Bäume, die gepflanzt wurden und am Ende des Zeitraums standen. Ersatz für gefällte Bäume zählt nicht.\",\"fi\":\"Puut, jotka istutettiin ja jotka olivat pystyssä kauden lopussa. Kaadetun puun korvaamista ei lasketa.\",\"sv\":\"Träd som planterades och stod kvar vid periodens slut. Att ersätta ett fällt träd räknas inte.\"}", "{\"authentic\":\"en\",\"en\":\"Trees planted\",\"de\":\"Gepflanzte Bäume\",\"fi\":\"Istutetut puut\",\"sv\":\"Planterade träd\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "volunteer-hours",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Hours of unpaid work that people gave of their own will. Paid working time does not count.\",\"de\":\"Stunden unbezahlter Arbeit, die Menschen freiwillig gaben. Bezahlte Arbeitszeit zählt nicht.\",\"fi\":\"Palkattoman työn tunnit, jotka ihmiset antoivat vapaasta tahdosta. Palkallista työaikaa ei lasketa.\",\"sv\":\"Timmar av oavlönat arbete som människor gav frivilligt. Betald arbetstid räknas inte.\"}", "{\"authentic\":\"en\",\"en\":\"Volunteer hours\",\"de\":\"Ehrenamtliche Stunden\",\"fi\":\"Vapaaehtoistunnit\",\"sv\":\"Volontärtimmar\"}", "{\"authentic\":\"en\",\"en\":\"Our own words, after the ILO Manual on the Measurement of Volunteer Work (2011).\",\"de\":\"In eigenen Worten, nach dem ILO Manual on the Measurement of Volunteer Work (2011).\",\"fi\":\"Omin sanoin, ILO Manual on the Measurement of Volunteer Work (2011) -käsikirjan mukaan.\",\"sv\":\"Egna ord, efter ILO Manual on the Measurement of Volunteer Work (2011).\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "waste-avoided",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Waste that did not arise because things were used longer or again, or not made. Recycling is not counted here.\",\"de\":\"Abfall, der nicht entstand, weil Dinge länger oder wieder genutzt oder nicht hergestellt wurden. Recycling zählt hier nicht.\",\"fi\":\"Jäte, jota ei syntynyt, koska tavaroita käytettiin pidempään tai uudelleen tai niitä ei valmistettu. Kierrätystä ei lasketa tähän.\",\"sv\":\"Avfall som inte uppstod därför att saker användes längre eller igen, eller inte tillverkades. Återvinning räknas inte här.\"}", "{\"authentic\":\"en\",\"en\":\"Waste avoided\",\"de\":\"Vermiedener Abfall\",\"fi\":\"Vältetty jäte\",\"sv\":\"Undviket avfall\"}", "{\"authentic\":\"en\",\"en\":\"Our own words, after Article 3 of the Waste Framework Directive 2008/98/EC.\",\"de\":\"In eigenen Worten, nach Artikel 3 der Abfallrahmenrichtlinie 2008/98/EG.\",\"fi\":\"Omin sanoin, jätepuitedirektiivin 2008/98/EY artiklan 3 mukaan.\",\"sv\":\"Egna ord, efter artikel 3 i ramdirektivet om avfall 2008/98/EG.\"}" });

            migrationBuilder.UpdateData(
                table: "indicators",
                keyColumn: "identifier",
                keyValue: "water-saved",
                columns: new[] { "definition", "name", "source" },
                values: new object[] { "{\"authentic\":\"en\",\"en\":\"Drinking water that was not used because of the promise, for the same service.\",\"de\":\"Trinkwasser, das durch die Zusage bei gleicher Leistung nicht verbraucht wurde.\",\"fi\":\"Juomavesi, jota ei sitoumuksen vuoksi käytetty samaan palveluun.\",\"sv\":\"Dricksvatten som inte användes tack vare åtagandet, för samma tjänst.\"}", "{\"authentic\":\"en\",\"en\":\"Water saved\",\"de\":\"Eingespartes Wasser\",\"fi\":\"Säästetty vesi\",\"sv\":\"Sparat vatten\"}", "{\"authentic\":\"en\",\"en\":\"Our own definition.\",\"de\":\"Eigene Definition.\",\"fi\":\"Oma määritelmä.\",\"sv\":\"Egen definition.\"}" });
        }
    }
}
