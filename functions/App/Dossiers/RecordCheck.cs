using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;
using LienThong.Storage;

namespace LienThong.App.Dossiers;

/// <summary>Whether the records that a request names have been uploaded.</summary>
internal static class RecordCheck
{
    /// <summary>A fault for each record that is not there.</summary>
    /// <param name="pointer">Where the list of records stands in the request.</param>
    /// <param name="except">The hashes of those that come from elsewhere.</param>
    public static async Task<IReadOnlyList<Fault>> MissingAsync(
        IRecordStore records, RecordScope scope, IReadOnlyList<RecordReference> named, string pointer, CancellationToken cancellation,
        IReadOnlySet<string>? except = null)
    {
        List<Fault> faults = [];
        for (var i = 0; i < named.Count; i++)
        {
            if (except?.Contains(named[i].Sha256) != true && !await records.ExistsAsync(scope, named[i].Sha256, cancellation))
            {
                faults.Add(NotUploaded($"{pointer}/{i}/sha256"));
            }
        }

        return faults;
    }

    /// <summary>The fault of one that is not there.</summary>
    public static Fault NotUploaded(string pointer) => new("record-not-uploaded", pointer,
        "Giấy tờ này chưa được tải lên. Tải lên trước rồi gửi lại.",
        "This record has not been uploaded. Upload it first, then send this again.");
}
