namespace LienThong.Embedded.Functions;

/// <summary>Makes the function an activity; the parameter is its input, of any JSON type.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ActivityTriggerAttribute : Attribute
{
    /// <summary>The activity's name; the function's name if null.</summary>
    public string? Activity { get; set; }
}
