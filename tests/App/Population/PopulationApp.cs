using LienThong.App.Tests.Harness;
using LienThong.Simulator.Population;

namespace LienThong.App.Tests.Population;

/// <summary>One app with a population database, for all tests of a class.</summary>
public sealed class PopulationApp : IAsyncLifetime
{
    private RunningApp? _app;

    public RunningApp App => _app!;

    public async Task InitializeAsync() => _app = await RunningApp.StartAsync(new() { Population = new PopulationRegister(7) });

    public async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    /// <summary>A family whom the population database knows.</summary>
    public Family Known(Family? family = null)
    {
        var known = family ?? new Family();
        foreach (var person in known.KnownParents)
        {
            App.Population.Register.Add(person);
        }

        return known;
    }
}
