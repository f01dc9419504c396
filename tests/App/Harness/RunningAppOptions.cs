using LienThong.Embedded.Hosting;
using LienThong.Simulator.Population;

namespace LienThong.App.Tests.Harness;

/// <summary>What is different about an app under test.</summary>
public sealed record RunningAppOptions
{
    /// <summary>The moment at which its clock starts.</summary>
    public DateTimeOffset Start { get; init; } = RunningApp.Monday;

    /// <summary>Further settings, as on the command line.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Whom the population database knows; null when there is none.</summary>
    public PopulationRegister? Population { get; init; }

    /// <summary>How long an agency may take to answer, in real time.</summary>
    public TimeSpan AgencyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The last word about what it is made of, with its data folder.</summary>
    public Action<EmbeddedApplicationBuilder, string>? Configure { get; init; }
}
