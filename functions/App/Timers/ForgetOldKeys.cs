using LienThong.Storage;

namespace LienThong.App.Timers;

/// <summary>Forgets Idempotency-Keys after thirty days, so that they do not grow for ever.</summary>
public sealed class ForgetOldKeys(IIdempotencyStore keys, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private const int Batch = 5_000;

    [Function(nameof(ForgetOldKeys))]
    public async Task Run([TimerTrigger("0 30 19 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(timer);
        while (await keys.PurgeAsync(time.GetUtcNow() - Kept, Batch, cancellation) == Batch)
        {
        }
    }
}
