namespace LienThong.Embedded.Hosting;

/// <summary>Where a function's return value is sent.</summary>
internal sealed record Output(string Entity, bool IsTopic);
