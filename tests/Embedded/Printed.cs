using Xunit.Abstractions;
using Xunit.Sdk;

namespace LienThong.Embedded.Tests;

/// <summary>Lines that a plain <c>dotnet test</c> prints even though their test has passed: figures to be read after each run.</summary>
/// <remarks>xunit shows what a test writes to its output only if the test fails, and its diagnostic messages always, when
/// xunit.runner.json asks for them.</remarks>
public sealed class Printed(IMessageSink messages)
{
    /// <summary>Prints a line.</summary>
    public void WriteLine(string line) => messages.OnMessage(new DiagnosticMessage(line));
}
