namespace LienThong.Procedures.Declarations;

/// <summary>Compares what the hospital wrote with what the family declares.</summary>
public static class NoticeMatch
{
    /// <summary>JSON pointers into the declaration at which it differs from the notice; empty when it agrees.</summary>
    public static IReadOnlyList<string> Compare(BirthNotice notice, BirthDeclaration declaration) =>
        throw new NotImplementedException();
}
