using System.Text.Json;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Dossiers;

/// <summary>
/// Those who have to confirm before a step begins: a householder, the relatives of somebody who died. They may do so from
/// filing on. Their time is their own: no agency's limit runs meanwhile, and nothing ends because it is long; they are
/// reminded and an operator sees it.
/// </summary>
public static class Confirmations
{
    /// <summary>The code with which a step stands still that somebody does not agree to.</summary>
    public const string Denied = "confirmation-denied";

    /// <summary>How often those who do not answer are reminded.</summary>
    public const int MostReminders = 3;

    // Only for law files that were changed under a running dossier: the step asks for confirmations no more.
    private static readonly TimeLimit WithoutRule = TimeLimit.WorkingDays(3);

    /// <summary>When it is time to look why confirmations do not come, UTC.</summary>
    internal static DateTimeOffset Until(StepState step, DateTimeOffset from, DossierRules rules) =>
        rules.CalendarOf(step).DueAt(from, rules.Step(step.Step).Confirmation?.Window ?? WithoutRule);

    /// <summary>Takes an answer in at <paramref name="now"/> (UTC). Who has denied may still agree; who has agreed has agreed.</summary>
    public static Decided Answer(Dossier dossier, string stepCode, ConfirmationAnswer answer, DossierRules rules, string by, DateTimeOffset now)
    {
        if (dossier.State.Step(stepCode) is not { } step)
        {
            return Decided.NotFound(DossierFaults.StepUnknown(stepCode));
        }

        if (!step.ConfirmedBy.Contains(answer.From))
        {
            return Decided.Invalid(DossierFaults.ConfirmationNotAsked(stepCode));
        }

        var faults = Check(dossier, step, answer, rules);
        if (faults.Count > 0)
        {
            return Decided.Invalid(faults);
        }

        var agrees = answer.Paper is not null || answer.Agrees == true;
        if (step.Confirmed.Contains(answer.From))
        {
            return agrees ? Decided.Already : Decided.Conflict(DossierFaults.ConfirmationContradicts());
        }

        if (step.Status is not (StepStatus.Waiting or StepStatus.ConfirmationAwaited))
        {
            return Decided.Conflict(DossierFaults.ConfirmationTooLate(stepCode));
        }

        if (agrees)
        {
            return GroupClock.Happens(dossier, new ConfirmationGiven(now, by, stepCode, answer.From, answer.Paper), DueMoves.Confirmation, rules);
        }

        return step.Denied.Contains(answer.From)
            ? Decided.Already
            : Decided.Happens(new ConfirmationDenied(now, by, stepCode, answer.From, answer.Note!));
    }

    private static List<Fault> Check(Dossier dossier, StepState step, ConfirmationAnswer answer, DossierRules rules)
    {
        List<Fault> faults = [];
        if (answer.Paper is { } paper)
        {
            var accepted = rules.Step(step.Step).Confirmation?.PaperType;
            if (paper.Type != accepted)
            {
                faults.Add(DossierFaults.PaperNotAccepted(accepted));
            }

            return faults;
        }

        if (answer.Agrees is null)
        {
            faults.Add(DossierFaults.AnswerMissing());
            return faults;
        }

        if (answer.PersonalId is null || DeclaredId(dossier, answer.From) != answer.PersonalId)
        {
            faults.Add(DossierFaults.ConfirmationOfAnother());
        }

        if (answer.Agrees == false && string.IsNullOrWhiteSpace(answer.Note))
        {
            faults.Add(DossierFaults.NoteMissing());
        }

        return faults;
    }

    // A declaration names a person, or only the number of one.
    private static string? DeclaredId(Dossier dossier, string person) =>
        (JsonPointer.TryGet(dossier.Declaration, person + "/personalId", out var id) || JsonPointer.TryGet(dossier.Declaration, person, out id))
        && id.Value.ValueKind == JsonValueKind.String
            ? id.Value.GetString()
            : null;
}
