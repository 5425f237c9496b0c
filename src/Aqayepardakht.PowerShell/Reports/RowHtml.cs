using System.Globalization;
using System.Text;

namespace Aqayepardakht.Commands;

/// <summary>
/// One withdrawal as a row of the list. The end tags of cells are left out, as HTML allows: there may be many rows.
/// </summary>
internal static class RowHtml
{
    public static LocalizedText[] Columns { get; } =
    [
        ReportText.Id,
        ReportText.Requested,
        ReportText.Amount,
        ReportText.Status,
        ReportText.PaidTo,
        ReportText.Settled,
        ReportText.TrackingNumber,
    ];

    public static void Append(StringBuilder html, ReportRow row, ReportLanguage language)
    {
        var withdrawal = row.Withdrawal;
        html.Append("<tr><td>").Append(HtmlText.Code(withdrawal.Id.ToString(CultureInfo.InvariantCulture)));
        AppendSmall(html, HtmlText.Code(row.IdempotencyKey));
        html.Append("<td>").Append(language.TimeHtml(withdrawal.CreatedAt));
        html.Append("<td>").Append(language.Number(withdrawal.Amount));
        html.Append("<td><b class=\"").Append(CssClass(StatusTotals.Of(withdrawal.Status))).Append("\">");
        html.Append(language.Digits(language.Text(ReportText.NameOf(withdrawal.Status)))).Append("</b>");
        AppendSmall(html, HtmlText.Isolate(withdrawal.Comment));
        html.Append("<td>").Append(HtmlText.Isolate(withdrawal.HolderName));
        AppendSmall(html, HtmlText.Isolate(withdrawal.BankName));
        AppendSmall(html, HtmlText.Code(withdrawal.Iban));
        html.Append("<td>").Append(language.TimeHtml(withdrawal.UpdatedAt));
        html.Append("<td>").Append(HtmlText.Code(withdrawal.TrackingNumber)).Append("</tr>\n");
    }

    /// <summary>The class that gives a status its colour and shape.</summary>
    public static string CssClass(ReportStatus status) => status switch
    {
        ReportStatus.Paid => "paid",
        ReportStatus.Pending => "pending",
        ReportStatus.Cancelled => "cancelled",
        _ => "other",
    };

    private static void AppendSmall(StringBuilder html, string text)
    {
        if (text.Length > 0)
        {
            html.Append("<small>").Append(text).Append("</small>");
        }
    }
}
