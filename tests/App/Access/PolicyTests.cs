using LienThong.App.Access;
using LienThong.App.OneMachine;
using LienThong.App.Tests.Harness;
using Microsoft.AspNetCore.Http;

namespace LienThong.App.Tests.Access;

/// <summary>A function without a policy must never be served.</summary>
public sealed class PolicyTests
{
    [Fact]
    public void Policies_PlantedFunctionsWithoutOrWithBoth_NamesEachOfThem()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => new Policies(typeof(PlantedFunctions).Assembly));

        Assert.Contains("PlantedWithoutPolicy", refused.Message, StringComparison.Ordinal);
        Assert.Contains("PlantedWithBothPolicies", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PlantedWithPolicy", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PlantedQueueFunction", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Policies_OfTheApp_NeedScopesThatSomebodyHas()
    {
        var policies = new Policies(typeof(OneMachineApp).Assembly);
        var held = Kinds.All.SelectMany(Scopes.Of).ToHashSet();

        Assert.All(policies.All.Values.OfType<string>(), scope => Assert.Contains(scope, held));
        Assert.Equal(["HealthLive", "HealthReady", "ReadTracking"], policies.All.Where(p => p.Value is null).Select(p => p.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Policies_OfTheApp_LeaveUnrecordedOnlyWhatTellsNothingOfAnybody() => Assert.Equal(
        ["HealthLive", "HealthReady", "ListProcedures", "ReadProcedure", "ReadReportSchema", "ReadTracking"],
        new Policies(typeof(OneMachineApp).Assembly).Unaudited.Order(StringComparer.Ordinal));

    /// <summary>What a hurried colleague might add.</summary>
    public sealed class PlantedFunctions
    {
        [Function("PlantedWithoutPolicy")]
        public static void Without([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/planted")] HttpRequest request) => ArgumentNullException.ThrowIfNull(request);

        [Function("PlantedWithBothPolicies")]
        [Needs(Scopes.Operate)]
        [OpenToAll("Both cannot be.")]
        public static void Both([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/planted-twice")] HttpRequest request) => ArgumentNullException.ThrowIfNull(request);

        [Function("PlantedWithPolicy")]
        [Needs(Scopes.Operate)]
        public static void With([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/planted-well")] HttpRequest request) => ArgumentNullException.ThrowIfNull(request);

        [Function("PlantedQueueFunction")]
        public static void Queue([ServiceBusTrigger("planted")] string body) => ArgumentNullException.ThrowIfNull(body);
    }
}
