namespace LienThong.Embedded.Tests.Engine;

public sealed class QueryTests
{
    /// <summary>Ten instances, an hour apart: H0 to H9. Even ones have completed, H3 has failed, the others run.</summary>
    private static async Task<Machine> TenAsync()
    {
        var machine = await Machine.StartAsync(functions => functions
            .Orchestrator("Wait", context => context.WaitForExternalEvent<object?>("go"))
            .Orchestrator("Done", context => Task.FromResult<object?>(context.InstanceId))
            .Orchestrator("Fail", _ => throw new AgencyDownException("hỏng")));
        for (var number = 0; number < 10; number++)
        {
            await machine.ScheduleAsync(number % 2 == 0 ? "Done" : number == 3 ? "Fail" : "Wait", number, $"H{number}");
            await machine.PassAsync(TimeSpan.FromHours(1));
        }

        return machine;
    }

    private static async Task<string> ListAsync(Machine machine, OrchestrationQuery query)
    {
        var ids = new List<string>();
        await foreach (var instance in machine.Client.GetAllInstancesAsync(query))
        {
            ids.Add(instance.InstanceId);
        }

        return string.Join(' ', ids);
    }

    [Fact]
    public async Task GetAllInstances_WithoutAFilter_ListsAllInOrder()
    {
        await using var machine = await TenAsync();

        Assert.Equal("H0 H1 H2 H3 H4 H5 H6 H7 H8 H9", await ListAsync(machine, new OrchestrationQuery(PageSize: 3)));
        Assert.Equal("H0 H1 H2 H3 H4 H5 H6 H7 H8 H9", await ListAsync(machine, new OrchestrationQuery()));
    }

    [Fact]
    public async Task GetAllInstances_ByStatus_ListsThose()
    {
        await using var machine = await TenAsync();

        Assert.Equal("H1 H5 H7 H9", await ListAsync(
            machine, new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running], PageSize: 2)));
        Assert.Equal("H1 H3 H5 H7 H9", await ListAsync(
            machine, new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Failed], PageSize: 2)));
        Assert.Equal("H0 H2 H4 H6 H8", await ListAsync(
            machine, new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Completed], PageSize: 2)));
    }

    [Fact]
    public async Task GetAllInstances_ByPrefix_ListsThose()
    {
        await using var machine = await TenAsync();
        await machine.ScheduleAsync("Wait", id: "G1");
        await machine.ScheduleAsync("Done", id: "H1:birth");
        await machine.ScheduleAsync("Wait", id: "H1:residence");
        await machine.IdleAsync();

        Assert.Equal("H1 H1:birth H1:residence", await ListAsync(machine, new OrchestrationQuery(InstanceIdPrefix: "H1", PageSize: 2)));
        Assert.Equal("H1 H1:residence", await ListAsync(
            machine, new OrchestrationQuery(InstanceIdPrefix: "H1", Statuses: [OrchestrationRuntimeStatus.Running], PageSize: 1)));
    }

    [Fact]
    public async Task GetAllInstances_ByCreation_ListsThose()
    {
        await using var machine = await TenAsync();
        var start = (await machine.Client.GetInstanceAsync("H0"))!.CreatedAt;

        Assert.Equal("H2 H3 H4", await ListAsync(
            machine, new OrchestrationQuery(start.AddHours(2), start.AddHours(4), PageSize: 2)));
        Assert.Equal("H3", await ListAsync(machine, new OrchestrationQuery(
            start.AddHours(2), start.AddHours(4), [OrchestrationRuntimeStatus.Failed])));
        Assert.Equal("H2 H3", await ListAsync(machine, new OrchestrationQuery(
            start.AddHours(2), start.AddHours(3), InstanceIdPrefix: "H")));
    }

    [Fact]
    public async Task GetAllInstances_PageByPage_GoesOnAtTheToken()
    {
        await using var machine = await TenAsync();
        var pages = new List<Page<OrchestrationMetadata>>();
        await foreach (var page in machine.Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 4)).AsPages())
        {
            pages.Add(page);
        }

        var rest = await ListAsync(machine, new OrchestrationQuery(PageSize: 4, ContinuationToken: pages[0].ContinuationToken));

        Assert.Equal([4, 4, 2], pages.Select(page => page.Values.Count));
        Assert.Null(pages[2].ContinuationToken);
        Assert.Equal("H4 H5 H6 H7 H8 H9", rest);
    }

    [Fact]
    public async Task GetAllInstances_TokenOfSomethingElse_IsRefused()
    {
        await using var machine = await TenAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => ListAsync(machine, new OrchestrationQuery(ContinuationToken: "x'; --")));
    }

    [Fact]
    public async Task GetAllInstances_WithInputsAndOutputs_BringsThem()
    {
        await using var machine = await TenAsync();

        await foreach (var instance in machine.Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "H4", FetchInputsAndOutputs: true)))
        {
            Assert.Equal(4, instance.ReadInputAs<int>());
            Assert.Equal("H4", instance.ReadOutputAs<string>());
        }
    }
}
