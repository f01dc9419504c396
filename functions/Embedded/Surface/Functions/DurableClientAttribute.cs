namespace LienThong.Embedded.Functions;

/// <summary>Binds a <c>DurableTaskClient</c> parameter.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DurableClientAttribute : Attribute
{
    /// <summary>For Azure: the task hub. There is one on one machine.</summary>
    public string? TaskHub { get; set; }

    /// <summary>For Azure: the setting that names the connection.</summary>
    public string? ConnectionName { get; set; }
}
