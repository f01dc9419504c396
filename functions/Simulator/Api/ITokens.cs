namespace LienThong.Simulator.Api;

/// <summary>Bearer tokens of the players.</summary>
internal interface ITokens
{
    /// <summary>A token that is good for the whole play.</summary>
    string For(string partner);
}
