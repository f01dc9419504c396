namespace LienThong.Embedded.Durable;

/// <summary>Why a task or an orchestration failed: an exception as data.</summary>
/// <param name="ErrorType">The exception's type, with its namespace.</param>
/// <param name="ErrorMessage">The exception's message.</param>
/// <param name="StackTrace">Where it was thrown.</param>
/// <param name="InnerFailure">What caused it.</param>
/// <param name="Properties">Further values.</param>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties)
{
    /// <summary>Whether the failure is an exception of this type or of one derived from it.</summary>
    /// <remarks>A type that is not loaded in this process is of no known type.</remarks>
    public bool IsCausedBy<T>()
        where T : Exception =>
        Find(ErrorType, typeof(T)) is { } type && typeof(T).IsAssignableFrom(type);

    /// <inheritdoc />
    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    private static Type? Find(string name, Type expected) =>
        Type.GetType(name) ?? expected.Assembly.GetType(name)
        ?? AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null);
}
