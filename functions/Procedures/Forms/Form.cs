using System.Text.Json;
using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Forms;

/// <summary>A declaration's or notice's form: a JSON Schema that partners get as it is, and the check by it.</summary>
public sealed class Form
{
    /// <summary>The form's name, for example "birth.decree-301-2026".</summary>
    public string Name => throw new NotImplementedException();

    /// <summary>The JSON Schema (draft 2020-12) as it is served.</summary>
    public JsonElement Schema => throw new NotImplementedException();

    /// <summary>Everything in which a document departs from the form; empty when nothing does.</summary>
    public IReadOnlyList<Fault> Check(JsonElement document) => throw new NotImplementedException();
}
