namespace LienThong.Embedded.Functions;

/// <summary>The rest of the way to a function.</summary>
public delegate Task FunctionExecutionDelegate(FunctionContext context);
