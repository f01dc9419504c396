using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Faults;
using LienThong.Storage;

namespace LienThong.App.Http;

/// <summary>Whether the records that a request names are there.</summary>
internal static class RecordCheck
{
    public static async Task<IReadOnlyList<Fault>> MissingAsync(
        IRecordStore records, RecordScope scope, IReadOnlyList<RecordReference> named, CancellationToken cancellation)
    {
        List<Fault> faults = [];
        for (var i = 0; i < named.Count; i++)
        {
            if (!await records.ExistsAsync(scope, named[i].Sha256, cancellation))
            {
                faults.Add(NotUploaded($"/records/{i}/sha256"));
            }
        }

        return faults;
    }

    public static Fault NotUploaded(string pointer) => new("record-not-uploaded", pointer,
        "Giấy tờ này chưa được tải lên.", "This record has not been uploaded.");
}
