using LienThong.Procedures.Faults;

namespace LienThong.Reports.Documents;

/// <summary>The language that a report is printed in.</summary>
public enum ReportLanguage
{
    /// <summary>Vietnamese, the language of the official report.</summary>
    Vietnamese,

    /// <summary>English.</summary>
    English,
}

/// <summary>What follows from a report's language.</summary>
public static class ReportLanguages
{
    /// <summary>The language's tag (BCP 47), with the country when <paramref name="withCountry"/>: office programs want it.</summary>
    public static string Tag(this ReportLanguage language, bool withCountry = false) => (language, withCountry) switch
    {
        (ReportLanguage.Vietnamese, false) => "vi",
        (ReportLanguage.Vietnamese, true) => "vi-VN",
        (_, false) => "en",
        _ => "en-GB",
    };

    /// <summary>The words of a text in this language.</summary>
    public static string Of(this ReportLanguage language, Localized text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return language == ReportLanguage.Vietnamese ? text.Vi : text.En;
    }

    /// <summary>Whichever of two texts is in this language.</summary>
    public static string Of(this ReportLanguage language, string vi, string en) => language == ReportLanguage.Vietnamese ? vi : en;
}
