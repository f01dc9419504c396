using System.Text;
using LienThong.Embedded.Tests.Hosting;

namespace LienThong.Embedded.Tests.Queues;

internal static class QueueTestFunctions
{
    internal sealed record Item(string Name, int Count);

    /// <summary>Takes what is sent to "work": notes it, and does what its text says.</summary>
    internal sealed class Worker(Journal journal)
    {
        [Function("Worker")]
        public async Task Run([ServiceBusTrigger("work")] string text, FunctionContext context, CancellationToken cancellation)
        {
            var delivery = context.BindingContext.BindingData["DeliveryCount"];
            journal.Add($"{text}#{delivery}");
            switch (text)
            {
                case "fail":
                    throw new InvalidOperationException("personal data");
                case "fail-twice" when delivery is not "3":
                    throw new InvalidOperationException();
                case "wait":
                    await journal.Gate("work").Task;
                    journal.Add($"{text}#{delivery} done");
                    break;
                case "fail-late":
                    await journal.Gate($"late {delivery}").Task;
                    journal.Add($"{text}#{delivery} done");
                    throw new InvalidOperationException();
                case "late":
                    await journal.Gate($"late {delivery}").Task;
                    journal.Add($"{text}#{delivery} done");
                    break;
                case "hold" when delivery is "1":
                    await using (cancellation.Register(() => journal.Add("cancelled")))
                    {
                        await journal.Gate("work").Task;
                    }

                    break;
            }
        }
    }

    /// <summary>Takes what is sent to "ordered" and to the topic "ordered-news". A text that ends in "!" waits at a gate of its name,
    /// one that ends in "?" fails until its third delivery.</summary>
    internal sealed class Ordered(Journal journal)
    {
        [Function("Ordered")]
        public Task Queue([ServiceBusTrigger("ordered", IsSessionsEnabled = true)] string text, FunctionContext context) => HandleAsync(text, context);

        [Function("OrderedNews")]
        public Task Topic([ServiceBusTrigger("ordered-news", "reader", IsSessionsEnabled = true)] string text, FunctionContext context) =>
            HandleAsync(text, context);

        private async Task HandleAsync(string text, FunctionContext context)
        {
            journal.Add($"{context.BindingContext.BindingData["SessionId"]}:{text}");
            if (text.EndsWith('!'))
            {
                await journal.Gate(text).Task;
            }

            if (text.EndsWith('?') && context.BindingContext.BindingData["DeliveryCount"] is not "3")
            {
                throw new InvalidOperationException();
            }
        }
    }

    internal sealed class Subscribers(Journal journal)
    {
        [Function("First")]
        public void First([ServiceBusTrigger("news", "first")] string text) => journal.Add($"first {text}");

        [Function("Second")]
        public void Second([ServiceBusTrigger("news", "second")] string text) => journal.Add($"second {text}");
    }

    internal sealed class Typed(Journal journal)
    {
        [Function("TypedJson")]
        public void Json([ServiceBusTrigger("json")] Item item) => journal.Add($"{item}");

        [Function("TypedBytes")]
        public void Bytes([ServiceBusTrigger("bytes")] byte[] bytes) => journal.Add($"bytes {Convert.ToHexString(bytes)}");

        [Function("TypedBinary")]
        public void Binary([ServiceBusTrigger("binary")] BinaryData data) => journal.Add($"binary {Encoding.UTF8.GetString(data.ToMemory().Span)}");

        [Function("TypedText")]
        public void Text([ServiceBusTrigger("text")] string text, FunctionContext context)
        {
            var data = context.BindingContext.BindingData;
            journal.Add(string.Join('|', text, data["MessageId"], data["Subject"], data["EnqueuedTimeUtc"], data["ApplicationProperties"], context.TraceContext.TraceParent));
        }
    }

    internal sealed class Chain(Journal journal)
    {
        [Function("Doubler")]
        [ServiceBusOutput("json")]
        public Item? Double([ServiceBusTrigger("doubler")] Item item)
        {
            journal.Add($"double {item.Count}");
            return item.Count == 0 ? null : item with { Count = item.Count * 2 };
        }

        [Function("Teller")]
        [ServiceBusOutput("news", ServiceBusEntityType.Topic)]
        public Task<string> Tell([TimerTrigger("0 0 * * * *")] TimerInfo timer) => Task.FromResult($"told {timer.IsPastDue}");
    }
}
