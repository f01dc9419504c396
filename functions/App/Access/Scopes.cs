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
    public const string Confirm = "confirmations:write";
    public const string JudgeDuplicates = "duplicates:judge";
    public const string ReadWorklists = "worklists:read";
    public const string SendNotices = "notices:send";
    public const string SendMeasurements = "measurements:send";
    public const string GiveAliases = "aliases:give";
    public const string ReadReports = "reports:read";
    public const string Operate = "operations";

    private static readonly string[] Filing = [ReadProcedures, FileDossiers, ReadDossiers, GiveAliases, UploadRecords, UseRecords, UsePersonalData, Confirm];
    private static readonly string[] Deciding = [ReadProcedures, ReadDossiers, GiveAliases, UseRecords, Decide, JudgeDuplicates, ReadWorklists, ReadReports];

    /// <summary>The most that partners of a kind may do.</summary>
    public static IReadOnlyList<string> Of(PartnerKind kind) => kind.Name() switch
    {
        "portal" or "vneid" or "agent" or "counter" => Filing,
        "hospital" => [ReadProcedures, SendNotices],
        "province" => [ReadProcedures, UseRecords, ReadReports],
        "linked" or "repository" or "post" => [ReadProcedures, UseRecords],
        "source" => [ReadProcedures, SendMeasurements, ReadReports],
        "operator" => [ReadProcedures, ReadDossiers, ReadReports, Operate],
        _ => Deciding,
    };
}
