namespace LienThong.Embedded.Hosting;

/// <summary>Something in the runtime that keeps failing.</summary>
/// <param name="Where">The part and the function, such as <c>changes:ProjectWorklists</c>.</param>
/// <param name="Error">The last error's type; its message is in the log only.</param>
/// <param name="Since">When it began (UTC).</param>
/// <param name="Failures">How often it has failed since.</param>
public sealed record HealthProblem(string Where, string Error, DateTimeOffset Since, int Failures);
