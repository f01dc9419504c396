using LienThong.Embedded.Engine;

namespace LienThong.Embedded.Tests.Surface;

/// <summary>
/// The runtime offers the programming model as <c>azure-surface.txt</c> lists it, and no more, so what compiles here compiles
/// with the packages. Compiled with the packages' names, the same tests ask whether the packages have what is listed.
/// </summary>
public sealed class SurfaceTests
{
    private static readonly string[] Listed =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Surface", "azure-surface.txt")).Where(line => line is not ("" or ['#', ..]))];

    private static bool IsOurs => typeof(TaskOrchestrationContext).Assembly == typeof(DurableEngine).Assembly;

    [Fact]
    public void Types_AsCompiled_HaveEveryMemberListed() =>
        AssertNone("Listed and not there", Listed.Except(SurfaceMembers.Types().SelectMany(type => SurfaceMembers.Of(type, inherited: !IsOurs))));

    [Fact]
    public void Types_OfTheRuntimesOwn_HaveNoMemberMore() =>
        AssertNone("There and not listed", SurfaceMembers.Types().Where(_ => IsOurs).SelectMany(type => SurfaceMembers.Of(type, inherited: false)).Except(Listed));

    [Fact]
    public void Listed_Lines_StandOnce() => Assert.Equal(Listed.Length, Listed.Distinct().Count());

    [Fact]
    public void Of_PlantedType_ShowsEachKindOfMember() => Assert.Equal(
        [
            "Planted: abstract class",
            "Planted: new(string name)",
            "Planted: string Name get",
            "Planted: string Name set",
            "Planted: static string op_Implicit(Planted value)",
            "Planted: abstract Task<T> Find<T>(int number = 3, CancellationToken cancellation = default)",
            "Planted: virtual void Changed(object what, params string[] how)",
        ],
        SurfaceMembers.Of(typeof(Planted), inherited: false));

    // All of them at once: xunit shows the beginning of a collection only.
    private static void AssertNone(string what, IEnumerable<string> lines)
    {
        var all = string.Join('\n', lines);
        Assert.True(all.Length == 0, $"{what}:\n{all}");
    }

    /// <summary>One of each kind, and some that nobody outside can name.</summary>
    internal abstract class Planted(string name)
    {
        public string Name { get; init; } = name;

        internal static int Hidden => 1;

        public static implicit operator string(Planted value) => value.Name;

        public abstract Task<T> Find<T>(int number = 3, CancellationToken cancellation = default);

        public override string ToString() => Name;

        protected virtual void Changed(object what, params string[] how)
        {
        }
    }
}
