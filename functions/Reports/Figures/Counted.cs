namespace LienThong.Reports.Figures;

/// <summary>What is counted of a whole dossier or of a step. The numbers stand in stored facts: they are never given anew.</summary>
public enum Counted
{
    /// <summary>Filed; a step: its turn came.</summary>
    Filed = 0,

    /// <summary>Taken in by an agency for the first time.</summary>
    Accepted = 1,

    /// <summary>A supplement asked for.</summary>
    Supplemented = 2,

    /// <summary>Ended: refused.</summary>
    Refused = 3,

    /// <summary>Ended: nothing was supplemented in time.</summary>
    Rejected = 4,

    /// <summary>Ended: withdrawn, a duplicate, or invalid.</summary>
    Withdrawn = 5,

    /// <summary>Ended with a result.</summary>
    Done = 6,

    /// <summary>Ended on an earlier day than the limit's.</summary>
    BeforeTime = 7,

    /// <summary>Ended on the limit's day and not past it.</summary>
    OnTime = 8,

    /// <summary>Ended past the limit, or a supplement was asked for a second time.</summary>
    Late = 9,

    /// <summary>A whole dossier filed by the family online.</summary>
    FiledOnline = 10,

    /// <summary>A whole dossier filed online by an agent.</summary>
    FiledByAgent = 11,

    /// <summary>A whole dossier filed at a counter.</summary>
    FiledAtCounter = 12,

    /// <summary>Fields of the declaration that the state can know, of dossiers that it was asked for.</summary>
    PrefillFields = 13,

    /// <summary>Of these, filled in and left so.</summary>
    PrefillFilled = 14,

    /// <summary>Records that a dossier was filed with, brought or taken over.</summary>
    Records = 15,

    /// <summary>Of these, taken over from an earlier dossier.</summary>
    RecordsReused = 16,

    /// <summary>A dossier with at least one record taken over.</summary>
    FiledWithReuse = 17,

    /// <summary>A hospital's notice that came within its limit, when it was matched.</summary>
    NoticesInTime = 18,

    /// <summary>A hospital's notice that came later.</summary>
    NoticesLate = 19,

    /// <summary>A dossier whose declaration was filled in from the population database when it was filed, or whose persons were looked up
    /// there, on that day.</summary>
    FiledWithPopulation = 20,

    /// <summary>A dossier that ended done and has a digital record of every result, on the day when both had happened.</summary>
    DoneWithRecords = 21,

    /// <summary>A dossier that ended done and a result of which the citizen's repository has confirmed, on the day when both had
    /// happened.</summary>
    DoneAndShared = 22,

    /// <summary>A fault that an agency found in a request. The part is <c>fault:</c> and the fault's code.</summary>
    Faults = 23,

    /// <summary>All fields of the forms of the dossiers of which the state was asked to fill in what it knows.</summary>
    PrefillForm = 24,
}
