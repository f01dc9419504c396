using System.Globalization;
using System.Runtime.CompilerServices;
using LienThong.Procedures.Identifiers;
using Microsoft.Data.Sqlite;

namespace LienThong.Storage.Sqlite;

/// <summary>Figures, one row a dossier, with one row for each day that it speaks of.</summary>
internal sealed class SqliteFigureStore(SqliteDatabase database) : IFigureStore
{
    private const string Columns = "f.dossier, f.version, f.province, f.filed_on, f.ended_on, f.days, f.doc";
    private const int PageSize = 2000;

    public async Task PutAsync(IReadOnlyList<StoredFigures> figures, CancellationToken cancellation)
    {
        Bounds.Of(figures);
        await database.WriteAsync(
            session =>
            {
                HashSet<(string Province, int Day)> changed = [];
                foreach (var one in figures)
                {
                    Put(session, one, changed);
                }

                foreach (var (province, day) in changed)
                {
                    session.Execute(
                        "INSERT INTO changed_days (province, day, mark) VALUES ($1, $2, $3) ON CONFLICT (province, day) DO UPDATE SET mark = excluded.mark",
                        province, day, NewMark());
                }

                return changed.Count;
            },
            cancellation);
    }

    public IAsyncEnumerable<StoredFigures> ReadDayAsync(string province, DateOnly day, CancellationToken cancellation)
    {
        Bounds.Key(province);
        return PagesAsync(
            (session, last) => session.All(
                $"""
                SELECT {Columns} FROM figure_days d JOIN figures f ON f.dossier = d.dossier
                WHERE d.province = $1 AND d.day = $2 AND d.dossier > $3 ORDER BY d.dossier LIMIT $4
                """,
                Read, province, day.DayNumber, last?.Dossier.ToString() ?? "", PageSize),
            cancellation);
    }

    public IAsyncEnumerable<StoredFigures> ReadOpenAsync(string province, DateOnly day, CancellationToken cancellation)
    {
        Bounds.Key(province);
        return PagesAsync(
            (session, last) => session.All(
                $"""
                SELECT {Columns} FROM figures f
                WHERE f.province = $1 AND (f.ended_on, f.dossier) > ($2, $3) AND f.filed_on <= $4 ORDER BY f.ended_on, f.dossier LIMIT $5
                """,
                Read, province, last is null ? day.DayNumber + 1 : EndedOn(last.EndedOn), last?.Dossier.ToString() ?? "", day.DayNumber, PageSize),
            cancellation);
    }

    public Task<IReadOnlyList<ChangedDay>> ReadChangedDaysAsync(CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<ChangedDay>>(
        session => session.All(
            "SELECT province, day, mark FROM changed_days ORDER BY province, day",
            row => new ChangedDay(row.GetString(0), DateOnly.FromDayNumber(row.GetInt32(1)), new ETag(row.GetString(2)))),
        cancellation);

    public Task StrikeAsync(ChangedDay day, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(day);
        return database.WriteAsync(
            session => session.Execute(
                "DELETE FROM changed_days WHERE province = $1 AND day = $2 AND mark = $3", day.Province, day.Day.DayNumber, day.Mark.ToString()),
            cancellation);
    }

    private static void Put(SqliteSession session, StoredFigures one, HashSet<(string Province, int Day)> changed)
    {
        var code = one.Dossier.ToString();
        var days = string.Join(' ', one.Days.Select(day => day.DayNumber).Distinct().Order());
        var ended = EndedOn(one.EndedOn);
        var before = session.First(
            "SELECT version, ended_on, days, doc FROM figures WHERE dossier = $1",
            row => new Before(row.GetInt32(0), row.GetInt32(1), row.GetString(2), row.GetFieldValue<byte[]>(3)),
            code);
        if (before?.Version > one.Version)
        {
            return;
        }

        // Most events of a dossier change none of its figures: then the row, and the day, stay as they are.
        if (before is not null && before.EndedOn == ended && before.Days == days && one.Figures.Span.SequenceEqual(before.Doc))
        {
            return;
        }

        session.Execute(
            """
            INSERT INTO figures (dossier, version, province, filed_on, ended_on, days, doc) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (dossier) DO UPDATE SET version = excluded.version, ended_on = excluded.ended_on, days = excluded.days, doc = excluded.doc
            """,
            code, one.Version, one.Province, one.FiledOn.DayNumber, ended, days, one.Figures.ToArray());

        var (was, now) = (Days(before?.Days ?? ""), Days(days));
        foreach (var day in was.Except(now))
        {
            session.Execute("DELETE FROM figure_days WHERE province = $1 AND day = $2 AND dossier = $3", one.Province, day, code);
        }

        foreach (var day in now.Except(was))
        {
            session.Execute("INSERT INTO figure_days (province, day, dossier) VALUES ($1, $2, $3)", one.Province, day, code);
        }

        changed.UnionWith(was.Union(now).Select(day => (one.Province, day)));
    }

    private async IAsyncEnumerable<StoredFigures> PagesAsync(
        Func<SqliteSession, StoredFigures?, List<StoredFigures>> read, [EnumeratorCancellation] CancellationToken cancellation)
    {
        List<StoredFigures> page;
        StoredFigures? last = null;
        do
        {
            page = await database.ReadAsync(session => read(session, last), cancellation);
            foreach (var one in page)
            {
                yield return one;
            }

            last = page.Count > 0 ? page[^1] : null;
        }
        while (page.Count == PageSize);
    }

    private static StoredFigures Read(SqliteDataReader row) => new(
        DossierCode.Parse(row.GetString(0)),
        row.GetInt32(1),
        row.GetString(2),
        DateOnly.FromDayNumber(row.GetInt32(3)),
        row.GetInt32(4) is var ended && ended == EndedOn(null) ? null : DateOnly.FromDayNumber(ended),
        [.. Days(row.GetString(5)).Select(DateOnly.FromDayNumber)],
        row.GetFieldValue<byte[]>(6));

    // A dossier that is open ends after every day.
    private static int EndedOn(DateOnly? day) => (day ?? DateOnly.MaxValue).DayNumber;

    private static int[] Days(string days) =>
        [.. days.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(day => int.Parse(day, NumberStyles.None, CultureInfo.InvariantCulture))];

    private static string NewMark() => Random.Shared.NextInt64().ToString("x16", CultureInfo.InvariantCulture);

    private sealed record Before(int Version, int EndedOn, string Days, byte[] Doc);
}
