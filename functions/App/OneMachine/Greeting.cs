using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LienThong.App.OneMachine;

/// <summary>Says, once the app serves, where it does and how to call it.</summary>
internal sealed class Greeting(IHostApplicationLifetime lifetime, IServer server, IConfiguration configuration) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() =>
        {
            var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
            var data = DataFolder.Of(configuration);
            var other = configuration["Data"] is null ? "" : $" --data {data}";
            Console.WriteLine($"""
                Liên Thông serves {address}/api/v1
                  data     {data}
                  a token  dotnet run --project functions/App -- token --partner portal{other}
                  partners dotnet run --project functions/App -- partners{other}
                Ctrl+C stops it.
                """);
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
