namespace LienThong.App.Access;

/// <summary>What a partner can be allowed to do. Its kind says what it may at most; the registry can only narrow that.</summary>
public static class Scopes
{
    public const string ReadProcedures = "procedures:read";
    public const string FileDossiers = "dossiers:file";
    public const string ReadDossiers = "dossiers:read";
    public const string UploadRecords = "records:upload";
    public const string UseRecords = "records:use";
    public const string UsePersonalData = "personal-data:use";
    public const string Decide = "decisions:write";
    public const string JudgeDuplicates = "duplicates:judge";
    public const string ReadWorklists = "worklists:read";
    public const string SendNotices = "notices:send";
    public const string GiveAliases = "aliases:give";
    public const string Operate = "operations";

    private static readonly string[] Filing = [ReadProcedures, FileDossiers, ReadDossiers, GiveAliases, UploadRecords, UseRecords, UsePersonalData];
    private static readonly string[] Deciding = [ReadProcedures, ReadDossiers, GiveAliases, UseRecords, Decide, ReadWorklists];

    /// <summary>The most that partners of a kind may do.</summary>
    public static IReadOnlyList<string> Of(PartnerKind kind) => kind switch
    {
        PartnerKind.Portal or PartnerKind.Vneid or PartnerKind.Agent or PartnerKind.Counter => Filing,
        PartnerKind.Hospital => [ReadProcedures, SendNotices],
        PartnerKind.CivilStatus => [.. Deciding, JudgeDuplicates],
        PartnerKind.Police or PartnerKind.Insurance or PartnerKind.Identity => Deciding,
        PartnerKind.Province or PartnerKind.Linked or PartnerKind.Repository or PartnerKind.Post => [ReadProcedures, UseRecords],
        PartnerKind.Operator => [ReadProcedures, ReadDossiers, Operate],
        _ => [],
    };
}
