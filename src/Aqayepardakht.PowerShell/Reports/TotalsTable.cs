using System.Collections.Generic;
using System.Linq;
using System.Text;
using static System.FormattableString;

namespace Aqayepardakht.Commands;

/// <summary>Counts and amounts by IBAN, by bank or by time.</summary>
internal static class TotalsTable
{
    /// <summary>The states that a report shows: those of the documentation, and unknown ones where there are any.</summary>
    public static IEnumerable<ReportStatus> Shown(StatusTotals all) =>
        StatusTotals.AllStatuses.Where(status => status != ReportStatus.Other || all.Count(status) > 0);

    /// <param name="html">Where to write it.</param>
    /// <param name="language">The language.</param>
    /// <param name="heading">What the rows are named by.</param>
    /// <param name="rows">Each row's name in HTML, and its totals.</param>
    /// <param name="all">The totals of the whole report, which say what columns there are.</param>
    public static void Append(
        StringBuilder html,
        ReportLanguage language,
        LocalizedText heading,
        IEnumerable<(string Name, StatusTotals Totals)> rows,
        StatusTotals all)
    {
        var count = language.Text(ReportText.Count);
        var statuses = Shown(all).Select(status => (Status: status, Name: language.Text(ReportText.NameOf(status)))).ToArray();
        html.Append("<table class=\"totals\"><thead><tr><th>").Append(language.Text(heading)).Append("<th>").Append(count);
        foreach (var (_, name) in statuses)
        {
            html.Append("<th>").Append(name);
        }

        html.Append("<tbody>\n");
        foreach (var (name, totals) in rows)
        {
            html.Append("<tr><th scope=\"row\">").Append(name);
            html.Append(Invariant($"<td data-label=\"{count}\">{language.Number(totals.TotalCount)}"));
            foreach (var (status, label) in statuses)
            {
                html.Append(Invariant($"<td data-label=\"{label}\">{language.Number(totals.Amount(status))}"));
            }

            html.Append('\n');
        }

        html.Append("</table>\n");
    }
}
