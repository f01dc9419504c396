using System.Globalization;
using System.Security.Cryptography;
using LienThong.Procedures.Calendars;
using LienThong.Procedures.Identifiers;

namespace LienThong.App.Dossiers;

/// <summary>Gives new dossiers their numbers: <c>unit-yyMMdd-NNNNNNN</c>, the day in Vietnam. The last part is drawn, not
/// counted: no counter has to be shared, and nobody can guess a neighbour's number. A number that is taken is drawn again.</summary>
public sealed class DossierNumbers(string unit, Func<int>? draw = null)
{
    private readonly Func<int> _draw = draw ?? (() => RandomNumberGenerator.GetInt32(10_000_000));

    /// <summary>A number for a dossier filed at <paramref name="now"/>.</summary>
    public DossierCode Draw(DateTimeOffset now) => DossierCode.Parse(string.Create(
        CultureInfo.InvariantCulture, $"{unit}-{now.ToOffset(VietnamTime.Offset):yyMMdd}-{_draw():D7}"));
}
