using System.Text.Json;
using System.Text.Json.Serialization;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Declarations;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Forms;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law.Lanes;
using LienThong.Procedures.Units;

namespace LienThong.Procedures.Law;

/// <summary>
/// Reads all files of the law: each against its schema first, then what it says against the others. It goes on after a
/// fault, so that whoever mends the files sees all of them at once.
/// </summary>
internal sealed class LawReader(string? folder)
{
    private readonly List<LawFault> faults = [];
    private readonly Dictionary<string, Form> meta = [];

    private SortedDictionary<string, string> files = [];

    internal LawLibrary Read()
    {
        files = LawFiles.Read(folder, faults);
        var forms = new FormLibrary(ReadForms());
        var kinds = ReadOne<AgenciesFile>(LawFiles.Agencies, "agencies")?.Kinds;
        CheckAgencies(kinds ?? []);
        var reasons = ReadOne<ReasonsFile>(LawFiles.Reasons, "reasons")?.Reasons;
        CheckReasons(reasons ?? [], kinds);
        var hours = ReadOne<HoursFile>(LawFiles.Hours, "hours");
        var years = ReadYears(hours);
        var units = ReadUnits();
        var notices = ReadNotices(forms);
        var versions = ReadProcedures(forms, kinds, notices);
        var lanes = ReadLanes(kinds, reasons);
        if (faults.Count > 0 || kinds is null || reasons is null || hours is null)
        {
            throw new LawFileException([.. faults.OrderBy(fault => fault.File, StringComparer.Ordinal)]);
        }

        var calendar = Calendar(hours.Hours(), years);
        var calendars = hours.Agencies.ToDictionary(own => own.Agency, own => Calendar(own.Hours(), years));
        return new LawLibrary(versions, kinds, reasons, notices, years, calendar, calendars, units, forms, lanes);
    }

    private IEnumerable<Form> ReadForms()
    {
        foreach (var file in files.Keys.Where(file => file.StartsWith("forms/", StringComparison.Ordinal)))
        {
            if (Parse(file) is { } schema)
            {
                var form = Form.Read(file["forms/".Length..^".schema.json".Length], schema, out var found);
                Add(file, found);
                if (form is not null)
                {
                    yield return form;
                }
            }
        }
    }

    private void CheckAgencies(IReadOnlyList<AgencyKind> kinds)
    {
        for (var i = 0; i < kinds.Count; i++)
        {
            if (AgencyKind.Reserved.Contains(kinds[i].Code))
            {
                Add(
                    LawFiles.Agencies,
                    FaultCodes.AgencyKindReserved,
                    $"/kinds/{i}/code",
                    $"'{kinds[i].Code}' là loại đối tác không phải cơ quan.",
                    $"'{kinds[i].Code}' is a kind of partner that is no agency.");
            }

            if (kinds.Take(i).Any(other => other.Code == kinds[i].Code))
            {
                Add(
                    LawFiles.Agencies,
                    FaultCodes.AgencyKindTwice,
                    $"/kinds/{i}/code",
                    $"Loại cơ quan '{kinds[i].Code}' xuất hiện hai lần.",
                    $"The agency kind '{kinds[i].Code}' stands twice.");
            }
        }
    }

    private void CheckReasons(IReadOnlyList<RefusalReason> reasons, IReadOnlyList<AgencyKind>? kinds)
    {
        for (var i = 0; i < reasons.Count; i++)
        {
            var reason = reasons[i];
            if (reasons.Take(i).Any(other => other.Code == reason.Code))
            {
                Add(
                    LawFiles.Reasons,
                    FaultCodes.ReasonTwice,
                    $"/reasons/{i}/code",
                    $"Lý do '{reason.Code}' xuất hiện hai lần.",
                    $"The reason '{reason.Code}' stands twice.");
            }

            for (var j = 0; kinds is not null && j < reason.GivenBy.Count; j++)
            {
                var by = reason.GivenBy[j];
                if (by is not (RefusalReason.EveryAgency or RefusalReason.Operator) && kinds.All(kind => kind.Code != by))
                {
                    Add(
                        LawFiles.Reasons,
                        FaultCodes.AgencyKindUnknown,
                        $"/reasons/{i}/givenBy/{j}",
                        $"Không có loại cơ quan '{by}'.",
                        $"There is no agency kind '{by}'.");
                }
            }
        }
    }

    private List<CalendarYear> ReadYears(HoursFile? hours)
    {
        if (hours is not null)
        {
            CheckHours(hours.Periods, "");
            for (var i = 0; i < hours.Agencies.Count; i++)
            {
                CheckHours(hours.Agencies[i].Periods, $"/agencies/{i}");
                if (hours.Agencies.Take(i).Any(other => other.Agency == hours.Agencies[i].Agency))
                {
                    Add(
                        LawFiles.Hours,
                        FaultCodes.AgencyTwice,
                        $"/agencies/{i}/agency",
                        $"Cơ quan '{hours.Agencies[i].Agency}' xuất hiện hai lần.",
                        $"The agency '{hours.Agencies[i].Agency}' stands twice.");
                }
            }
        }

        var years = new List<CalendarYear>();
        foreach (var file in files.Keys.Where(file => file.StartsWith("calendar/", StringComparison.Ordinal) && file != LawFiles.Hours))
        {
            if (ReadOne<CalendarYear>(file, "calendar-year") is { } year)
            {
                CalendarChecks.Check(year, file, hours?.Hours().Days, (code, at, vi, en) => Add(file, code, at, vi, en));
                years.Add(year);
            }
        }

        return years;
    }

    private void CheckHours(IReadOnlyList<WorkingPeriod> periods, string pointer)
    {
        for (var i = 0; i < periods.Count; i++)
        {
            if (periods[i].From >= periods[i].To || (i > 0 && periods[i].From <= periods[i - 1].To))
            {
                Add(
                    LawFiles.Hours,
                    FaultCodes.WorkingHoursOverlap,
                    $"{pointer}/periods/{i}",
                    "Các buổi làm việc phải theo thứ tự và không chồng nhau.",
                    "Working periods follow each other and do not touch.");
            }
        }
    }

    private AdministrativeUnits ReadUnits()
    {
        var (provinces, found) = UnitImport.ParseProvinces(files.GetValueOrDefault(LawFiles.Provinces, ""));
        AddLines(LawFiles.Provinces, found);

        // A province that is missing because its line is faulty would make faults of all its communes.
        var communes = UnitImport.Parse(files.GetValueOrDefault(LawFiles.Communes, ""), found.Count == 0 ? provinces : null);
        AddLines(LawFiles.Communes, communes.Faults);
        if (!files.TryGetValue(LawFiles.Mergers, out var list))
        {
            return new(provinces, communes.Units);
        }

        var (mergers, wrong) = UnitImport.ParseMergers(list, communes.Faults.Count == 0 ? communes.Units : null);
        AddLines(LawFiles.Mergers, wrong);
        return new(provinces, communes.Units, mergers);
    }

    private List<NoticeKind> ReadNotices(FormLibrary forms)
    {
        var read = new List<NoticeKind>();
        foreach (var file in files.Keys.Where(file => file.StartsWith("notices/", StringComparison.Ordinal)))
        {
            if (ReadOne<NoticeKind>(file, "notice", CheckConditions) is { } notice)
            {
                NoticeChecks.Check(notice, FormOf(file, notice.Form, forms), (code, at, vi, en) => Add(file, code, at, vi, en));
                if (read.Any(other => other.Kind == notice.Kind))
                {
                    Add(
                        file,
                        FaultCodes.NoticeKindTwice,
                        "/kind",
                        $"Loại thông báo '{notice.Kind}' đã có.",
                        $"The kind of notice '{notice.Kind}' stands in another file.");
                }
                else
                {
                    read.Add(notice);
                }
            }
        }

        return read;
    }

    private List<ProcedureVersion> ReadProcedures(FormLibrary forms, IReadOnlyList<AgencyKind>? kinds, IReadOnlyList<NoticeKind> notices)
    {
        // A notice whose own file is faulty is not told of again by the procedures that name it.
        var isWhole = faults.All(fault => !fault.File.StartsWith("notices/", StringComparison.Ordinal));
        var read = new List<(string File, ProcedureVersion Version)>();
        foreach (var file in files.Keys.Where(file => file.StartsWith("procedures/", StringComparison.Ordinal)))
        {
            if (ReadOne<ProcedureVersion>(file, "procedure", CheckConditions) is { } version)
            {
                var form = FormOf(file, version.Form, forms);
                FaultTeller tell = (code, at, vi, en) => Add(file, code, at, vi, en);
                ProcedureChecks.Check(version, form, kinds, tell);
                if (form is not null)
                {
                    DeclarationChecks.Check(version, form, isWhole ? notices : null, forms, tell);
                }

                read.Add((file, version));
            }
        }

        ProcedureChecks.CheckTogether(read, Add);
        return [.. read.Select(entry => entry.Version)];
    }

    /// <summary>The form that a file names; a missing one is told unless its own file is faulty.</summary>
    private Form? FormOf(string file, string name, FormLibrary forms)
    {
        if (forms.TryGet(name, out var form))
        {
            return form;
        }

        if (faults.All(fault => fault.File != $"forms/{name}.schema.json"))
        {
            Add(file, FaultCodes.FormUnknown, "/form", $"Không có biểu mẫu '{name}'.", $"There is no form '{name}'.");
        }

        return null;
    }

    private List<Lane> ReadLanes(IReadOnlyList<AgencyKind>? kinds, IReadOnlyList<RefusalReason>? reasons)
    {
        var read = new List<(string File, Lane Lane)>();
        foreach (var file in files.Keys.Where(file => file.StartsWith("partners/", StringComparison.Ordinal)))
        {
            if (ReadOne<Lane>(file, "lane", CheckConditions) is { } lane)
            {
                LaneChecks.Check(lane, kinds, reasons, (code, at, vi, en) => Add(file, code, at, vi, en));
                read.Add((file, lane));
            }
        }

        LaneChecks.CheckTogether(read, Add);
        return [.. read.Select(entry => entry.Lane)];
    }

    /// <summary>Conditions are free objects to the schema; they are read for their faults before the file is.</summary>
    private static void CheckConditions(JsonElement file, List<Fault> found)
    {
        foreach (var (at, condition) in Conditions(file, ""))
        {
            ConditionReader.Read(condition, at, found);
        }
    }

    private static IEnumerable<(string Pointer, JsonElement Value)> Conditions(JsonElement json, string pointer) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany((item, index) => Conditions(item, JsonPointer.Append(pointer, index))),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => member is { Name: "when" or "required", Value.ValueKind: JsonValueKind.Object }
            ? [(JsonPointer.Append(pointer, member.Name), member.Value)]
            : Conditions(member.Value, JsonPointer.Append(pointer, member.Name))),
        _ => [],
    };

    private T? ReadOne<T>(string file, string kind, Action<JsonElement, List<Fault>>? check = null)
        where T : class
    {
        if (!files.ContainsKey(file) || Parse(file) is not { } json)
        {
            return null;
        }

        var found = new List<Fault>(Meta(kind).Check(json));
        if (found.Count == 0)
        {
            CheckAbouts(json, "", found);
            check?.Invoke(json, found);
        }

        Add(file, found);
        return found.Count == 0 ? json.Deserialize<T>(DeclarationJson.Options) : null;
    }

    private Form Meta(string kind)
    {
        if (!meta.TryGetValue(kind, out var form))
        {
            using var schema = JsonDocument.Parse(LawFiles.Meta(kind));
            form = Form.Read(kind, schema.RootElement, out var found)
                ?? throw new InvalidOperationException($"The schema of {kind} files is faulty: {found[0]}");
            meta.Add(kind, form);
        }

        return form;
    }

    /// <summary>A source that speaks of a property that its entry does not have speaks of nothing.</summary>
    private static void CheckAbouts(JsonElement json, string pointer, List<Fault> found)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in json.EnumerateArray())
            {
                CheckAbouts(item, JsonPointer.Append(pointer, index++), found);
            }
        }
        else if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in json.EnumerateObject())
            {
                CheckAbouts(member.Value, JsonPointer.Append(pointer, member.Name), found);
            }

            if (!json.TryGetProperty("sources", out var sources) || sources.ValueKind != JsonValueKind.Array)
            {
                return;
            }

            var at = 0;
            foreach (var source in sources.EnumerateArray())
            {
                if (source.TryGetProperty("about", out var about) && !json.TryGetProperty(about.GetString()!, out _))
                {
                    found.Add(new(
                        FaultCodes.SourceAboutUnknown,
                        $"{pointer}/sources/{at}/about",
                        $"Mục này không có '{about.GetString()}'.",
                        $"The entry has no '{about.GetString()}'."));
                }

                at++;
            }
        }
    }

    private JsonElement? Parse(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(
                files[file],
                new JsonDocumentOptions { AllowDuplicateProperties = false });
            return json.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            Add(
                file,
                FaultCodes.LawFileUnreadable,
                "",
                $"Tệp không phải JSON đúng cú pháp: {exception.Message}",
                $"The file is not well-formed JSON: {exception.Message}");
            return null;
        }
    }

    private static WorkingCalendar Calendar(WorkingHours hours, IReadOnlyList<CalendarYear> years) => new(
        hours,
        years.SelectMany(year => year.DaysOff).SelectMany(off => off.Days()),
        years.SelectMany(year => year.MakeUpDays).Select(made => made.Day),
        years.Select(year => year.Year));

    private void Add(string file, IEnumerable<Fault> found) => faults.AddRange(found.Select(fault => new LawFault(file, fault)));

    private void Add(string file, string code, string pointer, string vi, string en) =>
        faults.Add(new(file, new(code, pointer, vi, en)));

    private void AddLines(string file, IEnumerable<UnitFault> found) =>
        faults.AddRange(found.Select(unit => new LawFault(
            file,
            unit.Fault with
            {
                Vi = $"Dòng {unit.Line}: {unit.Fault.Vi}",
                En = $"Line {unit.Line}: {unit.Fault.En}",
            })));

    private sealed record AgenciesFile(IReadOnlyList<AgencyKind> Kinds);

    private sealed record ReasonsFile(IReadOnlyList<RefusalReason> Reasons);

    private abstract record HoursEntry
    {
        public required IReadOnlyList<WorkingPeriod> Periods { get; init; }

        public required IReadOnlyList<DayOfWeek> Days { get; init; }

        public required TimeOnly CutOff { get; init; }

        internal WorkingHours Hours() => new(Periods, Days.ToHashSet(), CutOff);
    }

    private sealed record HoursFile : HoursEntry
    {
        public required IReadOnlyList<AgencyHours> Agencies { get; init; }
    }

    private sealed record AgencyHours : HoursEntry
    {
        public required AgencyCode Agency { get; init; }
    }
}
