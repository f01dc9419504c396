namespace LienThong.App.Population;

/// <summary>Settings of the section <c>Population</c>: the national population database. Without an address it is not used:
/// nobody is looked up, nothing is prefilled, and a child's number comes from the civil-status office alone.</summary>
public sealed class PopulationOptions
{
    /// <summary>Where the service of docs/contracts/population.openapi.json stands, for example
    /// <c>https://population.example.vn/</c>; https, or http on this machine. Empty: not used.</summary>
    public string? Address { get; set; }

    /// <summary>Whom the app's tokens for it are made out to.</summary>
    public string Audience { get; set; } = "population";

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a call that failed in passing is tried again at once, with growing, jittered pauses.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>The pause before the first of these.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long the service is left alone after most calls of half a minute have failed.</summary>
    public TimeSpan LeftAlone { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often one partner may ask one instance of the app for prefilled declarations and reusable records in a minute.</summary>
    public int QuestionsPerMinute { get; set; } = 600;

    /// <summary>The service's address; null when it is not used.</summary>
    /// <exception cref="InvalidOperationException">The setting is no address that personal data may be sent to.</exception>
    public Uri? Service() => string.IsNullOrWhiteSpace(Address) ? null
        : Uri.TryCreate(Address.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback)) ? uri
        : throw new InvalidOperationException("The setting Population:Address must be an https address, or http on this machine.");
}
