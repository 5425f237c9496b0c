using System;
using System.Globalization;

namespace Aqayepardakht.Tests;

/// <summary>Runs the code until it is disposed as on a computer that is set up for another country.</summary>
internal sealed class Culture : IDisposable
{
    /// <summary>Another i, another calendar, other digits, another minus and other separators, each where invariant text has none.</summary>
    public static readonly string[] Troublesome = ["tr-TR", "ar-SA", "th-TH", "fa-IR", "de-DE", "sv-SE"];

    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public Culture(string name)
    {
        var culture = new CultureInfo(name);
        culture.NumberFormat.NegativeSign = name.Length == 0 ? "-" : "\u2212";
        CultureInfo.CurrentCulture = culture;
    }

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
