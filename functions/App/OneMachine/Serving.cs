using LienThong.Embedded.Hosting;
using LienThong.Embedded.Store;
using LienThong.Procedures.Law;
using LienThong.Storage;

namespace LienThong.App.OneMachine;

/// <summary>Serving until somebody stops the app, or saying why it does not start.</summary>
internal static class Serving
{
    /// <summary>Serves.</summary>
    /// <returns>The exit code: 0 after a stop; 1 when the start was refused, with the reason written to <paramref name="errors"/>.</returns>
    public static async Task<int> RunAsync(IHost app, TextWriter errors)
    {
        using var served = app;
        try
        {
            await app.StartAsync();
        }
        catch (Exception refused) when (IsRefusal(refused))
        {
            await errors.WriteLineAsync(refused.Message);
            return 1;
        }

        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Whether it is about the folder, the files, the port or the settings that the app was given: its message says what
    /// to do, and where in the program it arose helps nobody.</summary>
    private static bool IsRefusal(Exception error) => error is StoreRefusedException or StartupRefusedException
        or StorageUnavailableException or LawFileException or InvalidDataException or IOException or UnauthorizedAccessException;
}
