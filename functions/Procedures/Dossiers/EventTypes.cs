using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace LienThong.Procedures.Dossiers;

/// <summary>What happened, in a stable word for programs: the one under which the event is kept, such as <c>step-accepted</c>.</summary>
public static class EventTypes
{
    private static readonly FrozenDictionary<Type, string> Words = typeof(DossierEvent)
        .GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)
        .ToFrozenDictionary(known => known.DerivedType, known => (string)known.TypeDiscriminator!);

    /// <summary>The word of an event.</summary>
    public static string Of(DossierEvent happened) => Words[happened.GetType()];
}
