using System.Text.Json;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Identifiers;

namespace LienThong.Storage.Tests;

/// <summary>Made-up dossiers.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Monday = new(2026, 9, 7, 1, 0, 0, TimeSpan.Zero);

    private static readonly AgencyIdentifier Unit = AgencyIdentifier.Parse("G22.99.08");

    public static DossierCode Code(int number) => DossierCode.For(Unit, new DateOnly(2026, 9, 7), number);

    /// <param name="length">How many characters of text its declaration has beside the names.</param>
    public static Dossier Dossier(int number = 1, int length = 0) => new()
    {
        Code = Code(number),
        Procedure = "3.000722",
        LawVersion = "301-2026",
        Declaration = JsonSerializer.SerializeToElement(new { child = new { fullName = "Nguyễn Thị Ánh Dương" }, text = new string('x', length) }),
        FilingKey = $"key-{number}",
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        Events =
        [
            new DossierFiled(
                Monday,
                "portal",
                "portal",
                [
                    new PlannedStep("birth", AgencyCode.For("civil-status", "00004"), []),
                    new PlannedStep("residence", AgencyCode.For("police", "00004"), ["birth"]),
                ],
                Monday.AddDays(3)),
        ],
    };

    /// <summary>The dossier after one more event, signed by whoever is given.</summary>
    public static Dossier Changed(this Dossier dossier, string by = DossierEvent.System) =>
        dossier.With([new StepReminded(Monday.AddMinutes(dossier.Version), by, "birth")]);

    public static string Json(this Dossier dossier) => JsonSerializer.Serialize(dossier, DossierJson.Options);
}
