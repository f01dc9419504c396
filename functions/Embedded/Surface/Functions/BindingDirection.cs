namespace LienThong.Embedded.Functions;

/// <summary>Which way a binding goes.</summary>
public enum BindingDirection
{
    /// <summary>Into the function.</summary>
    In,

    /// <summary>Out of it.</summary>
    Out,
}
