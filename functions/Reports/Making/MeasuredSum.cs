using LienThong.Reports.Measurements;
using LienThong.Reports.Weekly;

namespace LienThong.Reports.Making;

/// <summary>What was measured of one agency from 1 January on. The order of days does not matter.</summary>
public sealed class MeasuredSum
{
    private readonly Dictionary<string, ServiceSum> services = [];
    private long? visits;

    /// <summary>Adds what was stated of a day.</summary>
    public void Add(DateOnly day, MeasuredDay measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        foreach (var row in measured.Rows)
        {
            if (row.Service is null)
            {
                visits = (visits ?? 0) + row.Visits;
                continue;
            }

            if (!services.TryGetValue(row.Service, out var sum))
            {
                services.Add(row.Service, sum = new ServiceSum());
            }

            sum.Add(day, row);
        }
    }

    /// <summary>An indicator; null when it was not measured, a share of nothing included.</summary>
    public Measure? Value(Indicator indicator) => indicator switch
    {
        Indicator.Visits => visits is { } count ? Measure.Of(count) : null,
        Indicator.ServicesUsed => Shared(Online(s => s.Online > 0 ? 1 : 0), Online(_ => 1)),
        Indicator.HandledOnline => Shared(Online(s => s.HandledOnline), services.Values.Sum(s => s.Resolved)),
        _ => Shared(Full(s => s.Online), Full(s => s.Received)),
    };

    /// <summary>Dossiers with a fee that were paid online, of those that bear one.</summary>
    public Share PaidOnline => new(services.Values.Sum(s => s.FeePaidOnline), services.Values.Sum(s => s.FeeDue));

    private long Online(Func<ServiceSum, long> of) => services.Values.Where(s => s.Level is ServiceLevel.Partial or ServiceLevel.Full).Sum(of);

    private long Full(Func<ServiceSum, long> of) => services.Values.Where(s => s.Level == ServiceLevel.Full).Sum(of);

    private static Measure? Shared(long part, long whole) => whole == 0 ? null : Measure.Of(new Share(part, whole));

    private sealed class ServiceSum
    {
        private DateOnly levelOn;

        // As it was offered last.
        public ServiceLevel Level { get; private set; }

        public long Online { get; private set; }

        public long Received { get; private set; }

        public long Resolved { get; private set; }

        public long HandledOnline { get; private set; }

        public long FeeDue { get; private set; }

        public long FeePaidOnline { get; private set; }

        public void Add(DateOnly day, Measurement row)
        {
            if (day >= levelOn)
            {
                (levelOn, Level) = (day, row.Level ?? ServiceLevel.None);
            }

            Online += row.Online;
            Received += row.Received;
            Resolved += row.Resolved;
            HandledOnline += row.HandledOnline;
            FeeDue += row.FeeDue;
            FeePaidOnline += row.FeePaidOnline;
        }
    }
}
