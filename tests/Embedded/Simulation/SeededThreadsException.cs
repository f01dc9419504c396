namespace LienThong.Embedded.Tests.Simulation;

/// <summary>Work has thrown what nobody caught, or did not come from the seed's own thread.</summary>
internal sealed class SeededThreadsException(Exception cause) : Exception(cause.ToString(), cause);
