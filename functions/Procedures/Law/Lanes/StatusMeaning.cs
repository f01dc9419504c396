namespace LienThong.Procedures.Law.Lanes;

/// <summary>What a number means that an agency's system says of its step.</summary>
public enum StatusMeaning
{
    /// <summary>It has the request, or hands it on within its house; nothing is decided.</summary>
    Received,

    /// <summary>Taken in.</summary>
    Accept,

    /// <summary>A supplement is asked for.</summary>
    Supplement,

    /// <summary>Refused, with a reason.</summary>
    Refuse,

    /// <summary>Done, with a result.</summary>
    Done,

    /// <summary>The result has been handed over; the agency says no more.</summary>
    Returned,
}
