using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Aqayepardakht.Commands;

/// <summary>
/// A report of withdrawals as one HTML file, which needs no network and no script. Rows are written as they arrive; what is kept in
/// memory is their totals, their ids and where they lie.
/// </summary>
internal sealed class WithdrawalReport(ReportFile file, ReportLanguage language) : IDisposable
{
    private readonly ReportTotals _totals = new();
    private readonly HashSet<long> _ids = [];
    private readonly StringBuilder _html = new();
    private readonly RowFile _rows = new(file.CreateRows());

    /// <summary>How many rows could not be read; the report says so, since its totals are without them.</summary>
    public long LeftOut { get; set; }

    /// <summary>How many rows had an id that was there before; they are not counted again.</summary>
    public long Repeated { get; private set; }

    public void Add(ReportRow row)
    {
        var withdrawal = row.Withdrawal;
        if (!_ids.Add(withdrawal.Id))
        {
            Repeated++;
            return;
        }

        _totals.Add(withdrawal);
        _html.Clear();
        RowHtml.Append(_html, row, language);
        file.Try(() => _rows.Append(withdrawal.CreatedAt, withdrawal.Id, _html));
    }

    /// <summary>Writes the whole report to its place.</summary>
    /// <param name="title">The title; the usual one for none.</param>
    /// <param name="account">The account number, or null to leave it out.</param>
    public void Save(string? title, string? account) => file.Write(stream =>
    {
        var page = new ReportPage(language, title, account);
        Write(stream, page.Head(_totals, LeftOut, Repeated));
        _rows.CopyTo(stream);
        Write(stream, page.Foot(_totals));
    });

    public void Dispose()
    {
        _rows.Dispose();
        file.Dispose();
    }

    private static void Write(Stream stream, string html)
    {
        var bytes = Encoding.UTF8.GetBytes(html);
        stream.Write(bytes, 0, bytes.Length);
    }
}
