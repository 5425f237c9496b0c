using System;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Commands.Tests.Reports;

/// <summary>What only a browser can tell of a report: that it fits, that it can be read, and that nothing in it runs.</summary>
public sealed class ReportPageTests(ReportPages pages) : IClassFixture<ReportPages>
{
    /// <summary>
    /// How far the page sticks out of its screen, the smallest text, and the text that stands out least from what is behind it (WCAG's
    /// ratio, 4.5 or more for everyone to read it).
    /// </summary>
    private const string Measure = """
        (() => {
          const numbers = color => color.match(/[\d.]+/g).map(Number);
          const light = color => {
            const [r, g, b] = numbers(color).map(one => one / 255).map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const behind = element => {
            for (let one = element; one; one = one.parentElement) {
              const color = getComputedStyle(one).backgroundColor;
              const parts = numbers(color);
              if (parts.length < 4 || parts[3] > 0) return color;
            }
            return 'rgb(255, 255, 255)';
          };
          let smallest = 1000, contrast = 1000, worst = '', outside = '';
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            const element = texts.currentNode.parentElement;
            const style = getComputedStyle(element);
            const box = element.getBoundingClientRect();
            if (!texts.currentNode.data.trim() || !box.width || element.closest('title, thead, defs')) continue;
            smallest = Math.min(smallest, parseFloat(style.fontSize));
            const [a, b] = [light(element instanceof SVGElement ? style.fill : style.color), light(behind(element))].sort((x, y) => y - x);
            const ratio = (a + 0.05) / (b + 0.05);
            if (ratio < contrast) [contrast, worst] = [ratio, texts.currentNode.data];
            if (box.left < -0.5 || box.right > innerWidth + 0.5) outside += texts.currentNode.data + '\n';
          }
          return { width: innerWidth, overflow: document.documentElement.scrollWidth - innerWidth, smallest, contrast, worst, outside };
        })()
        """;

    public static TheoryData<string, int, bool> Screens
    {
        get
        {
            var screens = new TheoryData<string, int, bool>();
            foreach (var page in new[] { "hostile-fa", "hostile-en", "empty-fa", "empty-en" })
            {
                foreach (var width in new[] { 360, 820, 1280 })
                {
                    screens.Add(page, width, false);
                    screens.Add(page, width, true);
                }
            }

            return screens;
        }
    }

    [ChromiumTheory]
    [MemberData(nameof(Screens))]
    public async Task It_fits_the_screen_and_can_be_read(string page, int width, bool isDark)
    {
        await pages.Browser.OpenAsync(pages.PathOf(page), width, isDark);

        var measured = await pages.Browser.EvaluateAsync(Measure);
        Assert.Equal(width, (int)measured["width"]!);
        Assert.True((int)measured["overflow"]! <= 0, measured.ToJsonString());
        Assert.Equal("", (string?)measured["outside"]);
        Assert.InRange((double)measured["smallest"]!, 10, 20);
        Assert.True((double)measured["contrast"]! is >= 4.5 and <= 21, measured.ToJsonString());
    }

    [ChromiumTheory]
    [InlineData("hostile-fa")]
    [InlineData("hostile-en")]
    public async Task Nothing_in_it_runs_or_is_loaded(string page)
    {
        await pages.Browser.OpenAsync(pages.PathOf(page), 1280);

        Assert.Empty(pages.Browser.Complaints);
        Assert.Equal([new Uri(pages.PathOf(page)).AbsoluteUri], pages.Browser.Requests);
        Assert.StartsWith("گزارش <b>", (string?)await pages.Browser.EvaluateAsync("document.title"), StringComparison.Ordinal);
        Assert.Equal(0, (int)await pages.Browser.EvaluateAsync("document.querySelectorAll('script, img, h1 b').length"));
        Assert.Equal(120, (int)await pages.Browser.EvaluateAsync("document.querySelectorAll('.rows tbody tr').length"));
    }

    [ChromiumFact]
    public async Task Its_style_is_the_only_one_that_its_policy_lets_apply()
    {
        await pages.Browser.OpenAsync(pages.PathOf("hostile-en"), 1280);

        await pages.Browser.EvaluateAsync("document.body.insertAdjacentHTML('beforeend', '<p id=added style=\"color: rgb(1, 2, 3)\">x</p>') ?? 0");
        Assert.NotEqual("rgb(1, 2, 3)", (string?)await pages.Browser.EvaluateAsync("getComputedStyle(document.getElementById('added')).color"));
        Assert.NotEmpty(pages.Browser.Complaints);
    }

    [ChromiumTheory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task A_click_selects_a_tracking_number_whole(int width)
    {
        await pages.Browser.OpenAsync(pages.PathOf("hostile-fa"), width);

        const string Cell = "document.querySelector('.rows td:nth-child(7) bdi')";
        Assert.Equal("140509046973853449", (string?)await pages.Browser.EvaluateAsync(Cell + ".innerText"));
        Assert.Equal("all", (string?)await pages.Browser.EvaluateAsync($"getComputedStyle({Cell}).userSelect"));
        Assert.Equal(1, (int)await pages.Browser.EvaluateAsync($"{Cell}.getClientRects().length"));
    }

    [ChromiumFact]
    public async Task It_prints_on_A4_with_its_headings_on_every_page_and_no_row_cut()
    {
        await pages.Browser.OpenAsync(pages.PathOf("hostile-fa"), 1280);
        await pages.Browser.PrintAsync();
        var pdf = Encoding.Latin1.GetString(await pages.Browser.PdfAsync());

        Assert.True(Regex.Count(pdf, @"/Type /Page\b") > 2);
        Assert.All(Regex.Matches(pdf, @"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]").Cast<Match>(), box => Assert.Equal(("595", "842"), (Rounded(box.Groups[1]), Rounded(box.Groups[2]))));
        Assert.Equal("table-header-group", (string?)await pages.Browser.EvaluateAsync("getComputedStyle(document.querySelector('.rows thead')).display"));
        Assert.Equal("avoid", (string?)await pages.Browser.EvaluateAsync("getComputedStyle(document.querySelector('.rows tbody tr')).breakInside"));

        static string Rounded(Group number) => Math.Round(double.Parse(number.Value, System.Globalization.CultureInfo.InvariantCulture)).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [ChromiumFact]
    public async Task A_list_of_ten_thousand_opens_without_a_complaint()
    {
        await pages.Browser.OpenAsync(pages.PathOf("many"), 1280);

        Assert.Empty(pages.Browser.Complaints);
        Assert.Equal(ReportPages.ManyRows, (int)await pages.Browser.EvaluateAsync("document.querySelectorAll('.rows tbody tr').length"));
    }
}
