namespace LienThong.Procedures.Law;

/// <summary>How sure an entry of the law files is.</summary>
public enum Certainty
{
    /// <summary>Read in a law text, an official page, or a page that quotes it.</summary>
    Confirmed,

    /// <summary>Read in somebody's account or implementation of it.</summary>
    Secondary,

    /// <summary>Worked out from confirmed and secondary facts.</summary>
    Inferred,

    /// <summary>A draft or general knowledge; to be checked before it is relied on.</summary>
    Unconfirmed,
}
