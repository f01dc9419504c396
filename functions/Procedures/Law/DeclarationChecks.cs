using LienThong.Procedures.Faults;
using LienThong.Procedures.Forms;

namespace LienThong.Procedures.Law;

/// <summary>What must hold between what a procedure says of its declaration and the declaration's form.</summary>
internal static class DeclarationChecks
{
    /// <param name="version">The version.</param>
    /// <param name="form">Its form.</param>
    /// <param name="notices">The kinds of notice; null when a file of theirs is faulty.</param>
    /// <param name="forms">All forms.</param>
    /// <param name="tell">Takes the faults.</param>
    internal static void Check(
        ProcedureVersion version, Form form, IReadOnlyList<NoticeKind>? notices, FormLibrary forms, FaultTeller tell)
    {
        var map = version.Declaration;
        if (form.Find(map.Intake)?.Format != Formats.CommuneCode)
        {
            ProcedureChecks.UnknownPointer("/declaration/intake", map.Intake, tell);
        }

        Leads(form, $"{map.Applicant}/fullName", "/declaration/applicant", tell);
        Leads(form, $"{map.Applicant}/personalId", "/declaration/applicant", tell);
        Leads(form, $"{map.Records}/*/type", "/declaration/records", tell);
        Leads(form, $"{map.Records}/*/sha256", "/declaration/records", tell);
        CheckPersons(map, form, tell);
        CheckFingerprints(map.Fingerprints, form, tell);
        if (map.Notice is { } notice)
        {
            CheckNotice(notice, map, form, notices, forms, tell);
        }

        if (map.Newborn is { } newborn)
        {
            CheckNewborn(newborn, version, form, tell);
        }

        CheckRules(version.Rules, form, tell);
    }

    internal static void CheckRules(IReadOnlyList<DocumentRule> rules, Form form, FaultTeller tell)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            var rule = rules[i];
            ProcedureChecks.CheckCondition(rule.When, $"/rules/{i}/when", form, tell, rule.Each);
            Leads(form, rule.Pointer, $"/rules/{i}/pointer", tell);
            if (!Condition.IsBound(rule.Pointer, rule.Each is null ? [] : [rule.Each]))
            {
                ProcedureChecks.UnknownPointer($"/rules/{i}/pointer", rule.Pointer, tell);
            }

            if (rule.Each is { } list && form.Find(list)?.Type != FormType.Array)
            {
                ProcedureChecks.UnknownPointer($"/rules/{i}/each", list, tell);
            }
        }
    }

    private static void CheckPersons(DeclarationMap map, Form form, FaultTeller tell)
    {
        for (var i = 0; i < map.Persons.Count; i++)
        {
            var person = map.Persons[i];
            Leads(form, $"{person.At}/fullName", $"/declaration/persons/{i}/at", tell);
            if (map.Persons.Take(i).Any(other => other.Role == person.Role))
            {
                tell(
                    FaultCodes.PersonTwice,
                    $"/declaration/persons/{i}/role",
                    $"Vai trò '{person.Role}' xuất hiện hai lần.",
                    $"The role '{person.Role}' stands twice.");
            }
        }

        for (var i = 0; i < map.Prefill.Count; i++)
        {
            Leads(form, map.Prefill[i].Field, $"/declaration/prefill/{i}/field", tell);
            if (map.Persons.All(person => person.Role != map.Prefill[i].Person))
            {
                tell(
                    FaultCodes.PersonUnknown,
                    $"/declaration/prefill/{i}/person",
                    $"Không có vai trò '{map.Prefill[i].Person}' trong tờ khai.",
                    $"The declaration has no person '{map.Prefill[i].Person}'.");
            }
        }
    }

    private static void CheckFingerprints(IReadOnlyList<FingerprintRule> fingerprints, Form form, FaultTeller tell)
    {
        for (var i = 0; i < fingerprints.Count; i++)
        {
            var (rule, at) = (fingerprints[i], $"/declaration/fingerprints/{i}");
            if (fingerprints.Take(i).Any(other => other.Reason == rule.Reason))
            {
                tell(
                    FaultCodes.FingerprintTwice,
                    $"{at}/reason",
                    $"Dấu hiệu trùng '{rule.Reason}' xuất hiện hai lần.",
                    $"The fingerprint '{rule.Reason}' stands twice.");
            }

            CheckFingerprint(rule, form, at, tell);
        }
    }

    internal static void CheckFingerprint(FingerprintRule rule, Form form, string at, FaultTeller tell)
    {
        foreach (var pointer in rule.First.SelectMany(list => list))
        {
            Leads(form, pointer, $"{at}/first", tell);
        }

        foreach (var pointer in rule.With)
        {
            Leads(form, pointer, $"{at}/with", tell);
        }

        if (rule.UnlessDiffers is { } unless)
        {
            Leads(form, unless, $"{at}/unlessDiffers", tell);
        }
    }

    private static void CheckNotice(
        NoticeRule notice, DeclarationMap map, Form form, IReadOnlyList<NoticeKind>? notices, FormLibrary forms, FaultTeller tell)
    {
        Leads(form, notice.Code, "/declaration/notice/code", tell);
        if (map.Fingerprints.FirstOrDefault(rule => rule.Reason == notice.Fingerprint) is not { With.Count: 0, First: [[var only]] } || only != notice.Code)
        {
            tell(
                FaultCodes.FingerprintUnknown,
                "/declaration/notice/fingerprint",
                $"Không có dấu hiệu trùng '{notice.Fingerprint}' chỉ gồm mã giấy.",
                $"There is no fingerprint '{notice.Fingerprint}' that is made of the paper's code alone.");
        }

        var kind = notices?.FirstOrDefault(known => known.Kind == notice.Kind);
        if (notices is not null && kind is null)
        {
            tell(
                FaultCodes.NoticeKindUnknown,
                "/declaration/notice/kind",
                $"Không có loại thông báo '{notice.Kind}'.",
                $"There is no kind of notice '{notice.Kind}'.");
        }

        for (var i = 0; i < notice.Compares.Count; i++)
        {
            Leads(form, notice.Compares[i].Declaration, $"/declaration/notice/compares/{i}/declaration", tell);
            if (kind is not null && forms.TryGet(kind.Form, out var told))
            {
                Leads(told, notice.Compares[i].Notice, $"/declaration/notice/compares/{i}/notice", tell);
            }
        }
    }

    private static void CheckNewborn(NewbornRule newborn, ProcedureVersion version, Form form, FaultTeller tell)
    {
        foreach (var field in (ReadOnlySpan<string>)["fullName", "sex", "birthDate", "birthOrder", "childrenInBirth"])
        {
            Leads(form, $"{newborn.Child}/{field}", "/declaration/newborn/child", tell);
        }

        if (form.Find(newborn.Commune)?.Format != Formats.CommuneCode)
        {
            ProcedureChecks.UnknownPointer("/declaration/newborn/commune", newborn.Commune, tell);
        }

        foreach (var role in newborn.Parents.Where(role => version.Declaration.Persons.All(person => person.Role != role)))
        {
            tell(
                FaultCodes.PersonUnknown,
                "/declaration/newborn/parents",
                $"Không có vai trò '{role}' trong tờ khai.",
                $"The declaration has no person '{role}'.");
        }

        var fields = version.Steps.SelectMany(step => step.ResultFields).Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, at) in (ReadOnlySpan<(string?, string)>)[(newborn.Number, "number"), (newborn.Book, "book")])
        {
            if (name is not null && !fields.Contains(name))
            {
                tell(
                    FaultCodes.ResultFieldUnknown,
                    $"/declaration/newborn/{at}",
                    $"Không bước nào có trường kết quả '{name}'.",
                    $"No step has a result field '{name}'.");
            }
        }
    }

    private static void Leads(Form form, string pointer, string at, FaultTeller tell)
    {
        if (form.Find(pointer) is null)
        {
            ProcedureChecks.UnknownPointer(at, pointer, tell);
        }
    }
}
