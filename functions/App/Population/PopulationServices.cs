using LienThong.App.Errands;
using LienThong.App.Messages;

namespace LienThong.App.Population;

/// <summary>What the app does with the population database, as far as its settings say where that is.</summary>
internal static class PopulationServices
{
    // Families mistype; a partner with more wrong numbers in a day than this looks for something.
    private const int MostWrongNumbers = 10_000;

    public static void AddPopulation(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Population").Get<PopulationOptions>() ?? new PopulationOptions();
        services.AddSingleton(options);
        services.AddSingleton<PersonalDataUses>();
        services.AddSingleton<PersonalDataBound>();
        services.AddSingleton(p => new WrongGuesses(p.GetRequiredService<TimeProvider>(), MostWrongNumbers));
        services.AddSingleton<PrefillShares>();
        services.AddSingleton<PrefillDesk>();
        if (options.Service() is { } service)
        {
            services.AddSingleton(p => new PopulationClient(
                PopulationClient.CreateHttp(service), p.GetRequiredService<IOutgoingTokens>(), PopulationContract.Load(), options, p.GetRequiredService<TimeProvider>()));
            services.AddSingleton<ILaneRunner, PopulationLane>();
        }
    }
}
