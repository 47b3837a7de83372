using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Alliance.Tests.Transparency.Tables;

/// <summary>Workbooks that nobody's spreadsheet writes: small files that are large inside, or something else.</summary>
internal static class HostileWorkbook
{
    private const string Types = "http://schemas.openxmlformats.org/package/2006/";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Writes the file of this name.</summary>
    public static void Write(string path, string what)
    {
        switch (what)
        {
            case "not a zip":
                File.WriteAllText(path, "id;city\r\n");
                return;
            case "empty":
                File.WriteAllBytes(path, []);
                return;
            case "old xls":
                File.WriteAllBytes(path, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[4096]]);
                return;
            case "password":
                byte[] container = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[1024]];
                File.WriteAllBytes(
                    path,
                    [.. container, .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. container]
                );
                return;
            case "OpenDocument":
                using (var ods = ZipFile.Open(path, ZipArchiveMode.Create))
                {
                    Entry(ods, "mimetype", w => w.Write("application/vnd.oasis.opendocument.spreadsheet"));
                    Entry(ods, "content.xml", w => w.Write("<office/>"));
                }
                return;
        }
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
            Fill(zip, what);
        if (what == "lying size")
            Lie(path);
        if (what == "cut off")
            using (var file = File.OpenWrite(path))
                file.SetLength(file.Length / 2);
    }

    private static void Fill(ZipArchive zip, string what)
    {
        Entry(
            zip,
            "[Content_Types].xml",
            w =>
                w.Write(
                    $"""<Types xmlns="{Types}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"""
                )
        );
        Entry(zip, "_rels/.rels", w => w.Write(Relations(("officeDocument", "xl/workbook.xml"))));
        Entry(
            zip,
            "xl/workbook.xml",
            w =>
                w.Write(
                    $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="Deals" sheetId="1" r:id="r0"/></sheets></workbook>"""
                )
        );
        Entry(
            zip,
            "xl/_rels/workbook.xml.rels",
            w => w.Write(Relations(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")))
        );
        Entry(zip, "xl/sharedStrings.xml", w => Strings(w, what));
        Entry(zip, "xl/worksheets/sheet1.xml", w => Sheet(w, what));
        switch (what)
        {
            case "huge picture":
                Entry(zip, "xl/media/image1.png", w => Repeat(w, new string('x', 1 << 20), 500));
                break;
            case "nested zips":
                for (var i = 0; i < 3; i++)
                    using (var entry = zip.CreateEntry($"xl/embeddings/{i}.zip").Open())
                    using (var inner = new ZipArchive(entry, ZipArchiveMode.Create))
                        Entry(inner, "zeros", w => Repeat(w, new string('\0', 1 << 20), 200));
                break;
            case "many entries":
                for (var i = 0; i < 60_000; i++)
                    zip.CreateEntry($"xl/worksheets/other{i}.xml");
                break;
            case "many parts":
                for (var i = 0; i < 90; i++)
                    Entry(zip, $"xl/media/{i}", w => Repeat(w, new string('x', 1 << 20), 1));
                break;
        }
    }

    private static void Strings(StreamWriter w, string what)
    {
        w.Write($"""<sst xmlns="{Main}">""");
        Repeat(
            w,
            "<si><t>a</t></si>",
            what == "shared strings" ? 20_000_000
                : what == "most strings" ? 950_000
                : 1
        );
        w.Write("</sst>");
    }

    private static void Sheet(StreamWriter w, string what)
    {
        if (what == "billion laughs")
            w.Write(
                """<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;">]>"""
            );
        if (what == "outside file")
            w.Write("""<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>""");
        w.Write($"""<worksheet xmlns="{Main}"><sheetData>""");
        switch (what)
        {
            case "million rows":
                for (var i = 1; i <= 1_000_000; i++)
                    w.Write($"""<row r="{i}"><c r="A{i}" t="s"><v>0</v></c></row>""");
                break;
            case "far row":
                w.Write("""<row r="1048576"><c r="A1048576"><v>1</v></c></row>""");
                break;
            case "all columns":
                w.Write("""<row r="1">""");
                Repeat(w, "<c><v>1</v></c>", 16_384);
                w.Write("</row>");
                break;
            case "long cell":
                w.Write("""<row r="1"><c r="A1" t="inlineStr"><is><t>""");
                Repeat(w, new string('x', 1 << 20), 10);
                w.Write("</t></is></c></row>");
                break;
            case "long attribute":
                w.Write("<row a=\"");
                Repeat(w, new string('x', 1 << 20), 500);
                w.Write("\"/>");
                break;
            case "deep":
                Repeat(w, "<x>", 5_000_000);
                break;
            case "billion laughs" or "outside file":
                w.Write("""<row r="1"><c r="A1" t="inlineStr"><is><t>&c;</t></is></c></row>""");
                break;
        }
        w.Write("</sheetData></worksheet>");
    }

    private static string Relations(params (string Type, string Target)[] relations) =>
        $"""<Relationships xmlns="{Types}relationships">"""
        + string.Concat(
            relations
                .Index()
                .Select(r =>
                    $"""<Relationship Id="r{r.Index}" Type="{Office}/{r.Item.Type}" Target="{r.Item.Target}"/>"""
                )
        )
        + "</Relationships>";

    private static void Entry(ZipArchive zip, string name, Action<StreamWriter> write)
    {
        using var writer = new StreamWriter(
            zip.CreateEntry(name, CompressionLevel.Fastest).Open(),
            new UTF8Encoding(false)
        );
        write(writer);
    }

    private static void Repeat(StreamWriter w, string text, int times)
    {
        for (var i = 0; i < times; i++)
            w.Write(text);
    }

    // Every entry says of itself that it unpacks to ten bytes.
    private static void Lie(string path)
    {
        var bytes = File.ReadAllBytes(path);
        for (var i = 0; i < bytes.Length - 46; i++)
            if (bytes.AsSpan(i).StartsWith("PK\u0001\u0002"u8))
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i + 24), 10);
        File.WriteAllBytes(path, bytes);
    }
}
