using System.Globalization;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;
using LienThong.Procedures.Law.Lanes;

namespace LienThong.Procedures.Dossiers;

/// <summary>What the law files call the things that a dossier holds by their codes, so that people read names and programs codes.</summary>
/// <param name="dossier">The dossier.</param>
/// <param name="rules">The law under which it stands.</param>
public sealed class DossierNames(Dossier dossier, DossierRules rules)
{
    private readonly DateOnly filedOn = VietnamTime.DayOf(dossier.State.FiledAt);

    /// <summary>A step.</summary>
    public Localized Step(string code) => rules.Step(code).Name;

    /// <summary>A type of record that the procedure's form takes.</summary>
    public Localized Record(string type) => rules.Law.RecordNames.GetValueOrDefault(type) ?? new("giấy tờ", "a record");

    /// <summary>Several of them.</summary>
    public Localized Records(IEnumerable<string> types) => Join(", ", types.Select(Record));

    /// <summary>A reason of the catalogue.</summary>
    public Localized Reason(string code) => rules.Library.Reason(code)?.Name ?? new("lý do khác", "another reason");

    /// <summary>Fields of the declaration, by JSON pointers.</summary>
    public Localized Fields(IEnumerable<string> pointers)
    {
        var form = rules.Library.Forms.Get(rules.Law.Form);
        return Join("; ", pointers.Select(form.NameOf));
    }

    /// <summary>A field of a step's result.</summary>
    public Localized ResultField(string step, string field) =>
        rules.Step(step).ResultFields.FirstOrDefault(f => f.Name == field)?.Label ?? new("thông tin", "a value");

    /// <summary>Several of them.</summary>
    public Localized ResultFields(string step, IEnumerable<string> fields) => Join(", ", fields.Select(field => ResultField(step, field)));

    /// <summary>An agency, with its unit.</summary>
    public Localized Agency(AgencyCode agency)
    {
        var kind = rules.Library.AgencyKinds.FirstOrDefault(k => k.Code == agency.Kind)?.Name ?? new("cơ quan", "an agency");
        var unit = Unit(agency.Unit);
        return new($"{kind.Vi}, {unit}", $"{kind.En}, {unit}");
    }

    /// <summary>The way on which the dossier came in.</summary>
    public Localized Channel(string channel) => channel switch
    {
        "agent" => new("đại lý dịch vụ công trực tuyến", "an online agent"),
        "counter" => new("quầy tiếp nhận của Trung tâm Phục vụ hành chính công", "the desk of a service centre"),
        _ => System(channel),
    };

    /// <summary>Another system: a lane of the law files, or an agency.</summary>
    public Localized System(string code) =>
        Lane(code)?.Name ?? (AgencyCode.TryParse(code, out var agency, out _) ? Agency(agency) : new("hệ thống khác", "another system"));

    /// <summary>A number that a system says or is told, with its meaning.</summary>
    public Localized Status(string lane, int number) => Lane(lane)?.Status(number)?.Name is { } name
        ? new($"trạng thái {number} ({name.Vi})", $"status {number} ({name.En})")
        : new($"trạng thái {number}", $"status {number}");

    /// <summary>An errand, by its id within its lane.</summary>
    public Localized Errand(string lane, string id) => id.Split(':') switch
    {
        [ErrandKinds.Status, var number, ..] when Number(number) is { } told => Status(lane, told),
        [ErrandKinds.Status, var step, var number, ..] when Number(number) is { } told => Of(step, Status(lane, told)),
        [ErrandKinds.Result, var step, var edition] => Of(step, new($"kết quả bản {edition}", $"edition {edition} of the result")),
        [ErrandKinds.Correction, var step, var edition, ..] => Of(step, new($"kết quả cải chính bản {edition}", $"edition {edition} of the result, corrected")),
        [ErrandKinds.Completion, var step, var edition, ..] => Of(step, new($"kết quả bổ sung bản {edition}", $"edition {edition} of the result, completed")),
        [ErrandKinds.GetNumber, var step] => Of(step, new("việc cấp số định danh cá nhân", "the request for the personal number")),
        _ => new("việc tra cứu thông tin người khai", "the look-up of the declared persons"),
    };

    /// <summary>Why something waits for an operator.</summary>
    public static Localized Obstacle(string code) => code switch
    {
        "agency-found-faults" => new("cơ quan báo yêu cầu có lỗi kỹ thuật", "the agency found technical faults in the request"),
        "agency-unreachable" => new("không gửi được đến cơ quan", "the agency could not be reached"),
        "step-failed" => new("lỗi khi xử lý trong hệ thống", "carrying the step out failed"),
        Confirmations.Denied => new("có người không xác nhận", "somebody does not confirm"),
        "receiver-unreachable" => new("không gửi được đến hệ thống", "the system could not be reached"),
        "partner-rejected" => new("hệ thống từ chối nhận", "the system rejected it"),
        "errand-failed" => new("lỗi khi gửi trong hệ thống", "carrying the errand out failed"),
        "number-not-foreseen" => new("thủ tục không nêu cấp số cho ai", "the procedure does not say for whom a number is given"),
        "number-possible-duplicate" => new("nghi trùng với trẻ đã được cấp số", "the child is taken for one that has a number"),
        _ => new("hệ thống trả lời không dùng được", "the system gave an answer that is of no use"),
    };

    private static Localized Join(string separator, IEnumerable<Localized> names)
    {
        var all = names.ToList();
        return new(string.Join(separator, all.Select(name => name.Vi)), string.Join(separator, all.Select(name => name.En)));
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private Localized Of(string step, Localized what) => new($"{what.Vi} của bước {Step(step).Vi}", $"{what.En}, step {Step(step).En}");

    private Lane? Lane(string code) => rules.Library.LanesInForce(filedOn).FirstOrDefault(lane => lane.Code == code);

    private string Unit(string unit) =>
        CommuneCode.TryParse(unit, out var commune, out _)
            ? rules.Library.Units.TryGetCommune(commune, filedOn, out var known) ? known.Name : unit
            : rules.Library.Units.Provinces.FirstOrDefault(p => p.Code.ToString() == unit)?.Name ?? unit;
}
