using System.Globalization;
using LienThong.Embedded.Tests.Hosting;

namespace LienThong.Embedded.Tests.Timers;

internal static class TimerTestFunctions
{
    internal sealed class Hourly(Journal journal, TimeProvider time)
    {
        [Function("Hourly")]
        public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer) => journal.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{time.GetUtcNow():dd HH:mm} due:{!timer.IsPastDue} last:{timer.ScheduleStatus!.Last:dd HH:mm} next:{timer.ScheduleStatus.Next:dd HH:mm}"));
    }

    internal sealed class Failing(Journal journal)
    {
        [Function("Failing")]
        public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
            journal.Add($"due:{!timer.IsPastDue}");
            if (journal.Entries.Count < 3)
            {
                throw new InvalidOperationException();
            }
        }
    }

    internal sealed class Slow(Journal journal)
    {
        [Function("Slow")]
        public async Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
            journal.Add($"in {timer.IsPastDue}");
            await journal.Gate("slow").Task;
            journal.Add("out");
        }
    }

    internal sealed class AtStart(Journal journal)
    {
        [Function("AtStart")]
        public void Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer) =>
            journal.Add($"due:{!timer.IsPastDue} status:{timer.ScheduleStatus is not null}");
    }
}
