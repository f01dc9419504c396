namespace LienThong.Procedures.Dossiers;

/// <summary>What somebody who has to confirm says, by VNeID or by a paper in its place.</summary>
public sealed record ConfirmationAnswer
{
    /// <summary>JSON pointer to the person in the declaration.</summary>
    public required string From { get; init; }

    /// <summary>In VNeID: the personal identification number of who was logged in. It must be the declared person's.</summary>
    public string? PersonalId { get; init; }

    /// <summary>In VNeID: whether the person agrees.</summary>
    public bool? Agrees { get; init; }

    /// <summary>Who does not agree says why.</summary>
    public string? Note { get; init; }

    /// <summary>The paper in place of VNeID, uploaded into the dossier before.</summary>
    public RecordReference? Paper { get; init; }
}
