using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.App.Access;
using LienThong.App.OneMachine;
using LienThong.Embedded.Clock;
using LienThong.Procedures.Law;
using LienThong.Simulator.Api;
using LienThong.Simulator.Players;
using LienThong.Simulator.Population;
using LienThong.Simulator.Scores;
using LienThong.Simulator.Screens;
using LienThong.Simulator.Stories;
using LienThong.Simulator.Time;

namespace LienThong.Simulator;

/// <summary>One play, from the first filing to the last figure.</summary>
internal sealed class Play : IAsyncDisposable
{
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromDays(400);
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // What the population database takes for a child's number: from the same day to days, by what officials tell.
    private static readonly TimeSpan NumbersAfter = TimeSpan.FromHours(41.37);

    // An agency that answers at once may be quicker than the note that it was asked, which then is not made.
    private const string Sending = "request-sent";

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(60);

    private readonly AgencyHouse _house;
    private readonly PopulationServer? _population;
    private readonly OwnApp? _app;
    private readonly HttpClient _http;
    private readonly Stage _stage;
    private readonly IConductor _conductor;
    private readonly PlayPlan _plan;
    private readonly VirtualClock? _clock;
    private readonly ITokens _tokens;
    private readonly FamilyPlayers _families;
    private readonly AgencyPlayers _agencies;
    private readonly OperatorPlayer _operator;

    private Play(
        AgencyHouse house, PopulationServer? population, OwnApp? app, VirtualClock? clock, HttpClient http, ITokens tokens, Stage stage, PlayPlan plan)
    {
        (_house, _population, _app, _clock, _http, _tokens, _stage, _plan) = (house, population, app, clock, http, tokens, stage, plan);
        _operator = new OperatorPlayer(stage);
        var relatives = new RelativePlayers(stage);
        _families = new FamilyPlayers(
            stage,
            filed =>
            {
                relatives.Start(filed);
                _operator.Start(filed);
            },
            (filed, commune) => _agencies!.Judge(filed, commune));
        _agencies = new AgencyPlayers(stage, _families.LookAsync);
        var acts = new Acts(stage.Agenda, stage.Clock, stage.Pace, stage.Ledger.Unexpected);
        _conductor = stage.Clock switch
        {
            VirtualClock virtually => new Clockwork(virtually, stage.Agenda, acts, WhenIdleAsync),
            StoryClock story => new RealTime(stage.AppClock, story, stage.Agenda, acts),
            _ => throw new InvalidOperationException("A play has a virtual clock or a story clock."),
        };
    }

    /// <summary>Where the app serves.</summary>
    public Uri Address => _app?.Address ?? _plan.Url!;

    /// <summary>What was seen at the end; after the play only.</summary>
    public Observed? Observed { get; private set; }

    /// <summary>The law that the play stands under.</summary>
    public IReadOnlyList<ProcedureVersion> Versions => _stage.Versions;

    /// <summary>Opens the house of the agencies, registers all partners, and starts the app unless it already runs.</summary>
    public static async Task<Play> OpenAsync(PlayPlan plan, CancellationToken cancellation)
    {
        var period = plan.PeriodAt(TimeProvider.System.GetUtcNow());
        var law = LawLibrary.Load(DataFolder.LawOf(plan.Data));
        var appClock = plan.Url is null ? new VirtualClock(period.Start) : TimeProvider.System;
        var today = Today(appClock);
        var versions = Catalogue.InForce(law, plan.Procedures, today);
        var world = World.Of(law, versions, today);
        var ledger = new Ledger(plan.Noted);
        var house = await AgencyHouse.OpenAsync(ledger, cancellation);
        PopulationServer? population = null;
        OwnApp? app = null;
        try
        {
            await RegisterAsync(Path.Combine(plan.Data, "partners.json"), world, house.Address, cancellation);
            if (appClock is VirtualClock clock)
            {
                population = await PopulationServer.StartAsync(
                    new PopulationRegister(plan.Seed), new PopulationManners { NumbersAfter = NumbersAfter }, clock, cancellation);
                app = await OwnApp.StartAsync(plan.Data, population.Address, clock, cancellation);
            }

            var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, MaxConnectionsPerServer = 2 * Acts.Width })
            {
                BaseAddress = app?.Address ?? plan.Url,
                Timeout = LongestAnswer,
            };
            var tokens = new IssuedTokens(TokenIssuer.Open(plan.Data, appClock), TokenLifetime);
            var stage = new Stage
            {
                Draws = new Draws(plan.Seed),
                World = world,
                Period = period,
                Law = law,
                Versions = versions,
                Population = population?.Register,
                Clock = appClock as VirtualClock ?? (TimeProvider)new StoryClock(appClock, period.Start, plan.Pace),
                AppClock = appClock,
                Pace = plan.Pace,
                Agenda = new Agenda(),
                Api = new PartnerApi(http, tokens),
                Ledger = ledger,
            };
            return new Play(house, population, app, appClock as VirtualClock, http, tokens, stage, plan);
        }
        catch
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }

            if (population is not null)
            {
                await population.DisposeAsync();
            }

            await house.DisposeAsync();
            throw;
        }
    }

    /// <summary>Plays to the end and counts.</summary>
    /// <exception cref="AppUnusableException">The app does not answer, does not know the players, or has not their procedure.</exception>
    public async Task<Figures> RunAsync(IScreen screen, CancellationToken cancellation)
    {
        await CheckProcedureAsync(cancellation);
        var families = new Families(_stage.Draws, Catalogue.Of(_stage.Versions, _stage.Law, _stage.Draws, _stage.World, _stage.Period, Today(_stage.AppClock)))
            .Plan(_plan.Dossiers, _plan.Stories);
        SendIn(families);
        (_stage.Clock as StoryClock)?.Begin();
        var began = TimeProvider.System.GetTimestamp();
        await _conductor.PlayUntilAsync(
            // At a fast pace the app's own waits are the longer ones: then the play goes on until all is over, if that is soon.
            _stage.Pace > 1 ? _stage.Period.End + (Patience * _stage.Pace) : _stage.Period.End,
            _app is null ? IsOverAsync : null,
            now => screen.Show(new Scene(_stage.Period, now, _stage.Ledger.Filed, _stage.Ledger.Closed, _stage.Ledger.Overdue)),
            cancellation);
        Observed = await LookBackAsync(cancellation);
        return Scoreboard.Count(Observed, [.. Versions.SelectMany(version => version.Steps).Select(step => step.Code)], _stage.CalendarOf, _plan.Seed, _plan.Days) with
        {
            ElapsedSeconds = Math.Round(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 2),
        };
    }

    /// <summary>A token with which a partner of the play can call the app.</summary>
    public string TokenFor(string partner) => _tokens.For(partner);

    /// <summary>Lets the app's clock go on, second by second, until it is told to stop.</summary>
    public async Task GoOnAsync(CancellationToken cancellation)
    {
        using var seconds = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await seconds.WaitForNextTickAsync(cancellation))
        {
            _clock?.AdvanceTo(_clock.GetUtcNow().AddSeconds(1));
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
            await _population!.DisposeAsync();
        }

        await _house.DisposeAsync();
    }

    private static async Task RegisterAsync(string file, World world, Uri house, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var earlier = File.Exists(file) ? JsonNode.Parse(await File.ReadAllTextAsync(file, cancellation)) as JsonObject : null;
        var draft = file + ".play";
        await File.WriteAllTextAsync(draft, world.Registry(earlier, house).ToJsonString(new JsonSerializerOptions { WriteIndented = true }), cancellation);
        File.Move(draft, file, overwrite: true);
    }

    private async Task CheckProcedureAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(StartsWithin);
        JsonElement offered;
        try
        {
            offered = await PatientlyAsync(() => _stage.Api.ProceduresAsync(World.Filers[0], limit.Token), limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new AppUnusableException(
                $"Ứng dụng tại {Address} không trả lời.", $"The app at {Address} does not answer.");
        }
        catch (UnexpectedAnswerException e) when (e.Answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new AppUnusableException(
                $"Ứng dụng tại {Address} không nhận mã truy cập: {_plan.Data} không phải thư mục dữ liệu của nó.",
                $"The app at {Address} does not take our tokens: {_plan.Data} is not its data folder.");
        }

        var codes = offered.GetProperty("procedures").EnumerateArray().Select(one => one.GetProperty("code").GetString()).ToHashSet();
        if (Versions.FirstOrDefault(version => !codes.Contains(version.Code)) is { } missing)
        {
            throw new AppUnusableException(
                $"Ứng dụng tại {Address} không có thủ tục {missing.Code}.",
                $"The app at {Address} does not offer procedure {missing.Code}.");
        }
    }

    private void SendIn(IReadOnlyList<Family> families)
    {
        var hospitals = new HospitalPlayers(_stage);
        foreach (var person in families.SelectMany(family => family.Filings).SelectMany(Persons.Of))
        {
            _stage.Population?.Add(person);
        }

        foreach (var family in families)
        {
            hospitals.Start(family);
            _families.Start(family);
        }

        _agencies.Start();
        _operator.Start();
        new SourcePlayers(_stage).Start();
        _house.LetIn(_agencies, new SystemPlayers(_stage));
    }

    /// <summary>Completes when neither the app nor an agency is at work; each may have called the other meanwhile.</summary>
    private async Task WhenIdleAsync()
    {
        do
        {
            await _app!.InFlight.WhenIdleAsync();
            await _house.InFlight.WhenIdleAsync();
        }
        while (_app.InFlight.Count > 0 || _house.InFlight.Count > 0);
    }

    /// <summary>Whether everybody has filed and everything is closed.</summary>
    private async Task<bool> IsOverAsync(CancellationToken cancellation)
    {
        var open = _stage.Ledger.Dossiers.Where(filed => _stage.Ledger.LastSeen(filed.Code)?.View.IsClosed is not true).ToList();
        await Parallel.ForEachAsync(open, Parallelism(cancellation), async (filed, stop) =>
        {
            try
            {
                await _families.LookAsync(filed, stop);
            }
            catch (TryLaterException)
            {
                // The next round sees it.
            }
        });
        return _stage.Ledger.Filed == _plan.Dossiers && _stage.Ledger.Closed == _plan.Dossiers;
    }

    /// <summary>Reads every dossier once more, as whoever filed it, and the operator's dead letters.</summary>
    private async Task<Observed> LookBackAsync(CancellationToken cancellation)
    {
        ConcurrentDictionary<string, DossierView> views = new(StringComparer.Ordinal);
        ConcurrentBag<Told> told = [];
        ConcurrentDictionary<string, IReadOnlyList<TimelineEvent>> timelines = new(StringComparer.Ordinal);
        ConcurrentDictionary<string, int> happened = new(StringComparer.Ordinal);
        await Parallel.ForEachAsync(_stage.Ledger.Dossiers, Parallelism(cancellation), async (filed, stop) =>
        {
            try
            {
                var by = filed.Filing.Through;
                var seen = await PatientlyAsync(() => _stage.Api.ReadAsync(by, filed.Code, null, stop), stop);
                var events = await PatientlyAsync(() => _stage.Api.TimelineAsync(by, filed.Code, stop), stop);
                views[filed.Code] = seen!.Value.View;
                timelines[filed.Code] = events;
                foreach (var one in events.Where(one => one.Type != Sending))
                {
                    happened.AddOrUpdate(one.Type, 1, (_, times) => times + 1);
                }

                foreach (var step in seen.Value.View.Steps)
                {
                    var times = events.Count(happened => happened.Step == step.Step && happened.By == step.Agency);
                    told.Add(new Told(filed.Code, step.Step, _stage.Ledger.Said(filed.Code, step.Step), times));
                }
            }
            catch (UnexpectedAnswerException e)
            {
                _stage.Ledger.Unexpected(e.Message);
            }
        });

        var letters = await PatientlyAsync(() => _stage.Api.DeadLettersAsync(World.Operator, cancellation), cancellation);
        foreach (var letter in letters.GetProperty("items").EnumerateArray())
        {
            _stage.Ledger.Unexpected($"A message was dead-lettered: {letter}");
        }

        var reports = await ReportsAsync(cancellation);
        var observed = _stage.Ledger.Snapshot(_stage.AppClock.GetUtcNow(), _stage.World.Readers) with
        {
            Views = views,
            Timelines = timelines,
            Told = told,
            Happened = happened,
            Sources = [.. _stage.World.Sources.Select(source => source.Source)],
            Reports = reports,
        };
        return observed with
        {
            Unexpected = [.. observed.Unexpected, .. reports.SelectMany(read => WeekCount.Differences(read.Week, read.Report, observed))],
        };
    }

    /// <summary>Reads the reports that the app's own timer made; an app on the real clock makes none of a play's weeks.</summary>
    private async Task<IReadOnlyList<ReadReport>> ReportsAsync(CancellationToken cancellation)
    {
        List<ReadReport> reports = [];
        foreach (var week in _app is null ? [] : WeekCount.Reported(_stage.Period.Start, _stage.Period.End))
        {
            if (await _stage.Api.ReportAsync(World.Operator, week.ToString(), cancellation) is { } report)
            {
                reports.Add(new ReadReport(week, report));
            }
            else
            {
                _stage.Ledger.Unexpected($"There is no report of {week}");
            }
        }

        return reports;
    }

    private async Task<T> PatientlyAsync<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (TryLaterException later) when (_app is null)
            {
                await Task.Delay(later.After, cancellation);
            }
        }
    }

    private static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(Period.Offset).Date);

    private static ParallelOptions Parallelism(CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = Acts.Width, CancellationToken = cancellation };
}
