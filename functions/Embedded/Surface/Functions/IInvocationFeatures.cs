namespace LienThong.Embedded.Functions;

/// <summary>What the runtime offers for an invocation, by type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    /// <summary>Offers an instance.</summary>
    void Set<T>(T instance);

    /// <summary>The instance offered, or nothing.</summary>
    T? Get<T>();
}
