using System.Globalization;
using System.Reflection;
using LienThong.Embedded.Http;
using Microsoft.AspNetCore.Routing.Patterns;

namespace LienThong.Embedded.Hosting;

/// <summary>Gives the values in a request's path to parameters of the same name.</summary>
internal static class RouteValue
{
    private delegate bool TryParse(string text, out object? value);

    private static readonly Dictionary<Type, TryParse> Parsers = new()
    {
        [typeof(string)] = (string text, out object? value) => (value = text) is not null,
        [typeof(int)] = (string text, out object? value) =>
            Boxed(int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number), number, out value),
        [typeof(long)] = (string text, out object? value) =>
            Boxed(long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number), number, out value),
        [typeof(Guid)] = (string text, out object? value) => Boxed(Guid.TryParse(text, out var guid), guid, out value),
        [typeof(bool)] = (string text, out object? value) => Boxed(bool.TryParse(text, out var truth), truth, out value),
    };

    /// <summary>What binds a parameter; null if its type is none of those a path can hold.</summary>
    public static Func<Invocation, object?>? Binder(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (!Parsers.TryGetValue(type, out var parse))
        {
            return null;
        }

        var name = parameter.Name!;
        var absent = parameter.HasDefaultValue ? parameter.DefaultValue
            : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;
        return invocation => invocation.Http!.Request.RouteValues[name] switch
        {
            null => absent,
            var text when parse(Convert.ToString(text, CultureInfo.InvariantCulture)!, out var value) => value,
            _ => throw new BadRouteValueException(name),
        };
    }

    /// <summary>The route with its parameters' names left out: two routes of one shape answer the same requests.</summary>
    public static string Shape(string route) => string.Join('/', RoutePatternFactory.Parse(route).PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content.ToUpperInvariant(),
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart parameter =>
                $"{{{(parameter.IsCatchAll ? "*" : "")}{string.Join(':', parameter.ParameterPolicies.Select(policy => policy.Content))}}}",
            _ => "",
        }))));

    private static bool Boxed<T>(bool parsed, T value, out object? boxed)
    {
        boxed = value;
        return parsed;
    }
}
