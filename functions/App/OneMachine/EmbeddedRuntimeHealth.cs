using LienThong.App.Http;
using LienThong.Embedded.Hosting;
using LienThong.Embedded.Store;
using LienThong.Storage;

namespace LienThong.App.OneMachine;

/// <summary>Writes to the runtime's store, and says which functions keep failing.</summary>
internal sealed class EmbeddedRuntimeHealth(RuntimeStore store, RuntimeHealth health) : IRuntimeHealth
{
    public async Task<IReadOnlyList<RuntimeProblem>> CheckAsync(CancellationToken cancellation)
    {
        try
        {
            await store.CheckAsync(cancellation);
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreOverloadedException)
        {
            throw new StorageUnavailableException(e.Message, e);
        }

        return [.. health.Problems.Select(problem => new RuntimeProblem(problem.Where, problem.Error, problem.Since, problem.Failures))];
    }
}
