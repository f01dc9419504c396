using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace LienThong.Storage.Tests;

public class RecordScopeTests
{
    [Fact]
    public void Dossier_Code_IsAFolderAUnitAndADay() =>
        Assert.Equal("dossiers/G22.99.08/260907/000001", RecordScope.Dossier(Samples.Code(1)).Path);

    [Theory]
    [InlineData("hospital-01001", "inbox/hospital-01001")]
    [InlineData("../portal", "inbox/_2e_2e_2fportal")]
    [InlineData("Portal", "inbox/_50ortal")]
    [InlineData("a_b", "inbox/a_5fb")]
    public void Inbox_Partner_IsAFolderOfPlainCharacters(string partner, string path) =>
        Assert.Equal(path, RecordScope.Inbox(partner).Path);

    [Fact]
    public void Inbox_AnyTwoPartners_NeverMeetAndNeverLeaveTheFolder() =>
        Prop.ForAll<NonEmptyString, NonEmptyString>((one, other) =>
        {
            var (a, b) = (one.Get, other.Get);
            if (a.Any(char.IsSurrogate) || b.Any(char.IsSurrogate) || a.Length > 20 || b.Length > 20)
            {
                return true;
            }

            var (x, y) = (RecordScope.Inbox(a).Path, RecordScope.Inbox(b).Path);
            return Regex.IsMatch(x, @"\Ainbox/[a-z0-9_-]+\z") && (a == b) == x.Equals(y, StringComparison.OrdinalIgnoreCase);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Scope_OfNobody_Throws()
    {
        Assert.Throws<ArgumentException>(() => RecordScope.Inbox(""));
        Assert.Throws<ArgumentException>(() => RecordScope.Inbox(new string('x', 201)));
        Assert.ThrowsAny<ArgumentException>(() => RecordScope.Inbox("half a pair \uD800"));
        Assert.Throws<ArgumentException>(() => RecordScope.Dossier(default));
    }
}
