namespace LienThong.Embedded.Hosting;

/// <summary>Something wrong with a function or a setting, for which start-up is refused.</summary>
/// <param name="Code">A stable code, such as <c>function.duplicate-name</c>.</param>
/// <param name="Where">The function, or the setting.</param>
/// <param name="Vietnamese">What is wrong, in Vietnamese.</param>
/// <param name="English">What is wrong, in English.</param>
public sealed record FunctionFault(string Code, string Where, string Vietnamese, string English)
{
    /// <inheritdoc />
    public override string ToString() => $"{Code} ({Where}): {English} / {Vietnamese}";
}
