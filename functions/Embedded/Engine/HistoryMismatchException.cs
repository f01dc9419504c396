using System.Globalization;

namespace LienThong.Embedded.Engine;

/// <summary>
/// A replayed orchestrator asked for something else than its history holds: its code has changed in a way that an instance
/// in flight cannot follow, or it is not deterministic.
/// </summary>
public sealed class HistoryMismatchException : Exception
{
    internal HistoryMismatchException(string instanceId, string orchestrator, int turn, int step, TurnAction? recorded, TurnAction? replayed)
        : base(string.Create(CultureInfo.InvariantCulture,
            $"The replay of instance '{instanceId}' of orchestrator '{orchestrator}' does not match its history at turn {turn}, step {step}: "
            + $"the history has {recorded?.ToString() ?? "nothing"}, the orchestrator now asks for {replayed?.ToString() ?? "nothing"}. "
            + $"/ Khi chạy lại, phiên bản hiện tại của '{orchestrator}' không khớp với lịch sử của '{instanceId}' tại lượt {turn}, bước {step}."))
    {
    }
}
