namespace LienThong.Embedded.Functions;

/// <summary>Adding ASP.NET Core to a function app.</summary>
public static class FunctionsApplicationBuilderExtensions
{
    /// <summary>HTTP functions see ASP.NET Core's request and response. Here they always do.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder) => builder;
}
