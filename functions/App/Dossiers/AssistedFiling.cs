using LienThong.App.Access;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;

namespace LienThong.App.Dossiers;

/// <summary>By what right somebody files for somebody else: an online agent by the citizen's authorisation or by its contract
/// with the commune, a counter because the citizen stands before it. The others file for those who are logged in to them.</summary>
internal static class AssistedFiling
{
    private const string Authorisation = "authorisation";
    private const string Contract = "contract";
    private const string InPerson = "in-person";

    /// <summary>Everything that is wrong with the authority that came with a filing, or with its absence.</summary>
    /// <param name="by">Who files.</param>
    /// <param name="authority">What it says; null when it says nothing.</param>
    /// <param name="today">The day of filing in Vietnam.</param>
    public static IEnumerable<Fault> Check(Partner by, FilingAuthority? authority, DateOnly today)
    {
        IReadOnlyList<string> kinds = by.Kind.Name() switch
        {
            "agent" => [Authorisation, Contract],
            "counter" => [InPerson],
            _ => [],
        };
        if (authority is null)
        {
            if (kinds.Count > 0)
            {
                yield return new Fault("authority-missing", "/authority",
                    "Nộp thay người dân phải nêu căn cứ: loại, số, ngày và mã nhân viên.",
                    "Whoever files for a citizen must say by what right: kind, number, day and staff number.");
            }

            yield break;
        }

        if (kinds.Count == 0)
        {
            yield return new Fault("authority-not-foreseen", "/authority",
                "Đối tác này không nộp thay người dân; bỏ phần căn cứ.", "This partner does not file for others; leave the authority out.");
            yield break;
        }

        if (!kinds.Contains(authority.Kind))
        {
            yield return new Fault("authority-kind-wrong", "/authority/kind",
                $"Căn cứ của đối tác này phải là: {string.Join(", ", kinds)}.", $"This partner's authority is one of: {string.Join(", ", kinds)}.");
        }

        if (authority.GivenOn > today)
        {
            yield return new Fault("date-in-future", "/authority/givenOn",
                "Ngày của căn cứ không được ở tương lai.", "The day of the authority must not lie in the future.");
        }
    }
}
