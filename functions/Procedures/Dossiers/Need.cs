namespace LienThong.Procedures.Dossiers;

/// <summary>What a step must know before it begins: a field of another step's result that may come late.</summary>
/// <param name="Step">The step whose result it is.</param>
/// <param name="Field">The field.</param>
public readonly record struct Need(string Step, string Field)
{
    /// <summary>A need as the law files and dossiers write it: <c>birth/personalId</c>.</summary>
    public static Need Of(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return new(text[..slash], text[(slash + 1)..]);
    }

    /// <summary>Whether it is known. A step that is not part of the dossier is not waited for.</summary>
    public bool IsMet(DossierState dossier) => dossier.Step(Step) is not { } step || step.Result.ContainsKey(Field);
}
