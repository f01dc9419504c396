namespace LienThong.Embedded.Hosting;

/// <summary>The app cannot run as it is; every reason is listed.</summary>
public sealed class StartupRefusedException(IReadOnlyList<FunctionFault> faults)
    : Exception($"The function app cannot start: {faults.Count} fault(s).{Environment.NewLine}"
        + string.Join(Environment.NewLine, faults))
{
    /// <summary>The reasons.</summary>
    public IReadOnlyList<FunctionFault> Faults { get; } = faults;
}
