using System.Globalization;
using LienThong.Storage.Sqlite;

namespace LienThong.Storage.Tests.Crash;

/// <summary>
/// This assembly as a program: <c>LienThong.Storage.Tests FOLDER ROUND</c> writes as fast as it can and says on the
/// standard output what it was told is kept, until it is killed.
/// </summary>
internal static class CrashWriter
{
    private const int Writers = 12;

    public static async Task Main(string[] args)
    {
        using var storage = SqliteStorage.Open(args[0]);
        var round = int.Parse(args[1], CultureInfo.InvariantCulture);
        var told = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(storage, round, writer, told))));
    }

    private static async Task WriteAsync(SqliteStorage storage, int round, int writer, TextWriter told)
    {
        for (var number = 1_000_000 + (round * 100_000) + writer; ; number += Writers)
        {
            var stored = (await storage.Dossiers.TryCreateAsync(Samples.Dossier(number, length: 6000), default))!;
            while (true)
            {
                told.WriteLine($"dossier {number} {stored.Value.Version}");
                if (stored.Value.Version == 8)
                {
                    break;
                }

                stored = (await storage.Dossiers.TryReplaceAsync(stored.Value.Changed(), stored.ETag, default))!;
            }

            await storage.Claims.ClaimAsync($"child:{number}", stored.Value.Code, default);
            told.WriteLine($"claim {number}");
            if (writer == 0)
            {
                var record = await storage.Records.PutAsync(
                    RecordScope.Dossier(stored.Value.Code), new MemoryStream(RecordBytes.Pdf(50_000 + number)), default);
                told.WriteLine($"record {number} {record.Sha256}");
            }
        }
    }
}
