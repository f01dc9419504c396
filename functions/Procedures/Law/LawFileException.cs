using LienThong.Procedures.Faults;

namespace LienThong.Procedures.Law;

/// <summary>A fault in a file of the law.</summary>
/// <param name="File">The file's name below the law folder, for example procedures/birth.decree-63-2024.json.</param>
/// <param name="Fault">What is wrong and where in the file.</param>
public sealed record LawFault(string File, Fault Fault);

/// <summary>The law files are not usable; it lists every fault of every file.</summary>
public sealed class LawFileException(IReadOnlyList<LawFault> faults)
    : Exception(string.Join(
        Environment.NewLine,
        faults.Select(fault => $"{fault.File}{(fault.Fault.Pointer.Length == 0 ? "" : " at ")}{fault.Fault.Pointer}: {fault.Fault.En} [{fault.Fault.Code}]")))
{
    /// <summary>All faults, by file.</summary>
    public IReadOnlyList<LawFault> Faults { get; } = faults;
}
