namespace LienThong.Reports.Documents.Sections;

/// <summary>Numbers the tables of a report in the order in which they stand.</summary>
internal sealed class TableLabels(ReportLanguage language)
{
    private int _last;
    private int _lastDetail;

    /// <summary>The next label: Bảng 7.</summary>
    public string Next() => Of(_last + 1);

    /// <summary>The label of a table whose number is given, as those of the official report are; the next ones go on from it.</summary>
    public string Of(int number)
    {
        _last = Math.Max(_last, number);
        return $"{language.Of("Bảng", "Table")} {number}";
    }

    /// <summary>The next label of a table that not every form holds: the others are numbered without a gap.</summary>
    public string NextDetail() => $"{language.Of("Chi tiết", "Detail")} {++_lastDetail}";
}
