using LienThong.Procedures.Calendars;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Forms;

namespace LienThong.Procedures.Law;

/// <summary>What must hold within a procedure version, between it and what it refers to, and between versions.</summary>
internal static class ProcedureChecks
{
    /// <param name="version">The version.</param>
    /// <param name="form">Its form; null when that is faulty or missing, which is told elsewhere.</param>
    /// <param name="kinds">The agency kinds; null when their file is faulty.</param>
    /// <param name="tell">Takes the faults.</param>
    internal static void Check(
        ProcedureVersion version,
        Form? form,
        IReadOnlyList<AgencyKind>? kinds,
        FaultTeller tell)
    {
        if (version.ValidTo < version.ValidFrom)
        {
            tell(
                FaultCodes.ValidityReversed,
                "/validTo",
                "Ngày hết hiệu lực trước ngày có hiệu lực.",
                "The last day in force is before the first.");
        }

        CheckLimit(version.GroupLimit, "/groupLimit", tell);
        CheckLimit(version.SupplementWindow, "/supplementWindow", tell);
        CheckVerification(version.GroupLimit, version.GroupLimitWithVerification, "/groupLimitWithVerification", tell);
        for (var i = 0; i < version.GroupLimitCases.Count; i++)
        {
            var other = version.GroupLimitCases[i];
            CheckCondition(other.When, $"/groupLimitCases/{i}/when", form, tell);
            CheckLimit(other.Limit, $"/groupLimitCases/{i}/limit", tell);
            CheckVerification(other.Limit, other.LimitWithVerification, $"/groupLimitCases/{i}/limitWithVerification", tell);
        }

        for (var i = 0; i < version.Steps.Count; i++)
        {
            CheckStep(version, i, form, kinds, tell);
        }

        CheckCycles(version, tell);
        CheckRecords(version, form, tell);
    }

    internal static void CheckTogether(
        IReadOnlyList<(string File, ProcedureVersion Version)> read,
        Action<string, string, string, string, string> tell)
    {
        foreach (var procedure in read.GroupBy(entry => entry.Version.Code))
        {
            var versions = procedure.OrderBy(entry => entry.Version.ValidFrom).ToArray();
            for (var i = 1; i < versions.Length; i++)
            {
                if (!(versions[i - 1].Version.ValidTo < versions[i].Version.ValidFrom))
                {
                    tell(
                        versions[i].File,
                        FaultCodes.ProcedureVersionsOverlap,
                        "/validFrom",
                        $"Trùng thời gian hiệu lực với phiên bản '{versions[i - 1].Version.Version}'.",
                        $"It is in force on days on which '{versions[i - 1].Version.Version}' is.");
                }

                if (versions.Take(i).Any(other => other.Version.Version == versions[i].Version.Version))
                {
                    tell(
                        versions[i].File,
                        FaultCodes.ProcedureVersionTwice,
                        "/version",
                        $"Phiên bản '{versions[i].Version.Version}' đã có.",
                        $"The version '{versions[i].Version.Version}' stands in another file.");
                }
            }
        }

        foreach (var (file, version) in read)
        {
            for (var i = 0; i < version.FormerCodes.Count; i++)
            {
                var code = version.FormerCodes[i];
                if (read.Any(other =>
                    other.Version.Code == code
                    || (other.Version.Code != version.Code && other.Version.FormerCodes.Contains(code))))
                {
                    tell(
                        file,
                        FaultCodes.ProcedureCodeClaimedTwice,
                        $"/formerCodes/{i}",
                        $"Mã {code} thuộc về một thủ tục khác.",
                        $"Code {code} is claimed by another procedure.");
                }
            }
        }
    }

    private static void CheckStep(
        ProcedureVersion version,
        int index,
        Form? form,
        IReadOnlyList<AgencyKind>? kinds,
        FaultTeller tell)
    {
        var step = version.Steps[index];
        var at = $"/steps/{index}";
        if (version.Steps.Take(index).Any(other => other.Code == step.Code))
        {
            tell(FaultCodes.StepTwice, $"{at}/code", $"Bước '{step.Code}' xuất hiện hai lần.", $"The step '{step.Code}' stands twice.");
        }

        for (var i = 0; i < step.After.Count; i++)
        {
            if (version.Steps.All(other => other.Code != step.After[i]))
            {
                tell(
                    FaultCodes.StepUnknown,
                    $"{at}/after/{i}",
                    $"Không có bước '{step.After[i]}'.",
                    $"There is no step '{step.After[i]}'.");
            }
        }

        if (kinds?.All(kind => kind.Code != step.Agency.Kind) == true)
        {
            tell(
                FaultCodes.AgencyKindUnknown,
                $"{at}/agency/kind",
                $"Không có loại cơ quan '{step.Agency.Kind}'.",
                $"There is no agency kind '{step.Agency.Kind}'.");
        }

        if (form is not null && form.Find(step.Agency.Unit)?.Format != Formats.CommuneCode)
        {
            UnknownPointer($"{at}/agency/unit", step.Agency.Unit, tell);
        }

        for (var i = 0; form is not null && i < step.Discloses.Count; i++)
        {
            if (form.Find(JsonPointer.Append("", step.Discloses[i])) is null)
            {
                UnknownPointer($"{at}/discloses/{i}", step.Discloses[i], tell);
            }
        }

        CheckCondition(step.When, $"{at}/when", form, tell);
        CheckNeeds(version, step, at, tell);
        CheckRefusalEffect(version, step, at, tell);
        CheckOwners(version.Declaration, step, at, tell);
        CheckConfirmation(step.Confirmation, $"{at}/confirmation", form, tell);
        CheckLimit(step.Limit, $"{at}/limit", tell);
        CheckVerification(step.Limit, step.LimitWithVerification, $"{at}/limitWithVerification", tell);
        if (version.GroupLimitCases.Select(other => other.Limit).Append(version.GroupLimit).All(limit => IsShorter(limit, step.Limit)))
        {
            tell(
                FaultCodes.LimitBeyondGroup,
                $"{at}/limit",
                "Thời hạn của bước dài hơn thời hạn của cả nhóm.",
                "The step's limit is longer than the whole group's.");
        }

        for (var i = 0; i < step.ResultFields.Count; i++)
        {
            if (step.ResultFields.Take(i).Any(other => other.Name == step.ResultFields[i].Name))
            {
                tell(
                    FaultCodes.ResultFieldTwice,
                    $"{at}/resultFields/{i}/name",
                    $"Trường '{step.ResultFields[i].Name}' xuất hiện hai lần.",
                    $"The field '{step.ResultFields[i].Name}' stands twice.");
            }
        }
    }

    private static void CheckNeeds(ProcedureVersion version, StepDefinition step, string at, FaultTeller tell)
    {
        for (var i = 0; i < step.Needs.Count; i++)
        {
            // Of a step that is not waited for nothing need ever be known.
            var parts = step.Needs[i].Split('/');
            if (parts.Length != 2
                || version.Steps.FirstOrDefault(other => other.Code == parts[0] && step.After.Contains(other.Code)) is not { } other
                || other.ResultFields.All(field => field.Name != parts[1]))
            {
                tell(
                    FaultCodes.NeedUnknown,
                    $"{at}/needs/{i}",
                    $"'{step.Needs[i]}' không phải là bước đứng ngay trước và một trường kết quả của bước đó.",
                    $"'{step.Needs[i]}' is no step that comes right before and a field of its result.");
            }
        }
    }

    private static void CheckRefusalEffect(ProcedureVersion version, StepDefinition step, string at, FaultTeller tell)
    {
        var after = version.Steps.Where(other => other.After.Contains(step.Code)).ToList();
        var isUntrue = step.RefusalEffect == RefusalEffect.StopsDependants
            ? after.Count == 0
            : after.Count > 0 && after.TrueForAll(other => other.Needs.Any(need => need.StartsWith(step.Code + "/", StringComparison.Ordinal)));
        if (isUntrue)
        {
            tell(
                FaultCodes.RefusalEffectUntrue,
                $"{at}/refusalEffect",
                after.Count == 0
                    ? $"Không có bước nào sau bước '{step.Code}' để dừng lại."
                    : $"Mọi bước sau bước '{step.Code}' đều cần kết quả của bước này, nên không bước nào bắt đầu được khi bị từ chối.",
                after.Count == 0
                    ? $"No step comes after '{step.Code}' that could be stopped."
                    : $"Every step after '{step.Code}' needs something of its result, so that none begins when it is refused.");
        }
    }

    private static void CheckOwners(DeclarationMap declaration, StepDefinition step, string at, FaultTeller tell)
    {
        for (var i = 0; i < step.ResultOf.Count; i++)
        {
            var role = step.ResultOf[i];
            if (declaration.PlaceOf(role) is null)
            {
                tell(
                    FaultCodes.PersonUnknown,
                    $"{at}/resultOf/{i}",
                    $"Không có vai trò '{role}' trong tờ khai.",
                    $"The declaration has no person '{role}'.");
            }
            else if (step.ResultOf.Take(i).Contains(role))
            {
                tell(FaultCodes.PersonTwice, $"{at}/resultOf/{i}", $"Vai trò '{role}' xuất hiện hai lần.", $"The role '{role}' stands twice.");
            }
        }

        var several = step.ResultOf.Count > 1 || declaration.Persons.Any(person => person.IsList && step.ResultOf.Contains(person.Role));
        if (several && step.ResultFields.Any(field => field.Format == Formats.PersonalId))
        {
            tell(
                FaultCodes.ResultOwnerAmbiguous,
                $"{at}/resultOf",
                "Kết quả có số định danh cá nhân phải thuộc về đúng một người.",
                "A result that holds a personal identification number is that of one person only.");
        }
    }

    private static void CheckConfirmation(ConfirmationRule? confirmation, string at, Form? form, FaultTeller tell)
    {
        if (confirmation is null)
        {
            return;
        }

        CheckLimit(confirmation.Window, $"{at}/window", tell);
        CheckCondition(confirmation.When, $"{at}/when", form, tell, confirmation.List);
        if (form is not null && form.Find(confirmation.People) is null)
        {
            UnknownPointer($"{at}/people", confirmation.People, tell);
        }

        if (form is not null && confirmation.PaperType is { } paper && form.Find("/records/*/type")?.Choices?.Contains(paper) != true)
        {
            UnknownRecord($"{at}/paperType", paper, tell);
        }
    }

    private static void CheckCycles(ProcedureVersion version, FaultTeller tell)
    {
        // Steps that can start, then steps after them, and so on: what never can is part of a cycle or behind one.
        var startable = new HashSet<string>();
        var known = version.Steps.Select(step => step.Code).ToHashSet();
        bool isMore;
        do
        {
            isMore = version.Steps.Any(step =>
                step.After.All(code => startable.Contains(code) || !known.Contains(code)) && startable.Add(step.Code));
        }
        while (isMore);

        for (var i = 0; i < version.Steps.Count; i++)
        {
            if (!startable.Contains(version.Steps[i].Code))
            {
                tell(
                    FaultCodes.StepCycle,
                    $"/steps/{i}/after",
                    $"Bước '{version.Steps[i].Code}' chờ chính nó qua các bước khác, nên không bao giờ bắt đầu.",
                    $"The step '{version.Steps[i].Code}' waits in a circle and can never start.");
            }
        }
    }

    private static void CheckRecords(ProcedureVersion version, Form? form, FaultTeller tell)
    {
        var accepted = form?.Find("/records/*/type")?.Choices;
        foreach (var type in accepted?.Where(type => !version.RecordNames.ContainsKey(type)) ?? [])
        {
            tell(
                FaultCodes.RecordTypeUnnamed,
                "/recordNames",
                $"Loại giấy tờ '{type}' của biểu mẫu chưa có tên.",
                $"The form's record type '{type}' has no name.");
        }

        foreach (var type in version.RecordNames.Keys.Where(type => form is not null && accepted?.Contains(type) != true))
        {
            UnknownRecord(JsonPointer.Append("/recordNames", type), type, tell);
        }

        for (var i = 0; i < version.Records.Count; i++)
        {
            var record = version.Records[i];
            CheckCondition(record.Required, $"/records/{i}/required", form, tell);
            for (var j = 0; form is not null && j < record.Types.Count; j++)
            {
                if (accepted?.Contains(record.Types[j]) != true)
                {
                    UnknownRecord($"/records/{i}/types/{j}", record.Types[j], tell);
                }
            }
        }
    }

    private static void UnknownRecord(string pointer, string type, FaultTeller tell) => tell(
        FaultCodes.RecordTypeUnknown,
        pointer,
        $"Biểu mẫu không nhận loại giấy tờ '{type}'.",
        $"The form does not take records of type '{type}'.");

    /// <summary>Every pointer leads to a field of the form, and every "*" stands for an element of the list or of a "some".</summary>
    internal static void CheckCondition(Condition? condition, string pointer, Form? form, FaultTeller tell, string? list = null)
    {
        foreach (var path in condition?.Pointers.Where(path => form is not null && form.Find(path) is null) ?? [])
        {
            UnknownPointer(pointer, path, tell);
        }

        foreach (var path in condition?.Unbound(list is null ? [] : [list]) ?? [])
        {
            UnknownPointer(pointer, path, tell);
        }
    }

    internal static void UnknownPointer(string pointer, string path, FaultTeller tell) => tell(
        FaultCodes.PointerUnknown,
        pointer,
        $"Con trỏ '{path}' không dẫn đến trường phù hợp trong biểu mẫu.",
        $"The pointer '{path}' leads to no fitting field of the form.");

    internal static void CheckLimit(TimeLimit limit, string pointer, FaultTeller tell)
    {
        if (limit.Unit == TimeLimitUnit.SameDay ? limit.Amount != 0 : limit.Amount < 1)
        {
            tell(
                FaultCodes.LimitNotPositive,
                $"{pointer}/amount",
                "Thời hạn phải từ 1 trở lên (trong ngày thì bằng 0).",
                "A limit is at least 1 (0 for the same day).");
        }
    }

    private static void CheckVerification(TimeLimit limit, TimeLimit? longer, string pointer, FaultTeller tell)
    {
        if (longer is null)
        {
            return;
        }

        CheckLimit(longer, pointer, tell);
        if (IsShorter(longer, limit))
        {
            tell(
                FaultCodes.LimitShorterWithVerification,
                pointer,
                "Thời hạn khi xác minh ngắn hơn thời hạn thường.",
                "The limit with verification is shorter than the one without.");
        }
    }

    /// <summary>Whether a limit is shorter than another; limits of unlike units are not compared.</summary>
    private static bool IsShorter(TimeLimit limit, TimeLimit other) =>
        limit.Unit == other.Unit ? limit.Amount < other.Amount : limit.Unit == TimeLimitUnit.SameDay;
}
