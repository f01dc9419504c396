using LienThong.Procedures.Identifiers;

namespace LienThong.Procedures.Declarations;

/// <summary>
/// Compares what the hospital wrote with what the family declares. The name that was intended at the hospital and the
/// mother's address may change without anyone being wrong, so they are not compared.
/// </summary>
public static class NoticeMatch
{
    /// <summary>JSON pointers into the declaration at which it differs from the notice; empty when it agrees.</summary>
    /// <remarks>What one side leaves out does not differ; a declaration without the mother does.</remarks>
    public static IReadOnlyList<string> Compare(BirthNotice notice, BirthDeclaration declaration) =>
    [
        .. Paper(notice, declaration),
        .. Mother(notice.Mother, declaration.Mother),
        .. Child(notice, declaration.Child),
    ];

    private static IEnumerable<string> Paper(BirthNotice notice, BirthDeclaration declaration)
    {
        if (declaration.HospitalPaper?.CertificateCode != notice.CertificateCode)
        {
            yield return "/hospitalPaper/certificateCode";
        }
    }

    private static IEnumerable<string> Mother(NoticeMother told, DeclaredParent? declared)
    {
        if (declared is null)
        {
            yield return "/mother";
            yield break;
        }

        if (!NameKey.AreSame(told.FullName, declared.FullName))
        {
            yield return "/mother/fullName";
        }

        if (!CanBeSame(told.BirthDate, declared.BirthDate))
        {
            yield return "/mother/birthDate";
        }

        if (Differs(told.PersonalId, declared.PersonalId))
        {
            yield return "/mother/personalId";
        }

        if (told.Passport is { } passport && declared.Passport is { } other && passport != other)
        {
            yield return "/mother/passport";
        }
    }

    private static IEnumerable<string> Child(BirthNotice notice, DeclaredChild declared)
    {
        var told = notice.Child;
        if (told.BirthDate != declared.BirthDate)
        {
            yield return "/child/birthDate";
        }

        if (Differs<TimeOnly>(told.BirthTime, declared.BirthTime))
        {
            yield return "/child/birthTime";
        }

        if (told.Sex != declared.Sex)
        {
            yield return "/child/sex";
        }

        if (told.BirthOrder != declared.BirthOrder)
        {
            yield return "/child/birthOrder";
        }

        if (told.ChildrenInBirth != declared.ChildrenInBirth)
        {
            yield return "/child/childrenInBirth";
        }

        if (Differs(told.WeightGrams, declared.WeightGrams))
        {
            yield return "/child/weightGrams";
        }

        if (Differs<FacilityCode>(notice.Facility, declared.BirthPlace.Facility))
        {
            yield return "/child/birthPlace/facility";
        }
    }

    private static bool Differs<T>(T? told, T? declared)
        where T : struct, IEquatable<T> =>
        told is { } first && declared is { } second && !first.Equals(second);

    // Of a partial date the other side may know more.
    private static bool CanBeSame(PartialDate first, PartialDate second) =>
        first.Earliest <= second.Latest && second.Earliest <= first.Latest;
}
