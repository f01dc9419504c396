using LienThong.Storage.Files;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Storage.Sqlite;

/// <summary>Makes a store on one machine the application's store.</summary>
public static class SqliteStorageServices
{
    /// <summary>Adds every port, each a singleton of one <see cref="SqliteStorage"/> that is opened when the first is asked
    /// for and closed with the container; the audit log is a store of its own. The application's <see cref="TimeProvider"/> is
    /// used if it has one.</summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, Action<SqliteStorageOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services
            .AddSingleton(provider => SqliteStorage.Open(Options(), provider.GetService<TimeProvider>()))
            .AddSingleton<IAuditLog>(_ => SqliteAuditLog.Open(Options()))
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Dossiers)
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Worklists)
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Notices)
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Idempotency)
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Claims)
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Watch)
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().PersonRecords)
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Aliases)
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Figures)
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Facts)
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Reports)
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Records)
            .AddSingleton<IRecordLinks, NoRecordLinks>()
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Health);

        SqliteStorageOptions Options()
        {
            var options = new SqliteStorageOptions();
            configure(options);
            return options;
        }
    }
}
