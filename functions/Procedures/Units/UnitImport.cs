using System.Globalization;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Units;

/// <summary>A fault in a list of units.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Fault">What is wrong; its pointer is "/" and the column's name, or "" for the whole line.</param>
public sealed record UnitFault(int Line, Fault Fault);

/// <summary>What an official list of communes holds, and all that is wrong with it.</summary>
/// <param name="Units">The communes of the lines that are right.</param>
/// <param name="Faults">All faults, by line; the list is fit for use only when there are none.</param>
public sealed record UnitImportResult(IReadOnlyList<Commune> Units, IReadOnlyList<UnitFault> Faults);

/// <summary>
/// Reads a list of communes: UTF-8 CSV with the header province,code,name,validFrom,validTo and, if wished, certainty and
/// source behind it. validTo is the last day, empty while the unit stands. A code may come again only for a later span
/// of days of the same commune.
/// </summary>
public static class UnitImport
{
    /// <summary>Characters that a list may have; the 3,321 communes of 2025 take about 200,000.</summary>
    public const int MaxLength = 4_000_000;

    /// <summary>Lines that a list may have.</summary>
    public const int MaxRows = 20_000;

    private const int MaxFaults = 1_000;

    private static readonly string[] CommuneColumns = ["province", "code", "name", "validFrom", "validTo"];
    private static readonly string[] ProvinceColumns = ["code", "name", "validFrom", "validTo"];
    private static readonly string[] MergerColumns = ["old", "new", "since"];
    private static readonly string[] SourceColumns = ["certainty", "source"];

    private static readonly Dictionary<string, Certainty> Certainties = new(StringComparer.Ordinal)
    {
        ["confirmed"] = Certainty.Confirmed,
        ["secondary"] = Certainty.Secondary,
        ["inferred"] = Certainty.Inferred,
        ["unconfirmed"] = Certainty.Unconfirmed,
    };

    private static readonly Source Unnamed = new("List imported by an operator", Certainty.Secondary);

    /// <summary>Reads a list of communes. Bounded, and every fault is told at once.</summary>
    /// <param name="csv">The list's text.</param>
    /// <param name="provinces">When given, a commune must lie in one of these.</param>
    public static UnitImportResult Parse(string csv, IReadOnlyList<Province>? provinces = null)
    {
        var faults = new List<UnitFault>();
        var known = provinces?.Select(province => province.Code).ToHashSet();
        var communes = Read(csv, CommuneColumns, faults, row =>
        {
            var province = row.Identifier<ProvinceCode>("province");
            if (province is { } code && known is not null && !known.Contains(code))
            {
                row.Add(FaultCodes.ProvinceUnknown, "province", $"Không có tỉnh mã {code}.", $"There is no province with code {code}.");
            }

            var commune = row.Identifier<CommuneCode>("code");
            var name = row.Name();
            var (from, to) = row.Validity();
            var source = row.Source();
            return row.IsGood
                ? new Commune(commune!.Value, province!.Value, name, from, to, source)
                : null;
        });
        CheckCodes(communes, unit => unit.Code, unit => (unit.ValidFrom, unit.ValidTo), faults);
        foreach (var group in communes.GroupBy(unit => unit.Value.Code))
        {
            foreach (var (line, commune) in group.Where(unit => unit.Value.Province != group.First().Value.Province))
            {
                faults.Add(new(line, new(
                    FaultCodes.UnitCodeReused,
                    "/code",
                    $"Mã {commune.Code} đã dùng cho một xã của tỉnh khác; mã không được dùng lại.",
                    $"Code {commune.Code} is a commune's of another province; codes are never reused.")));
            }
        }

        return new([.. communes.Select(unit => unit.Value)], [.. faults.OrderBy(fault => fault.Line).Take(MaxFaults)]);
    }

    /// <summary>Reads the list of provinces: code,name,validFrom,validTo and, if wished, certainty and source.</summary>
    internal static (IReadOnlyList<Province> Provinces, IReadOnlyList<UnitFault> Faults) ParseProvinces(string csv)
    {
        var faults = new List<UnitFault>();
        var provinces = Read(csv, ProvinceColumns, faults, row =>
        {
            var code = row.Identifier<ProvinceCode>("code");
            var name = row.Name();
            var (from, to) = row.Validity();
            var source = row.Source();
            return row.IsGood ? new Province(code!.Value, name, from, to, source) : null;
        });
        CheckCodes(provinces, unit => unit.Code, unit => (unit.ValidFrom, unit.ValidTo), faults);
        return ([.. provinces.Select(unit => unit.Value)], [.. faults.OrderBy(fault => fault.Line).Take(MaxFaults)]);
    }

    /// <summary>Reads the list of merged communes: old,new,since and, if wished, certainty and source.</summary>
    /// <param name="csv">The list's text.</param>
    /// <param name="communes">When given, the new code must be one of these on the day, and the old one none.</param>
    internal static (IReadOnlyList<CommuneMerger> Mergers, IReadOnlyList<UnitFault> Faults) ParseMergers(
        string csv, IReadOnlyList<Commune>? communes)
    {
        var faults = new List<UnitFault>();
        var units = communes is null ? null : new AdministrativeUnits([], communes);
        var mergers = Read(csv, MergerColumns, faults, row =>
        {
            var old = row.Identifier<CommuneCode>("old");
            var successor = row.Identifier<CommuneCode>("new");
            var since = row.Day("since");
            var source = row.Source();
            if (!row.IsGood)
            {
                return null;
            }

            if (units?.TryGetCommune(successor!.Value, since!.Value, out _) == false)
            {
                row.Add(FaultCodes.UnitUnknown, "new", $"Không có xã mã {successor} vào ngày đó.", $"There is no commune with code {successor} on that day.");
            }

            if (units?.TryGetCommune(old!.Value, since!.Value, out _) == true)
            {
                row.Add(FaultCodes.UnitStillStands, "old", $"Xã mã {old} vẫn còn vào ngày đó.", $"The commune with code {old} still stands on that day.");
            }

            return row.IsGood ? new CommuneMerger(old!.Value, successor!.Value, since!.Value, source) : null;
        });
        return ([.. mergers.Select(merger => merger.Value)], [.. faults.OrderBy(fault => fault.Line).Take(MaxFaults)]);
    }

    private static List<(int Line, T Value)> Read<T>(
        string csv,
        string[] columns,
        List<UnitFault> faults,
        Func<Row, T?> read)
        where T : class
    {
        var units = new List<(int, T)>();
        if (csv.Length > MaxLength)
        {
            faults.Add(new(1, TooLong()));
            return units;
        }

        string[]? header = null;
        var rows = 0;
        foreach (var (line, fields) in Csv.Rows(csv))
        {
            if (fields is null)
            {
                faults.Add(new(line, new(
                    FaultCodes.UnitListQuoteOpen,
                    "",
                    "Dấu ngoặc kép mở ở dòng này không được đóng.",
                    "A quotation mark opened on this line is never closed.")));
            }
            else if (header is null)
            {
                header = fields.SequenceEqual(columns) ? columns
                    : fields.SequenceEqual(columns.Concat(SourceColumns)) ? [.. columns, .. SourceColumns]
                    : null;
                if (header is null)
                {
                    var expected = string.Join(',', columns);
                    faults.Add(new(line, new(
                        FaultCodes.UnitListHeaderWrong,
                        "",
                        $"Dòng tiêu đề phải là {expected} (có thể thêm certainty,source).",
                        $"The header line must be {expected} (certainty,source may follow).")));
                    return units;
                }
            }
            else if (++rows > MaxRows)
            {
                faults.Add(new(line, TooLong()));
                return units;
            }
            else if (fields.Count != header.Length)
            {
                faults.Add(new(line, new(
                    FaultCodes.UnitListColumnsWrong,
                    "",
                    $"Dòng phải có {header.Length} cột, đang có {fields.Count}.",
                    $"The line must have {header.Length} columns and has {fields.Count}.")));
            }
            else if (read(new Row(line, header, fields, faults)) is { } unit)
            {
                units.Add((line, unit));
            }
        }

        if (rows == 0 && faults.Count == 0)
        {
            faults.Add(new(1, new(FaultCodes.UnitListEmpty, "", "Danh sách không có đơn vị nào.", "The list has no units.")));
        }

        return units;
    }

    private static void CheckCodes<T, TCode>(
        List<(int Line, T Value)> units,
        Func<T, TCode> code,
        Func<T, (DateOnly From, DateOnly? To)> validity,
        List<UnitFault> faults)
    {
        foreach (var group in units.GroupBy(unit => code(unit.Value)))
        {
            var spans = group.OrderBy(unit => validity(unit.Value).From).ToArray();
            for (var i = 1; i < spans.Length; i++)
            {
                if (!(validity(spans[i - 1].Value).To < validity(spans[i].Value).From))
                {
                    faults.Add(new(spans[i].Line, new(
                        FaultCodes.UnitCodeTwice,
                        "/code",
                        $"Mã {group.Key} đã có ở dòng {spans[i - 1].Line} trong cùng thời gian.",
                        $"Code {group.Key} stands on line {spans[i - 1].Line} for the same days.")));
                }
            }
        }
    }

    private static Fault TooLong() => new(
        FaultCodes.UnitListTooLong,
        "",
        $"Danh sách dài quá giới hạn ({MaxRows} dòng, {MaxLength} ký tự).",
        $"The list is longer than allowed ({MaxRows} lines, {MaxLength} characters).");

    private sealed class Row(int line, string[] header, IReadOnlyList<string> fields, List<UnitFault> faults)
    {
        internal bool IsGood { get; private set; } = true;

        internal void Add(string code, string column, string vi, string en)
        {
            IsGood = false;
            faults.Add(new(line, new(code, "/" + column, vi, en)));
        }

        internal T? Identifier<T>(string column)
            where T : struct, IIdentifier<T>
        {
            if (T.TryParse(Text(column), out var value, out var fault))
            {
                return value;
            }

            Add(fault.Code, column, fault.Vi, fault.En);
            return null;
        }

        internal string Name()
        {
            var name = Text("name");
            if (name.Length > 100)
            {
                Add(FaultCodes.TextTooLong, "name", "Tên có nhiều nhất 100 ký tự.", "A name has at most 100 characters.");
            }
            else if (Forms.Formats.Check(Forms.Formats.Text, name) is { } fault)
            {
                Add(fault.Code, "name", fault.Vi, fault.En);
            }

            return name;
        }

        internal (DateOnly From, DateOnly? To) Validity()
        {
            var from = Day("validFrom");
            var to = Text("validTo").Length == 0 ? null : Day("validTo");
            if (to < from)
            {
                Add(
                    FaultCodes.UnitDatesReversed,
                    "validTo",
                    "Ngày hết hiệu lực trước ngày có hiệu lực.",
                    "The last day is before the first.");
            }

            return (from ?? default, to);
        }

        internal Source Source()
        {
            if (!header.Contains("source"))
            {
                return Unnamed;
            }

            if (!Certainties.TryGetValue(Text("certainty"), out var certainty))
            {
                var listed = string.Join(", ", Certainties.Keys);
                Add(
                    FaultCodes.CertaintyUnknown,
                    "certainty",
                    $"Độ tin cậy phải là một trong: {listed}.",
                    $"The certainty must be one of: {listed}.");
            }

            var text = Text("source");
            if (text.Length is 0 or > 500)
            {
                Add(FaultCodes.TextMalformed, "source", "Nguồn phải có từ 1 đến 500 ký tự.", "A source has 1 to 500 characters.");
            }

            return new(text, certainty);
        }

        internal DateOnly? Day(string column)
        {
            if (DateOnly.TryParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            Add(
                FaultCodes.DateMalformed,
                column,
                "Ngày phải có dạng 2025-07-01 và có trên lịch.",
                "A date is written 2025-07-01 and is in the calendar.");
            return null;
        }

        private string Text(string column) => fields[Array.IndexOf(header, column)];
    }
}
