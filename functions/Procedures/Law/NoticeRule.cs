namespace LienThong.Procedures.Law;

/// <summary>How a hospital's notice and a declaration are brought together.</summary>
/// <param name="Kind">The kind of notice, one of the law's <see cref="LawLibrary.Notices"/>.</param>
/// <param name="Code">JSON pointer to the paper's code in the declaration.</param>
/// <param name="Fingerprint">The reason of the fingerprint that is made of the code alone: it leads from a notice to the dossier.</param>
/// <param name="Compares">What both must agree in.</param>
public sealed record NoticeRule(string Kind, string Code, string Fingerprint, IReadOnlyList<NoticeComparison> Compares);

/// <summary>A field in which notice and declaration must agree. What one side leaves out does not differ.</summary>
/// <param name="Notice">JSON pointer into the notice.</param>
/// <param name="Declaration">JSON pointer into the declaration; the difference is told there.</param>
/// <param name="By">How they are compared.</param>
public sealed record NoticeComparison(string Notice, string Declaration, NoticeAgreement By = NoticeAgreement.Same);

/// <summary>When notice and declaration agree in a field.</summary>
public enum NoticeAgreement
{
    /// <summary>The values are the same.</summary>
    Same,

    /// <summary>The names are the same but for spelling.</summary>
    Name,

    /// <summary>Both dates can mean the same day: of a partial date the other side may know more.</summary>
    Date,

    /// <summary>The declaration has it too, whatever it says.</summary>
    Present,
}
