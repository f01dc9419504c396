namespace LienThong.Embedded.Hosting;

/// <summary>Starts work that belongs to nobody's call: it does not inherit the caller's trace or other ambient values.</summary>
internal static class Detached
{
    public static void Run(Func<Task> work)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            _ = Task.Run(work);
            return;
        }

        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(work);
        }
    }
}
