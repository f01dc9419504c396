using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using LienThong.App.Population;
using LienThong.App.Tests.Harness;
using LienThong.Storage;
using LienThong.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.App.Tests.Records;

/// <summary>Questions for one number at the same time.</summary>
public sealed class ReuseAtOnceTests
{
    [Fact]
    public async Task Offer_AskedInVainWhileOthersAreStillLookedUp_IsOneTooManyAllTheSame()
    {
        var slow = new Slow();
        await using var app = await RunningApp.StartAsync(new RunningAppOptions
        {
            Configure = (builder, _) => builder.Services.AddSingleton<IPersonRecordStore>(services =>
            {
                slow.Inner = services.GetRequiredService<SqliteStorage>().PersonRecords;
                return slow;
            }),
        });
        var family = new Family();
        var first = Enumerable.Range(1, WrongGuesses.Most).Select(AskAsync).ToList();
        await slow.HasBegunAsync(first.Count);

        var next = AskAsync(WrongGuesses.Most + 1);
        await Task.WhenAny(next, slow.HasBegunAsync(1));
        slow.Go();

        (await next).IsProblem(HttpStatusCode.BadRequest, "person-guessed-too-often");
        Assert.All(await Task.WhenAll(first), answer => answer.Is(HttpStatusCode.OK));

        Task<Answer> AskAsync(int day) => app.As("portal").PostAsync("records/reusable", new JsonObject
        {
            ["procedure"] = Family.Procedure,
            ["persons"] = new JsonArray(Family.Agreeing(family.MotherId, family.MotherName, $"1997-01-{day:D2}", family.MotherId, "self", "2026-09-07T07:55:00+07:00")),
        });
    }

    /// <summary>Looks nobody up before it may.</summary>
    private sealed class Slow : IPersonRecordStore
    {
        private readonly Channel<bool> _begun = Channel.CreateUnbounded<bool>();
        private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IPersonRecordStore Inner { get; set; } = null!;

        public async Task HasBegunAsync(int times)
        {
            for (var i = 0; i < times; i++)
            {
                await _begun.Reader.ReadAsync();
            }
        }

        public void Go() => _go.TrySetResult();

        public Task PutAsync(PersonRecords records, CancellationToken cancellation) => Inner.PutAsync(records, cancellation);

        public async Task<IReadOnlyList<PersonRecords>> OfAsync(string person, int max, CancellationToken cancellation)
        {
            await _begun.Writer.WriteAsync(true, cancellation);
            await _go.Task;
            return await Inner.OfAsync(person, max, cancellation);
        }
    }
}
