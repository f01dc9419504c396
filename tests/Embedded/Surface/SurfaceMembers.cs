using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LienThong.Embedded.Tests.Surface;

/// <summary>
/// The public and protected members of the programming model's types, one a line: <c>Type: member</c>. An extension method
/// stands with the type that it extends, for no source names its class. What only a compiler writes is left out, and so is
/// what a type takes over from <see cref="object"/>.
/// </summary>
internal static class SurfaceMembers
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
    };

    /// <summary>The types of the names that this assembly was compiled with: the embedded ones, or those of the packages.</summary>
    public static IReadOnlyList<Type> Types()
    {
        Type[] anchors = [typeof(FunctionAttribute), typeof(TaskOrchestrationContext)];
        var families = anchors.Select(anchor => anchor.Namespace!).ToList();
        var packages = Directory.GetFiles(AppContext.BaseDirectory, "*.dll")
            .Where(file => families.Exists(family => Path.GetFileName(file).StartsWith(family, StringComparison.Ordinal)))
            .Select(file => Assembly.Load(Path.GetFileNameWithoutExtension(file)));
        return
        [
            .. from assembly in packages.Concat(anchors.Select(anchor => anchor.Assembly)).Distinct()
               from type in assembly.GetExportedTypes()
               where type.Assembly.GetName().Name!.Contains("Embedded", StringComparison.Ordinal)
                   ? families.Contains(type.Namespace!)
                   : !type.IsNested
               select type,
        ];
    }

    /// <summary>A type's members.</summary>
    /// <param name="type">The type.</param>
    /// <param name="inherited">Whether those of its base types count as its own.</param>
    public static IEnumerable<string> Of(Type type, bool inherited)
    {
        var name = Name(type);
        var flags = inherited ? All : All | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(value => string.Create(
                CultureInfo.InvariantCulture, $"{name}: {value} = {Convert.ToInt32(Enum.Parse(type, value), CultureInfo.InvariantCulture)}"));
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [$"{name}: {Signature(type.GetMethod("Invoke")!, "delegate ")}"];
        }

        var extensions = type.GetMethods(flags).Where(method => IsOwn(method) && IsExtension(method))
            .Select(method => $"{Name(method.GetParameters()[0].ParameterType)}: {Signature(method, "extension ")}");
        if (extensions.Any())
        {
            return extensions;
        }

        return new[] { $"{name}: {(Kind(type))}" }
            .Concat(type.GetConstructors(All).Where(constructor => IsOpen(constructor) && !IsCopy(constructor)).Select(constructor => $"new({Parameters(constructor)})").Select(line => $"{name}: {line}"))
            .Concat(type.GetProperties(flags).Where(property => property.DeclaringType != typeof(Attribute)).SelectMany(Accessors).Select(line => $"{name}: {line}"))
            .Concat(type.GetMethods(flags).Where(IsOwn).Select(method => $"{name}: {Signature(method, "")}"))
            .Distinct();
    }

    private static string Kind(Type type) =>
        type.IsInterface ? "interface"
        : type.IsValueType ? "struct"
        : type.IsAbstract && !type.IsSealed ? "abstract class"
        : "class";

    private static bool IsExtension(MethodInfo method) => method.IsDefined(typeof(ExtensionAttribute));

    private static IEnumerable<string> Accessors(PropertyInfo property)
    {
        var index = property.GetIndexParameters() is [var key] ? $"[{Name(key.ParameterType)}]" : "";
        if (property.GetMethod is { } get && IsOpen(get) && !IsWrittenByTheCompiler(property))
        {
            yield return $"{Modifiers(get)}{Name(property.PropertyType)} {property.Name}{index} get";
        }

        if (property.SetMethod is { } set && IsOpen(set) && !IsWrittenByTheCompiler(property))
        {
            yield return $"{Modifiers(set)}{Name(property.PropertyType)} {property.Name}{index} set";
        }
    }

    private static bool IsOpen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsOwn(MethodInfo method) =>
        IsOpen(method)
        && !IsWrittenByTheCompiler(method)
        && (!method.IsSpecialName || method.Name == "op_Implicit")
        && method.GetBaseDefinition().DeclaringType is { } first
        && first != typeof(object) && first != typeof(Attribute) && first != typeof(ValueType)
        && method.Name is not ("Equals" or "ToString" or "GetHashCode" or "Finalize" or "PrintMembers" or "<Clone>$");

    private static bool IsCopy(ConstructorInfo constructor) =>
        constructor.GetParameters() is [{ Name: "original" } parameter] && parameter.ParameterType == constructor.DeclaringType;

    private static bool IsWrittenByTheCompiler(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute)) || member.Name is "EqualityContract";

    private static string Signature(MethodInfo method, string kind)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        return $"{kind}{(kind == "" ? Modifiers(method) : "")}{Name(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Modifiers(MethodInfo method) =>
        method.IsStatic ? "static " : method.DeclaringType!.IsInterface ? "" : method.IsAbstract ? "abstract " : method.IsVirtual && !method.IsFinal ? "virtual " : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Skip(method is MethodInfo called && IsExtension(called) ? 1 : 0).Select(parameter =>
        $"{(parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")}{Name(parameter.ParameterType)} {parameter.Name}{Default(parameter)}"));

    private static string Default(ParameterInfo parameter) => !parameter.HasDefaultValue ? "" : parameter.DefaultValue switch
    {
        null => " = default",
        bool value => value ? " = true" : " = default",
        string value => $" = \"{value}\"",
        IConvertible value when Convert.ToDouble(value, CultureInfo.InvariantCulture) == 0 => " = default",
        var value => string.Create(CultureInfo.InvariantCulture, $" = {value}"),
    };

    private static string Name(Type type) =>
        Keywords.TryGetValue(type, out var keyword) ? keyword
        : Nullable.GetUnderlyingType(type) is { } value ? Name(value) + "?"
        : type.IsArray ? Name(type.GetElementType()!) + "[]"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
