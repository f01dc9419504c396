using LienThong.App.Http;

namespace LienThong.App.Azure;

/// <summary>On Azure the host watches its triggers and its store itself, and tells Application Insights.</summary>
internal sealed class HostHealth : IRuntimeHealth
{
    public Task<IReadOnlyList<RuntimeProblem>> CheckAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<RuntimeProblem>>([]);
}
