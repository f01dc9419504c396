using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;

namespace LienThong.Reports.Documents.Office;

/// <summary>What the two office formats have in common: properties, and bytes that depend on nothing but the document.</summary>
internal static class OfficeFile
{
    // The first moment that a zip file can name.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Title, author, language and date of making. The library's own properties would get a random name.</summary>
    public static void AddProperties(OpenXmlPackage package, ReportDocument report)
    {
        var part = package.AddNewPart<CoreFilePropertiesPart>("application/vnd.openxmlformats-package.core-properties+xml", "rId2");
        var made = report.MadeAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        using var writer = new StreamWriter(part.GetStream(FileMode.Create), new UTF8Encoding(false));
        writer.Write($"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{System.Security.SecurityElement.Escape(report.Subject)}</dc:title><dc:creator>{System.Security.SecurityElement.Escape(report.Heading.Issuer)}</dc:creator><dc:language>{report.Language.Tag(withCountry: true)}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{made}</dcterms:modified></cp:coreProperties>
            """);
    }

    /// <summary>The same package with its parts in order of their names and no time of writing in it.</summary>
    public static byte[] Settle(MemoryStream package)
    {
        package.Position = 0;
        using var settled = new MemoryStream();
        using (var from = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true))
        using (var to = new ZipArchive(settled, ZipArchiveMode.Create, leaveOpen: true))
        {
            // "[Content_Types].xml" comes first, as some readers expect: "[" stands before small letters, "_rels" and "word" after it.
            foreach (var entry in from.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
            {
                var copy = to.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = NoTime;
                using var source = entry.Open();
                using var target = copy.Open();
                source.CopyTo(target);
            }
        }

        return settled.ToArray();
    }
}
