using LienThong.Storage;

namespace LienThong.App.Http;

/// <summary>Turns a storage that cannot write just now into an answer that says to come again, and a dossier without room or a record
/// that has become corrupt into one that says so.</summary>
public sealed class FaultMiddleware(ILogger<FaultMiddleware> log) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (e is StorageUnavailableException or StorageOverloadedException
            && context.GetHttpContext() is { Response.HasStarted: false })
        {
            log.LogWarning("Function {Function} could not write: {Error}", context.FunctionDefinition.Name, e.GetType().Name);
            await Problems.Busy(retryAfterSeconds: e is StorageOverloadedException ? 1 : 10).ExecuteAsync(context.GetHttpContext()!);
        }
        catch (DossierTooLargeException e) when (context.GetHttpContext() is { Response.HasStarted: false })
        {
            log.LogError("Function {Function} would make dossier {Dossier} larger than is kept: {Bytes} bytes.", context.FunctionDefinition.Name, e.Code, e.Length);
            await Problems.DossierFull().ExecuteAsync(context.GetHttpContext()!);
        }
        catch (RecordCorruptException e) when (context.GetHttpContext() is { Response.HasStarted: false })
        {
            log.LogError("Function {Function} met a record of {Scope} that no longer has the bytes that its hash names.", context.FunctionDefinition.Name, e.Scope);
            await Problems.RecordCorrupt().ExecuteAsync(context.GetHttpContext()!);
        }
    }
}
