using System.Text.Json;

namespace LienThong.Embedded.Engine;

/// <summary>An exception as it is stored.</summary>
/// <param name="Type">Its type, with the namespace.</param>
/// <param name="Message">Its message.</param>
/// <param name="Stack">Where it was thrown.</param>
/// <param name="Inner">What caused it.</param>
internal sealed record Failure(string Type, string Message, string? Stack = null, Failure? Inner = null)
{
    /// <summary>A failure of a type that is no exception of this process, with a message only.</summary>
    public static Failure Of<T>(string message)
        where T : Exception => new(typeof(T).FullName!, message);

    /// <summary>An exception; a failed task's own cause is the inner failure.</summary>
    public static Failure From(Exception exception) => new(
        exception.GetType().ToString(),
        exception.Message,
        exception.StackTrace,
        exception is TaskFailedException { FailureDetails: var details } ? From(details)
            : exception.InnerException is { } inner ? From(inner)
            : null);

    public static Failure Read(string json) => JsonSerializer.Deserialize(json, HistoryJson.Default.Failure)!;

    public string Write() => JsonSerializer.Serialize(this, HistoryJson.Default.Failure);

    public TaskFailureDetails ToDetails() => new(Type, Message, Stack, Inner?.ToDetails(), null);

    private static Failure From(TaskFailureDetails details) => new(
        details.ErrorType,
        details.ErrorMessage,
        details.StackTrace,
        details.InnerFailure is { } inner ? From(inner) : null);
}
