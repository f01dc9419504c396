namespace LienThong.Embedded.Tests.Engine;

internal class AgencyException(string message) : Exception(message);

internal sealed class AgencyDownException(string message) : AgencyException(message);
