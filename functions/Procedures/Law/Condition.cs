using System.Text.Json;
using System.Text.Json.Serialization;

namespace LienThong.Procedures.Law;

/// <summary>
/// A condition on a document, written in the law files as one of
/// <c>{"present": pointer}</c>: something stands there;
/// <c>{"equals": [pointer, value]}</c>: that value stands there; <c>{"oneOf": [pointer, [values]]}</c>: one of them does;
/// <c>{"same": [term, term]}</c>, <c>{"differs": [term, term]}</c>: both are there, and are or are not the same;
/// <c>{"before": [term, term]}</c>, <c>{"notBefore": [term, term]}</c>: both are dates, and the first is surely earlier, or
/// surely not (of partial dates both may be false);
/// <c>{"exceeds": [term, term]}</c>: both are numbers, and the first is greater;
/// <c>{"some": [pointer, condition]}</c>: it holds for an element of the list, which is <c>pointer/*</c> in the condition;
/// <c>{"not": condition}</c>, <c>{"all": [conditions]}</c>, <c>{"any": [conditions]}</c>.
/// See <see cref="Term"/> for what is compared.
/// </summary>
[JsonConverter(typeof(ConditionConverter))]
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>The pointers that it looks at.</summary>
    public abstract IEnumerable<string> Pointers { get; }

    /// <summary>Whether it holds.</summary>
    public abstract bool Holds(Facts facts);

    /// <summary>The pointers of which a "*" stands for no element of the lists or of an outer "some": they find nothing.</summary>
    internal virtual IEnumerable<string> Unbound(IReadOnlyList<string> lists) => Pointers.Where(pointer => !IsBound(pointer, lists));

    /// <summary>Something stands at the pointer.</summary>
    public sealed record Present(string Pointer) : Condition
    {
        public override IEnumerable<string> Pointers => [Pointer];

        public override bool Holds(Facts facts) => facts.At(Pointer) is not null;
    }

    /// <summary>The value stands at the pointer.</summary>
    public sealed record Equal(string Pointer, JsonElement Value) : Condition
    {
        public override IEnumerable<string> Pointers => [Pointer];

        public override bool Holds(Facts facts) => facts.At(Pointer) is { } found && JsonElement.DeepEquals(found, Value);
    }

    /// <summary>One of the values stands at the pointer.</summary>
    public sealed record OneOf(string Pointer, IReadOnlyList<JsonElement> Values) : Condition
    {
        public override IEnumerable<string> Pointers => [Pointer];

        public override bool Holds(Facts facts) =>
            facts.At(Pointer) is { } found && Values.Any(value => JsonElement.DeepEquals(found, value));
    }

    /// <summary>How two terms are compared.</summary>
    public enum Comparison
    {
        Same,
        Differs,
        Before,
        NotBefore,
        Exceeds,
    }

    /// <summary>Both terms are there, and the one is to the other as the comparison says.</summary>
    public sealed record Compared(Comparison By, Term First, Term Second) : Condition
    {
        public override IEnumerable<string> Pointers => First.Pointers.Concat(Second.Pointers);

        public override bool Holds(Facts facts) => By switch
        {
            Comparison.Same => First.Value(facts) is { } first && Second.Value(facts) is { } second
                && JsonElement.DeepEquals(first, second),
            Comparison.Differs => First.Value(facts) is { } first && Second.Value(facts) is { } second
                && !JsonElement.DeepEquals(first, second),
            Comparison.Before => First.Date(facts) is { } first && Second.Date(facts) is { } second && first.IsBefore(second),
            Comparison.NotBefore => First.Date(facts) is { } first && Second.Date(facts) is { } second && first.IsNotBefore(second),
            _ => First.Number(facts) > Second.Number(facts),
        };
    }

    /// <summary>The condition holds for at least one element of the list.</summary>
    public sealed record Some(string List, Condition Condition) : Condition
    {
        public override IEnumerable<string> Pointers => Condition.Pointers.Prepend(List);

        public override bool Holds(Facts facts) => facts.Each(List).Any(Condition.Holds);

        internal override IEnumerable<string> Unbound(IReadOnlyList<string> lists) => Condition.Unbound([List, .. lists]);
    }

    /// <summary>The other does not hold.</summary>
    public sealed record Not(Condition Other) : Condition
    {
        public override IEnumerable<string> Pointers => Other.Pointers;

        public override bool Holds(Facts facts) => !Other.Holds(facts);

        internal override IEnumerable<string> Unbound(IReadOnlyList<string> lists) => Other.Unbound(lists);
    }

    /// <summary>Every one holds.</summary>
    public sealed record All(IReadOnlyList<Condition> Conditions) : Condition
    {
        public override IEnumerable<string> Pointers => Conditions.SelectMany(condition => condition.Pointers);

        public override bool Holds(Facts facts) => Conditions.All(condition => condition.Holds(facts));

        internal override IEnumerable<string> Unbound(IReadOnlyList<string> lists) =>
            Conditions.SelectMany(condition => condition.Unbound(lists));
    }

    /// <summary>At least one holds.</summary>
    public sealed record Any(IReadOnlyList<Condition> Conditions) : Condition
    {
        public override IEnumerable<string> Pointers => Conditions.SelectMany(condition => condition.Pointers);

        public override bool Holds(Facts facts) => Conditions.Any(condition => condition.Holds(facts));

        internal override IEnumerable<string> Unbound(IReadOnlyList<string> lists) =>
            Conditions.SelectMany(condition => condition.Unbound(lists));
    }

    /// <summary>Whether every "*" of a pointer stands for an element of one of the lists.</summary>
    internal static bool IsBound(string pointer, IReadOnlyList<string> lists) => lists
        .Where(list => pointer.StartsWith(list + "/*", StringComparison.Ordinal))
        .Select(list => pointer[(list.Length + 2)..])
        .Append(pointer)
        .Any(rest => !rest.Contains('*', StringComparison.Ordinal));
}
