using System.Diagnostics.CodeAnalysis;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Identifiers;

/// <summary>A code with a form of its own, held as the text it is written in. It parses, or says why not.</summary>
public interface IIdentifier<TSelf>
    where TSelf : struct, IIdentifier<TSelf>
{
    /// <summary>Parses text from outside. The fault's pointer is "", the caller sets where it stood.</summary>
    static abstract bool TryParse(string? text, out TSelf value, [NotNullWhen(false)] out Fault? fault);

    /// <summary>Parses text that is already known to be good.</summary>
    /// <exception cref="FormatException">It is not; the message is the fault's English text.</exception>
    static abstract TSelf Parse(string text);
}
