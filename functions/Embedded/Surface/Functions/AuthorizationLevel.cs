namespace LienThong.Embedded.Functions;

/// <summary>What a caller must show before an HTTP function runs.</summary>
public enum AuthorizationLevel
{
    /// <summary>Nothing: the function itself decides.</summary>
    Anonymous = 0,

    /// <summary>A signed-in user. The Functions host cannot tell one, on Azure neither: start-up is refused.</summary>
    User = 1,

    /// <summary>A function key, or the admin key, in <c>x-functions-key</c>.</summary>
    Function = 2,

    /// <summary>The admin key in <c>x-functions-key</c>.</summary>
    System = 3,

    /// <summary>The admin key in <c>x-functions-key</c>.</summary>
    Admin = 4,
}
