using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LienThong.Simulator.Scores;

namespace LienThong.Simulator.Players;

/// <summary>A message to an agency: a request, a reminder, word that a step is overdue, or a new edition of a result.</summary>
/// <param name="Content">A hash of what never changes within a round.</param>
internal sealed record AgencyMessage(
    string MessageId, string Kind, string Dossier, string Step, int Round, DateTimeOffset Due, string Content)
{
    // These grow or move while a round lasts: verification moves the limit, other agencies' results bring records and late
    // values, the hospital's notice and the check of the persons may come after the request. Everything else must be the same
    // whenever the message comes again.
    private static readonly HashSet<string> MayChange = new(StringComparer.Ordinal) { "due", "records", "notice", "results", "persons" };

    /// <summary>Reads the body of a message.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static AgencyMessage Read(JsonElement body)
    {
        var content = new StringBuilder();
        foreach (var member in body.EnumerateObject().Where(member => !MayChange.Contains(member.Name)))
        {
            content.Append(member.Name).Append('=').Append(member.Value.GetRawText()).Append('\n');
        }

        string Text(string name) => body.GetProperty(name).GetString() ?? throw new JsonException($"The message has no {name}.");
        return new AgencyMessage(
            Text("messageId"),
            Text("kind"),
            Text("dossier"),
            Text("step"),
            body.GetProperty("round").GetInt32(),
            body.GetProperty("due").GetDateTimeOffset(),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString()))));
    }

    /// <summary>As it goes into the ledger.</summary>
    public Delivery AsDelivery() => new(MessageId, Kind, Dossier, Step, Round, Content);
}
