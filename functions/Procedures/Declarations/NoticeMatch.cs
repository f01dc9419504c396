using System.Text.Json;
using LienThong.Procedures.Faults;
using LienThong.Procedures.Identifiers;
using LienThong.Procedures.Law;

namespace LienThong.Procedures.Declarations;

/// <summary>Compares what the hospital wrote with what the family declares, in the fields that the procedure names.</summary>
public static class NoticeMatch
{
    /// <summary>JSON pointers into the declaration at which it differs from the notice; empty when it agrees.</summary>
    /// <remarks>What one side leaves out does not differ, unless the procedure says that it must be there.</remarks>
    public static IReadOnlyList<string> Compare(NoticeRule rule, JsonElement notice, JsonElement declaration) =>
    [
        .. rule.Compares.Where(compared => !Agree(compared, notice, declaration)).Select(compared => compared.Declaration),
    ];

    private static bool Agree(NoticeComparison compared, JsonElement notice, JsonElement declaration)
    {
        if (!JsonPointer.TryGet(notice, compared.Notice, out var told))
        {
            return true;
        }

        if (!JsonPointer.TryGet(declaration, compared.Declaration, out var declared))
        {
            return compared.By != NoticeAgreement.Present;
        }

        return compared.By switch
        {
            NoticeAgreement.Present => true,
            NoticeAgreement.Name => NameKey.AreSame(told.Value.GetString()!, declared.Value.GetString()!),
            NoticeAgreement.Date => CanBeSame(told.Value, declared.Value),
            _ => JsonElement.DeepEquals(told.Value, declared.Value),
        };
    }

    private static bool CanBeSame(JsonElement first, JsonElement second)
    {
        var (one, other) = (PartialDate.Parse(first.GetString()!), PartialDate.Parse(second.GetString()!));
        return one.Earliest <= other.Latest && other.Earliest <= one.Latest;
    }
}
