using Microsoft.AspNetCore.Http;

namespace LienThong.Embedded.Tests.Hosting;

/// <summary>Every function here has something wrong with it.</summary>
internal static class FaultyFunctions
{
    internal sealed record TwoOutputs([property: ServiceBusOutput("x")] string First);

    [Function("Twice")]
    public static string Twice([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "one")] HttpRequest request) => request.Method;

    [Function("twice")]
    public static string TwiceAgain([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "two")] HttpRequest request) => request.Method;

    [Function("RouteA")]
    public static string RouteA([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "same/{a}")] HttpRequest request, string a) => request.Method + a;

    [Function("RouteB")]
    public static string RouteB([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "Same/{b}")] HttpRequest request, string b) => request.Method + b;

    [Function("BadRoute")]
    public static string BadRoute([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "a/{b")] HttpRequest request) => request.Method;

    [Function("NoTrigger")]
    public static string NoTrigger(string text) => text;

    [Function("WrongParameter")]
    public static string WrongParameter([HttpTrigger(AuthorizationLevel.Anonymous, "get")] string request) => request;

    [Function("UnknownParameter")]
    public static string UnknownParameter([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, Uri where) => request.Method + where;

    [Function("WrongResult")]
    public static int WrongResult([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => request.Method.Length;

    [Function("UserLevel")]
    public static string UserLevel([HttpTrigger(AuthorizationLevel.User, "get")] HttpRequest request) => request.Method;

    [Function("BadSchedule")]
    public static void BadSchedule([TimerTrigger("* * * * *")] TimerInfo timer) => _ = timer;

    [Function("NeverComes")]
    public static void NeverComes([TimerTrigger("0 0 0 30 2 *")] TimerInfo timer) => _ = timer;

    [Function("NoSetting")]
    public static void NoSetting([ServiceBusTrigger("%NotSet%")] string message) => _ = message;

    [Function("Batches")]
    public static void Batches([ServiceBusTrigger("batches", IsBatched = true)] string message) => _ = message;

    [Function("QueueOne")]
    public static void QueueOne([ServiceBusTrigger("shared")] string message) => _ = message;

    [Function("QueueTwo")]
    public static void QueueTwo([ServiceBusTrigger("shared")] string message) => _ = message;

    [Function("TopicNamedAsQueue")]
    public static void TopicNamedAsQueue([ServiceBusTrigger("shared", "subscription")] string message) => _ = message;

    [Function("NoFeed")]
    public static void NoFeed([CosmosDBTrigger("db", "missing")] IReadOnlyList<TwoOutputs> changes) => _ = changes;

    [Function("FeedOfText")]
    public static void FeedOfText([CosmosDBTrigger("db", "items")] IReadOnlyList<string> changes) => _ = changes;

    [Function("GivesUp")]
    [ExponentialBackoffRetry(5, "00:00:01", "00:01:00")]
    public static void GivesUp([CosmosDBTrigger("db", "items")] IReadOnlyList<TwoOutputs> changes) => _ = changes;

    [Function("WaitsBackwards")]
    [ExponentialBackoffRetry(-1, "00:01:00", "00:00:01")]
    public static void WaitsBackwards([CosmosDBTrigger("db", "items")] IReadOnlyList<TwoOutputs> changes) => _ = changes;

    [Function("Blob")]
    public static void Blob([BlobTrigger("container/{name}")] Stream blob) => _ = blob;

    [Function("OutputProperties")]
    public static TwoOutputs OutputProperties([TimerTrigger("0 * * * * *")] TimerInfo timer) => new($"{timer}");

    [Function("OutputOfNothing")]
    [ServiceBusOutput("y")]
    public static void OutputOfNothing([TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = timer;

    [Function("AsyncVoid")]
    public static async void AsyncVoid([TimerTrigger("0 * * * * *")] TimerInfo timer) => await Task.FromResult(timer);

    [Function("OrchestratorWithContext")]
    public static Task OrchestratorWithContext([OrchestrationTrigger] TaskOrchestrationContext context, FunctionContext function) =>
        Task.FromResult((context, function));
}
