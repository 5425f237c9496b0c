using System;
using System.Globalization;
using System.Linq;
using System.Text;
using static System.FormattableString;

namespace Aqayepardakht.Commands;

/// <summary>
/// Amounts over time as columns in SVG. Places are percentages, so that the drawing takes any width while its text keeps its size.
/// Time runs in the direction of the language.
/// </summary>
internal sealed class ReportChart(ReportTotals totals, ReportLanguage language)
{
    private const int MinColumns = 8;
    private const int WideLabels = 12;
    private const int NarrowLabels = 3;
    private const int GridLines = 4;

    /// <summary>The patterns that tell the states apart without colour; every picture of the page refers to them.</summary>
    public const string Patterns = """
        <svg class="patterns" aria-hidden="true"><defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="ground pending" width="6" height="6"/><rect class="stroke pending" width="2.5" height="6"/></pattern>
        <pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect class="ground cancelled" width="6" height="6"/><circle class="stroke cancelled" cx="3" cy="3" r="1.6"/></pattern>
        <pattern id="lines" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect class="ground other" width="6" height="6"/><rect class="stroke other" width="6" height="2"/></pattern>
        </defs></svg>

        """;

    private readonly ChartPeriods _chart = ChartPeriods.Of(totals);

    public string Html()
    {
        var top = Math.Max(1, _chart.Periods.Max(period => period.Totals.TotalAmount));
        var step = NiceStep(top / GridLines);
        var max = Math.Ceiling(top / step) * step;
        var title = language.Text(_chart.Title);
        var html = new StringBuilder();
        html.Append("<section class=\"chart\"><h2>").Append(title).Append("</h2>").Append(LegendHtml());
        html.Append("<div class=\"figure\"><ol class=\"scale\">");
        for (var line = max; line >= 0; line -= step)
        {
            html.Append("<li>").Append(language.Number(line));
        }

        html.Append(Invariant($"</ol>\n<svg class=\"plot\" role=\"img\" aria-label=\"{title}\">\n"));
        for (var line = 0m; line <= max; line += step)
        {
            var y = Percent(100 - (100 * line / max));
            html.Append(Invariant($"<line class=\"grid\" x1=\"0%\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/>"));
        }

        html.Append('\n');
        for (var index = 0; index < _chart.Periods.Count; index++)
        {
            AppendColumn(html, index, max);
        }

        html.Append("</svg>\n<svg class=\"axis\" aria-hidden=\"true\">").Append(LabelsHtml()).Append("</svg></div>\n");
        html.Append("<details><summary>").Append(language.Text(ReportText.ChartFigures)).Append("</summary>");
        TotalsTable.Append(html, language, ReportText.Date, _chart.Periods.Select(Figures), totals.All);
        return html.Append("</details></section>\n").ToString();
    }

    /// <summary>The states that this report has, each with its sign.</summary>
    private string LegendHtml()
    {
        var html = new StringBuilder("<ul class=\"legend\">");
        foreach (var status in TotalsTable.Shown(totals.All))
        {
            html.Append(Invariant($"<li><svg><rect class=\"{RowHtml.CssClass(status)}\" width=\"100%\" height=\"100%\"/></svg>"));
            html.Append(language.Text(ReportText.NameOf(status)));
        }

        return html.Append("</ul>\n").ToString();
    }

    private void AppendColumn(StringBuilder html, int index, decimal max)
    {
        var period = _chart.Periods[index];
        if (period.Totals.TotalCount == 0)
        {
            return;
        }

        html.Append("<g><title>").Append(language.Digits(period.Label));
        foreach (var status in TotalsTable.Shown(period.Totals).Where(status => period.Totals.Count(status) > 0))
        {
            html.Append(Invariant($"\n{language.Text(ReportText.NameOf(status))}: {language.Number(period.Totals.Amount(status))}"));
        }

        html.Append("</title>");
        var bottom = 0m;
        foreach (var status in TotalsTable.Shown(period.Totals))
        {
            var height = 100 * period.Totals.Amount(status) / max;
            if (height > 0)
            {
                bottom += height;
                html.Append(Invariant($"<rect class=\"{RowHtml.CssClass(status)}\" x=\"{Percent(Center(index) - (Width * 0.36m))}\" "));
                html.Append(Invariant($"width=\"{Percent(Width * 0.72m)}\" y=\"{Percent(100 - bottom)}\" height=\"{Percent(height)}\"/>"));
            }
        }

        html.Append("</g>\n");
    }

    private decimal Width => 100m / Math.Max(MinColumns, _chart.Periods.Count);

    private decimal Center(int index)
    {
        var center = (index + 0.5m) * Width;
        return language.IsPersian ? 100 - center : center;
    }

    /// <summary>As many names as have room on a wide screen, and fewer of them on a narrow one.</summary>
    private string LabelsHtml()
    {
        var html = new StringBuilder();
        for (var index = 0; index < _chart.Periods.Count; index++)
        {
            var (wide, narrow) = (IsLabelled(index, WideLabels), IsLabelled(index, NarrowLabels));
            if (wide || narrow)
            {
                var screens = wide && narrow ? "label" : wide ? "label wide" : "label narrow";
                html.Append(Invariant($"<text class=\"{screens}\" x=\"{Percent(Center(index))}\" y=\"1.1em\">"));
                html.Append(language.Digits(_chart.Periods[index].Label)).Append("</text>");
            }
        }

        return html.ToString();
    }

    private bool IsLabelled(int index, int maxLabels)
    {
        var step = (_chart.Periods.Count + maxLabels - 1) / maxLabels;
        return index % step == step / 2 || _chart.Periods.Count <= step;
    }

    private (string Name, StatusTotals Totals) Figures(ChartPeriod period) => (language.Digits(period.Label), period.Totals);

    /// <summary>The next larger of 1, 2, 5, 10, 20, 50 and so on.</summary>
    private static decimal NiceStep(decimal atLeast)
    {
        for (var power = 1m; ; power *= 10)
        {
            foreach (var factor in new[] { 1, 2, 5 })
            {
                if (power * factor >= atLeast)
                {
                    return power * factor;
                }
            }
        }
    }

    private static string Percent(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
