namespace LienThong.Embedded.Tests.Simulation;

/// <summary>The message functions of the simulated app.</summary>
internal sealed class PartnerFunctions(SimulatedMachine machine, Partners partners)
{
    /// <summary>Takes a request to its partner.</summary>
    [Function("SimulatedRequest")]
    public Task Request([ServiceBusTrigger("requests")] Request request) => partners.AskAsync(request, machine);

    /// <summary>Takes a partner's decision to its step, and gives a receipt.</summary>
    [Function("SimulatedDecision")]
    [ServiceBusOutput("receipts")]
    public async Task<string> Decision([ServiceBusTrigger("decisions")] Decision decision, FunctionContext context)
    {
        var id = (string)context.BindingContext.BindingData["MessageId"]!;
        partners.Delivered(id);
        await machine.Client.RaiseEventAsync(decision.Step, "answer", decision.Answer);
        return id;
    }

    /// <summary>Takes a receipt to who sent the decision.</summary>
    [Function("SimulatedReceipt")]
    public void Receipt([ServiceBusTrigger("receipts")] string decision, FunctionContext context) =>
        partners.Receipt(decision, (string)context.BindingContext.BindingData["MessageId"]!);
}
