using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using static System.FormattableString;

namespace Aqayepardakht.Commands;

/// <summary>How a report looks, and the policy that lets a browser apply this style and load nothing else.</summary>
internal sealed class ReportStyle
{
    public ReportStyle(ReportLanguage language)
    {
        Css = ReadSheet() + LabelsOf(language);
        Policy = $"default-src 'none'; style-src 'sha256-{Hash(Css)}'; base-uri 'none'; form-action 'none'";
    }

    public string Css { get; }

    public string Policy { get; }

    /// <summary>On a phone a row is a card, and each of its cells says what it is.</summary>
    private static string LabelsOf(ReportLanguage language)
    {
        var css = new StringBuilder("@media screen and (max-width: 60rem) {\n");
        for (var index = 0; index < RowHtml.Columns.Length; index++)
        {
            css.Append(Invariant($".rows td:nth-child({index + 1})::before {{ content: \"{language.Text(RowHtml.Columns[index])}\"; }}\n"));
        }

        return css.Append("}\n").ToString();
    }

    private static string ReadSheet()
    {
        using var stream = typeof(ReportStyle).Assembly.GetManifestResourceStream("Report.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // A checkout on Windows may have other line ends than the browser hashes.
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }

    private static string Hash(string css)
    {
        var bytes = Encoding.UTF8.GetBytes(css);
#if NET
        return Convert.ToBase64String(SHA256.HashData(bytes));
#else
        using var sha256 = SHA256.Create();
        return Convert.ToBase64String(sha256.ComputeHash(bytes));
#endif
    }
}
