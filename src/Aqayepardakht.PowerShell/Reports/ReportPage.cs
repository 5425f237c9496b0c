using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using static System.FormattableString;

namespace Aqayepardakht.Commands;

/// <summary>The HTML of a report around its rows.</summary>
internal sealed class ReportPage(ReportLanguage language, string? title, string? account)
{
    private const int MaxNamed = 20;

    /// <summary>A longer sum does not fit on a tile of the usual width.</summary>
    private const int MaxTileLength = 15;

    /// <summary>What stands above the rows. It tells of all of them, so it is known only when the last one is there.</summary>
    public string Head(ReportTotals totals, long leftOut, long repeated)
    {
        var html = new StringBuilder();
        var titleHtml = HtmlText.Encode(string.IsNullOrWhiteSpace(title) ? language.Text(ReportText.DefaultTitle) : title);
        var style = new ReportStyle(language);
        html.Append(Invariant($"<!DOCTYPE html>\n<html lang=\"{language.Code}\" dir=\"{language.Direction}\">\n"));
        html.Append("<head>\n<meta charset=\"utf-8\">\n");
        html.Append(Invariant($"<meta http-equiv=\"Content-Security-Policy\" content=\"{style.Policy}\">\n"));
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append("<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.Append(Invariant($"<title>{titleHtml}</title>\n<style>{style.Css}</style>\n</head>\n<body>\n"));
        html.Append(ReportChart.Patterns);
        html.Append(Invariant($"<header><h1><bdi>{titleHtml}</bdi></h1>\n<dl>"));
        if (account is not null)
        {
            AppendFact(html, ReportText.Account, HtmlText.Code(account));
        }

        AppendFact(html, ReportText.Period, Period(totals));
        html.Append("</dl></header>\n<main>\n");
        AppendTiles(html, totals.All);
        AppendNotes(html, totals, leftOut, repeated);
        if (totals.All.TotalCount == 0)
        {
            return html.Append(Invariant($"<p class=\"empty\">{language.Text(ReportText.Empty)}</p>\n")).ToString();
        }

        html.Append(totals.First is null
            ? $"<p class=\"note\">{language.Text(ReportText.NoTimesToDraw)}</p>\n"
            : new ReportChart(totals, language).Html());
        AppendNamed(html, ReportText.ByIban, ReportText.Iban, totals.ByIban, totals.All, NameOfIban);
        AppendNamed(html, ReportText.ByBank, ReportText.Bank, totals.ByBank, totals.All, one => HtmlText.Isolate(one.Name));
        html.Append(Invariant($"<section><h2>{language.Text(ReportText.Rows)}</h2>\n<table class=\"rows\"><thead><tr>"));
        foreach (var column in RowHtml.Columns)
        {
            html.Append("<th>").Append(language.Text(column));
        }

        return html.Append("<tbody>\n").ToString();
    }

    /// <summary>What stands below the rows.</summary>
    public string Foot(ReportTotals totals) =>
        (totals.All.TotalCount > 0 ? "</table></section>\n" : string.Empty)
        + $"</main>\n<footer>{language.Text(ReportText.Units)} "
        + $"{language.Text(ReportText.WrittenAt(language.Moment(IranTime.FromUtc(DateTime.UtcNow))))}</footer>\n</body>\n</html>\n";

    private string Period(ReportTotals totals) => (totals.First, totals.Last) switch
    {
        ({ } first, { } last) when first.Date == last.Date => Isolated(first),
        ({ } first, { } last) => $"{Isolated(first)} – {Isolated(last)}",
        _ => language.Text(ReportText.PeriodUnknown),
    };

    private string Isolated(DateTime day) => $"<bdi>{language.Day(day)}</bdi>";

    private void AppendFact(StringBuilder html, LocalizedText name, string value) =>
        html.Append(Invariant($"<div><dt>{language.Text(name)}<dd>{value}</div>"));

    private void AppendTiles(StringBuilder html, StatusTotals all)
    {
        var isLong = language.Number(all.TotalAmount).Length > MaxTileLength;
        html.Append(isLong ? "<ul class=\"tiles long\">" : "<ul class=\"tiles\">");
        foreach (var status in TotalsTable.Shown(all))
        {
            AppendTile(html, RowHtml.CssClass(status), ReportText.NameOf(status), all.Count(status), all.Amount(status));
        }

        AppendTile(html, "all", ReportText.Total, all.TotalCount, all.TotalAmount);
        html.Append("</ul>\n");
    }

    private void AppendTile(StringBuilder html, string cssClass, LocalizedText name, long count, decimal amount)
    {
        html.Append(Invariant($"<li><b class=\"{cssClass}\">{language.Text(name)}</b><strong>{language.Number(amount)}</strong>"));
        html.Append(Invariant($"<span>{language.Text(ReportText.Count)}: {language.Number(count)}</span>"));
    }

    private void AppendNotes(StringBuilder html, ReportTotals totals, long leftOut, long repeated)
    {
        AppendNote(html, leftOut, ReportText.LeftOut);
        AppendNote(html, repeated, ReportText.Repeated);
        AppendNote(html, totals.WithoutTime, ReportText.WithoutTime);
    }

    private void AppendNote(StringBuilder html, long count, Func<string, LocalizedText> note)
    {
        if (count > 0)
        {
            html.Append(Invariant($"<p class=\"note\">{language.Text(note(language.Number(count)))}</p>\n"));
        }
    }

    /// <summary>The largest of them, and the others in one row.</summary>
    private void AppendNamed(
        StringBuilder html,
        LocalizedText title,
        LocalizedText heading,
        IReadOnlyCollection<NamedTotals> named,
        StatusTotals all,
        Func<NamedTotals, string> nameHtml)
    {
        var largest = named
            .OrderByDescending(one => one.Totals.Amount(ReportStatus.Paid))
            .ThenByDescending(one => one.Totals.TotalAmount)
            .ThenBy(one => one.Name, StringComparer.Ordinal)
            .ToArray();
        var rows = largest.Take(MaxNamed)
            .Select(one => (one.Name.Length == 0 ? language.Text(ReportText.NotGiven) : nameHtml(one), one.Totals));
        if (largest.Length > MaxNamed)
        {
            var others = StatusTotals.Sum(largest.Skip(MaxNamed).Select(one => one.Totals));
            rows = rows.Append((language.Text(ReportText.OthersOf(language.Number(largest.Length - MaxNamed))), others));
        }

        html.Append(Invariant($"<section><h2>{language.Text(title)}</h2>\n"));
        TotalsTable.Append(html, language, heading, rows, all);
        html.Append("</section>\n");
    }

    private static string NameOfIban(NamedTotals one) =>
        HtmlText.Code(one.Name) + (HtmlText.Isolate(one.Detail) is { Length: > 0 } holder ? $"<small>{holder}</small>" : string.Empty);
}
