namespace LienThong.App.Audit;

/// <summary>Calls of this HTTP function are not recorded, with the reason why nobody will miss them. Every other function's are.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnauditedAttribute(string because) : Attribute
{
    /// <summary>Why it is not recorded.</summary>
    public string Because => because;
}
