using System.Runtime.InteropServices;
using LienThong.Simulator;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, told =>
{
    told.Cancel = true;
    stop.Cancel();
});

return await Session.RunAsync(args, stop.Token);
