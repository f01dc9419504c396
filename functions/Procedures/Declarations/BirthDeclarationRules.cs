using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Declarations;

/// <summary>What a birth declaration must obey beyond its form.</summary>
public static class BirthDeclarationRules
{
    /// <summary>Days after birth within which it is to be registered (Law on Civil Status 60/2014/QH13, art. 15(1)).</summary>
    public const int RegistrationDays = 60;

    /// <summary>The group is for children under this age (Decree 63/2024/NĐ-CP, art. 1).</summary>
    public const int AgeLimit = 6;

    /// <summary>Every rule that the declaration breaks, with pointers into it.</summary>
    /// <param name="declaration">A declaration of the right form.</param>
    /// <param name="law">The law.</param>
    /// <param name="filedOn">The day of filing in Vietnam.</param>
    public static IReadOnlyList<Fault> Check(BirthDeclaration declaration, LawLibrary law, DateOnly filedOn) =>
    [
        .. ChildIsBornAndUnderSix(declaration.Child, filedOn),
        .. CaseFitsTheDays(declaration, filedOn),
        .. BirthPlaceIsOne(declaration.Child.BirthPlace),
        .. ChildrenAreCounted(declaration.Child),
        .. ParentsCanBeParents(declaration),
        .. SomebodyAnswersForTheChild(declaration),
        .. ApplicantIsWhoIsDeclared(declaration),
        .. ChildLivesWithSomebody(declaration),
        .. HospitalPaperFits(declaration, filedOn),
        .. UnitsExist(declaration, law, filedOn),
        .. PostHasAnAddress(declaration.Result),
        .. RecordsStandOnce(declaration.Records),
    ];

    /// <summary>Numbers that do not fit the person, by the practice of Decree 137/2015/NĐ-CP, which is no longer law.</summary>
    public static IReadOnlyList<Fault> Warnings(BirthDeclaration declaration) =>
    [
        .. Of(declaration.Mother, "/mother/personalId", isFemale: true),
        .. Of(declaration.Father, "/father/personalId", isFemale: false),
    ];

    private static IEnumerable<Fault> Of(DeclaredParent? parent, string pointer, bool isFemale) =>
        parent?.PersonalId?.Warnings(parent.BirthDate, isFemale).Select(warning => warning.Under(pointer)) ?? [];

    /// <summary>The group serves children who are born and not yet six (Decree 63/2024/NĐ-CP, art. 1).</summary>
    private static IEnumerable<Fault> ChildIsBornAndUnderSix(DeclaredChild child, DateOnly filedOn)
    {
        if (child.BirthDate > filedOn)
        {
            yield return new(
                FaultCodes.DateInFuture,
                "/child/birthDate",
                "Ngày sinh của trẻ ở sau ngày nộp hồ sơ.",
                "The child's day of birth is after the day of filing.");
        }
        else if (child.BirthDate <= filedOn.AddYears(-AgeLimit))
        {
            yield return new(
                FaultCodes.ChildNotUnderSix,
                "/child/birthDate",
                "Nhóm thủ tục này chỉ dành cho trẻ em dưới 6 tuổi.",
                "These procedures are for children under six only.");
        }
    }

    /// <summary>Birth is registered within 60 days, later it is a late registration (Law 60/2014/QH13, art. 15(1)).</summary>
    private static IEnumerable<Fault> CaseFitsTheDays(BirthDeclaration declaration, DateOnly filedOn)
    {
        var days = filedOn.DayNumber - declaration.Child.BirthDate.DayNumber;
        var fitting = days > RegistrationDays ? RegistrationCase.Late : RegistrationCase.InTime;
        if (days >= 0 && declaration.Registration.Case != fitting)
        {
            yield return new(
                FaultCodes.RegistrationCaseWrong,
                "/registration/case",
                $"Từ ngày sinh đến ngày nộp là {days} ngày; loại đăng ký phải là {(days > RegistrationDays ? "late (quá hạn)" : "in-time (đúng hạn)")}.",
                $"It is {days} days from birth to filing, so the case is {(days > RegistrationDays ? "late" : "in-time")}.");
        }
    }

    /// <summary>The place of birth is written down, once (Law 60/2014/QH13, art. 14(1)).</summary>
    private static IEnumerable<Fault> BirthPlaceIsOne(BirthPlace place)
    {
        if (place is { Facility: null, Commune: null, Country: null, Detail: null })
        {
            yield return new(
                FaultCodes.BirthPlaceMissing,
                "/child/birthPlace",
                "Phải khai nơi sinh: cơ sở y tế, xã, nước hoặc địa chỉ.",
                "The place of birth must be given: facility, commune, country or address.");
        }

        if (place.Country is { } country && country != "VN" && (place.Facility is not null || place.Commune is not null))
        {
            yield return new(
                FaultCodes.BirthPlaceContradicts,
                "/child/birthPlace/country",
                "Nơi sinh ở nước ngoài thì không có cơ sở y tế hoặc xã ở Việt Nam.",
                "A birth abroad has no Vietnamese facility or commune.");
        }
    }

    /// <summary>Each child of a birth has a certificate of its own (Circular 22/2025/TT-BYT, art. 3).</summary>
    private static IEnumerable<Fault> ChildrenAreCounted(DeclaredChild child)
    {
        if (child.BirthOrder > child.ChildrenInBirth)
        {
            yield return new(
                FaultCodes.BirthOrderBeyondChildren,
                "/child/birthOrder",
                "Thứ tự sinh lớn hơn số con trong lần sinh.",
                "The order of birth is beyond the number of children in this birth.");
        }
    }

    /// <summary>Mother and father are two people, born before the child (Law 60/2014/QH13, art. 14(1)).</summary>
    private static IEnumerable<Fault> ParentsCanBeParents(BirthDeclaration declaration)
    {
        foreach (var (parent, name, vi) in new[] { (declaration.Mother, "mother", "mẹ"), (declaration.Father, "father", "cha") })
        {
            if (parent is not null && parent.BirthDate.Earliest >= declaration.Child.BirthDate)
            {
                yield return new(
                    FaultCodes.ParentNotOlder,
                    $"/{name}/birthDate",
                    $"Ngày sinh của {vi} phải trước ngày sinh của trẻ.",
                    $"The {name}'s date of birth must be before the child's.");
            }
        }

        if (declaration.Mother is { } mother
            && declaration.Father is { } father
            && ((mother.PersonalId is { } id && id == father.PersonalId)
                || (mother.SocialInsuranceNumber is { } number && number == father.SocialInsuranceNumber)))
        {
            yield return new(
                FaultCodes.ParentsAreOnePerson,
                "/father",
                "Cha và mẹ mang cùng một số định danh hoặc mã số bảo hiểm xã hội.",
                "Father and mother bear the same personal or social insurance number.");
        }
    }

    /// <summary>
    /// Father, mother, guardian or relative files (Decision 976/QĐ-BHXH of 2023 as reported); a child with neither parent
    /// declared has a guardian who does (Law 60/2014/QH13, art. 15(1): who brings up the child).
    /// </summary>
    private static IEnumerable<Fault> SomebodyAnswersForTheChild(BirthDeclaration declaration)
    {
        if (declaration is { Mother: null, Father: null, Applicant.Relationship: not Relationship.Guardian })
        {
            yield return new(
                FaultCodes.ParentOrGuardianMissing,
                "",
                "Phải khai cha hoặc mẹ; nếu không, người yêu cầu phải là người giám hộ.",
                "Mother or father must be declared, or the applicant must be the guardian.");
        }
    }

    /// <summary>An applicant who is a parent is that parent (Law 60/2014/QH13, art. 15(1)).</summary>
    private static IEnumerable<Fault> ApplicantIsWhoIsDeclared(BirthDeclaration declaration)
    {
        var (parent, isParent) = declaration.Applicant.Relationship switch
        {
            Relationship.Mother => (declaration.Mother, true),
            Relationship.Father => (declaration.Father, true),
            _ => (null, false),
        };
        if (isParent && parent is null)
        {
            yield return new(
                FaultCodes.ApplicantNotDeclared,
                "/applicant/relationship",
                "Người yêu cầu là cha hoặc mẹ nhưng phần khai về người đó bị bỏ trống.",
                "The applicant is a parent who is not declared.");
        }

        if (parent?.PersonalId is { } id && id != declaration.Applicant.PersonalId)
        {
            yield return new(
                FaultCodes.ApplicantDiffers,
                "/applicant/personalId",
                "Số định danh của người yêu cầu khác với phần khai về cha hoặc mẹ.",
                "The applicant's personal number differs from the one declared for that parent.");
        }
    }

    /// <summary>
    /// A child's permanent residence is with a parent, a guardian, or a householder who consents (Law on Residence
    /// 68/2020/QH14, art. 20(2); the householder confirms in VNeID).
    /// </summary>
    private static IEnumerable<Fault> ChildLivesWithSomebody(BirthDeclaration declaration)
    {
        var isDeclared = declaration.Residence.With switch
        {
            LivesWith.Mother => declaration.Mother is not null,
            LivesWith.Father => declaration.Father is not null,
            LivesWith.Guardian => declaration.Applicant.Relationship == Relationship.Guardian,
            _ => true,
        };
        if (!isDeclared)
        {
            yield return new(
                FaultCodes.ResidentNotDeclared,
                "/residence/with",
                "Người mà trẻ ở cùng chưa được khai trong tờ khai.",
                "The person whom the child lives with is not declared.");
        }

        if (declaration.Residence is { With: LivesWith.Other, HouseholderPersonalId: null })
        {
            yield return new(
                FaultCodes.HouseholderMissing,
                "/residence/householderPersonalId",
                "Trẻ ở cùng người khác thì phải khai số định danh của chủ hộ.",
                "A child who lives with somebody else needs the householder's personal number.");
        }
    }

    /// <summary>
    /// A certificate is issued by the facility of birth, before the child leaves it, or within weeks for a birth outside
    /// with an attendant; a re-issued paper keeps its code (Circular 22/2025/TT-BYT, art. 3-4).
    /// </summary>
    private static IEnumerable<Fault> HospitalPaperFits(BirthDeclaration declaration, DateOnly filedOn)
    {
        if (declaration.HospitalPaper is not { } paper)
        {
            yield break;
        }

        if (paper.IssuedOn > filedOn)
        {
            yield return new(
                FaultCodes.DateInFuture,
                "/hospitalPaper/issuedOn",
                "Ngày cấp giấy chứng sinh ở sau ngày nộp hồ sơ.",
                "The certificate's day of issue is after the day of filing.");
        }

        var born = declaration.Child.BirthDate;
        if (paper.IssuedOn < born)
        {
            yield return new(
                FaultCodes.CertificateBeforeBirth,
                "/hospitalPaper/issuedOn",
                "Giấy chứng sinh được cấp trước ngày sinh của trẻ.",
                "The certificate was issued before the child's birth.");
        }

        if (!CertificateRules.IsPlausibleYear(paper.CertificateCode, born, paper.IssuedOn))
        {
            yield return CertificateRules.ImplausibleYear("/hospitalPaper/certificateCode");
        }

        if (declaration.Child.BirthPlace.Facility is { } facility && facility != paper.CertificateCode.Facility)
        {
            yield return new(
                FaultCodes.CertificateFacilityDiffers,
                "/hospitalPaper/certificateCode",
                $"Mã giấy chứng sinh thuộc cơ sở {paper.CertificateCode.Facility}, khác với nơi sinh {facility}.",
                $"The certificate's code is facility {paper.CertificateCode.Facility}'s, the place of birth is {facility}.");
        }
    }

    /// <summary>Units are named by codes that stand on the day of filing (Decision 19/2025/QĐ-TTg).</summary>
    private static IEnumerable<Fault> UnitsExist(BirthDeclaration declaration, LawLibrary law, DateOnly filedOn)
    {
        (CommuneCode? Code, string Pointer)[] named =
        [
            (declaration.Registration.Commune, "/registration/commune"),
            (declaration.Child.BirthPlace.Commune, "/child/birthPlace/commune"),
            (declaration.Mother?.Residence.Commune, "/mother/residence/commune"),
            (declaration.Father?.Residence.Commune, "/father/residence/commune"),
            (declaration.Residence.Commune, "/residence/commune"),
        ];
        foreach (var (code, pointer) in named)
        {
            if (code is { } commune && !law.Units.TryGetCommune(commune, filedOn, out _))
            {
                yield return UnknownUnit(commune, pointer);
            }
        }
    }

    /// <summary>Results go electronically or, on wish, by public post (Decree 42/2022/NĐ-CP).</summary>
    private static IEnumerable<Fault> PostHasAnAddress(ResultChoice result)
    {
        if (result is { By: ResultDelivery.Post, PostAddress: null })
        {
            yield return new(
                FaultCodes.PostAddressMissing,
                "/result/postAddress",
                "Nhận kết quả qua bưu chính thì phải có địa chỉ nhận.",
                "Results by post need an address.");
        }
    }

    /// <summary>A record is named once; twice is a slip in which another was forgotten.</summary>
    private static IEnumerable<Fault> RecordsStandOnce(IReadOnlyList<DeclaredRecord> records)
    {
        for (var i = 1; i < records.Count; i++)
        {
            if (records.Take(i).Any(other => other.Sha256 == records[i].Sha256))
            {
                yield return new(
                    FaultCodes.RecordTwice,
                    $"/records/{i}",
                    "Giấy tờ này đã được nêu ở trên.",
                    "This record stands above already.");
            }
        }
    }

    internal static Fault UnknownUnit(CommuneCode commune, string pointer) => new(
        FaultCodes.UnitUnknown,
        pointer,
        $"Không có đơn vị hành chính cấp xã mã {commune} vào ngày này.",
        $"There is no commune with code {commune} on that day.");
}
