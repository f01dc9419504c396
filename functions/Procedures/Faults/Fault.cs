namespace LienThong.Procedures.Faults;

/// <summary>One thing that is wrong with a document, told to the person who has to mend it.</summary>
/// <param name="Code">Stable kebab-case code, one of <see cref="FaultCodes"/>.</param>
/// <param name="Pointer">RFC 6901 JSON pointer into the submitted document; "" is the whole of it.</param>
/// <param name="Vi">What is wrong, in Vietnamese.</param>
/// <param name="En">What is wrong, in English.</param>
public sealed record Fault(string Code, string Pointer, string Vi, string En)
{
    /// <summary>The same fault seen from a document that holds this one at <paramref name="pointer"/>.</summary>
    public Fault Under(string pointer) => this with { Pointer = pointer + Pointer };
}
