using LienThong.Embedded.Tests.Engine;

namespace LienThong.Embedded.Tests.Compliance;

/// <summary>Instances are found by status, prefix and time of creation, page by page.</summary>
public sealed class QueryRules
{
    /// <summary>Ten instances, an hour apart: H0 to H9. Even ones have completed, H3 has failed, the others run.</summary>
    private static async Task<TaskHub> TenAsync()
    {
        var hub = await TaskHub.StartAsync(functions => functions
            .Orchestrator("Wait", context => context.WaitForExternalEvent<object?>("go"))
            .Orchestrator("Done", context => Task.FromResult<object?>(context.InstanceId))
            .Orchestrator("Fail", _ => throw new AgencyDownException("hỏng")));
        for (var number = 0; number < 10; number++)
        {
            await hub.ScheduleAsync(number % 2 == 0 ? "Done" : number == 3 ? "Fail" : "Wait", number, $"H{number}");
            await hub.PassAsync(TimeSpan.FromHours(1));
        }

        return hub;
    }

    [Fact]
    public async Task Query_WithoutAFilter_ListsAllOnce()
    {
        await using var hub = await TenAsync();

        Assert.Equal("H0 H1 H2 H3 H4 H5 H6 H7 H8 H9", await hub.ListAsync());
        Assert.Equal("H0 H1 H2 H3 H4 H5 H6 H7 H8 H9", await hub.ListAsync(new OrchestrationQuery(PageSize: 3)));
    }

    [Fact]
    public async Task Query_ByStatus_ListsThose()
    {
        await using var hub = await TenAsync();
        await hub.Client.SuspendInstanceAsync("H9");
        await hub.IdleAsync();

        Assert.Equal("H1 H5 H7", await hub.ListAsync(new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running], PageSize: 2)));
        Assert.Equal("H3 H9", await hub.ListAsync(new OrchestrationQuery(
            Statuses: [OrchestrationRuntimeStatus.Suspended, OrchestrationRuntimeStatus.Failed])));
        Assert.Equal("H0 H2 H4 H6 H8", await hub.ListAsync(new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Completed], PageSize: 2)));
    }

    [Fact]
    public async Task Query_ByPrefix_ListsThose()
    {
        await using var hub = await TenAsync();
        await hub.ScheduleAsync("Wait", id: "G1");
        await hub.ScheduleAsync("Done", id: "H1:birth");
        await hub.ScheduleAsync("Wait", id: "H1:residence");
        await hub.IdleAsync();

        Assert.Equal("H1 H1:birth H1:residence", await hub.ListAsync(new OrchestrationQuery(InstanceIdPrefix: "H1", PageSize: 2)));
        Assert.Equal("H1 H1:residence", await hub.ListAsync(new OrchestrationQuery(
            InstanceIdPrefix: "H1", Statuses: [OrchestrationRuntimeStatus.Running], PageSize: 1)));
    }

    [Fact]
    public async Task Query_ByCreation_ListsThose()
    {
        await using var hub = await TenAsync();
        var start = (await hub.Client.GetInstanceAsync("H0"))!.CreatedAt;

        Assert.Equal("H2 H3 H4", await hub.ListAsync(new OrchestrationQuery(start.AddHours(2), start.AddHours(4), PageSize: 2)));
        Assert.Equal("H3", await hub.ListAsync(new OrchestrationQuery(
            start.AddHours(2), start.AddHours(4), [OrchestrationRuntimeStatus.Failed])));
        Assert.Equal("H2 H3", await hub.ListAsync(new OrchestrationQuery(start.AddHours(2), start.AddHours(3), InstanceIdPrefix: "H")));
    }

    [Fact]
    public async Task Query_PageByPage_GoesOnAtTheTokenEvenAfterACrash()
    {
        await using var hub = await TenAsync();
        var pages = new List<Page<OrchestrationMetadata>>();
        await foreach (var page in hub.Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 4)).AsPages())
        {
            pages.Add(page);
        }

        await hub.CrashAsync();

        Assert.Equal([4, 4, 2], pages.Select(page => page.Values.Count));
        Assert.Null(pages[2].ContinuationToken);
        Assert.Equal("H4 H5 H6 H7 H8 H9", await hub.ListAsync(new OrchestrationQuery(PageSize: 4, ContinuationToken: pages[0].ContinuationToken)));
    }

    [Fact]
    public async Task Query_NewInstancesBetweenPages_NoneIsListedTwiceOrLost()
    {
        await using var hub = await TenAsync();
        var seen = new List<string>();
        await foreach (var page in hub.Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 3)).AsPages())
        {
            seen.AddRange(page.Values.Select(instance => instance.InstanceId));
            if (seen.Count == 3)
            {
                await hub.ScheduleAsync("Done", id: "A0");
                await hub.Client.PurgeInstanceAsync("H0");
            }
        }

        Assert.Equal("H0 H1 H2 H3 H4 H5 H6 H7 H8 H9 A0", string.Join(' ', seen));
    }

    [Fact]
    public async Task Query_InputsAndOutputs_ComeOnlyIfAskedFor()
    {
        await using var hub = await TenAsync();

        await foreach (var instance in hub.Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "H4", FetchInputsAndOutputs: true)))
        {
            Assert.Equal(4, instance.ReadInputAs<int>());
            Assert.Equal("H4", instance.ReadOutputAs<string>());
        }

        var found = (await hub.Client.GetInstanceAsync("H4"))!;
        Assert.Null(found.SerializedInput);
        Assert.Null(found.SerializedOutput);
        Assert.Throws<InvalidOperationException>(() => found.ReadInputAs<int>());
    }

    [Fact]
    public async Task Query_TokenOfSomethingElse_IsRefused()
    {
        await using var hub = await TenAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => hub.ListAsync(new OrchestrationQuery(ContinuationToken: "x'; --")));
    }

    [Fact]
    public async Task Query_UnknownInstance_IsNull()
    {
        await using var hub = await TenAsync();

        Assert.Null(await hub.Client.GetInstanceAsync("nobody"));
        Assert.Equal("", await hub.ListAsync(new OrchestrationQuery(InstanceIdPrefix: "nobody")));
    }
}
