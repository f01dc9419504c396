using System.Text.Json.Nodes;

namespace LienThong.App.Tests.Harness;

/// <summary>By what right partners file for families.</summary>
public static class Authorities
{
    /// <summary>The authority of a partner that files for others; null for the others.</summary>
    public static JsonObject? Of(string partner) =>
        partner.StartsWith("agent", StringComparison.Ordinal) ? Authority("contract")
        : partner.StartsWith("counter", StringComparison.Ordinal) ? Authority("in-person")
        : null;

    public static JsonObject Authority(string kind, string givenOn = "2026-08-03") => new()
    {
        ["kind"] = kind, ["number"] = "12/2026/HD", ["givenOn"] = givenOn, ["officer"] = "NV-07",
    };

    /// <summary>A filing as a partner sends it: with its authority, if it needs one.</summary>
    public static JsonObject On(this JsonObject filing, string partner)
    {
        if (Of(partner) is { } authority)
        {
            filing["authority"] = authority;
        }

        return filing;
    }
}
