using System;
using System.Globalization;

namespace Aqayepardakht;

/// <summary>One text in the two languages of this library's users.</summary>
/// <remarks>The two stand side by side, so that neither is changed without the other.</remarks>
public sealed class LocalizedText
{
    /// <summary>Creates a text from its two versions, each one line (<see cref="DisplayText"/>).</summary>
    public LocalizedText(string english, string persian)
    {
        // Every sentence passes here, and with it whatever of a file, a header or an argument is quoted in it.
        English = DisplayText.CleanSentence(english ?? throw new ArgumentNullException(nameof(english)));
        Persian = DisplayText.CleanSentence(persian ?? throw new ArgumentNullException(nameof(persian)));
    }

    /// <summary>The English version.</summary>
    public string English { get; }

    /// <summary>The Persian version.</summary>
    public string Persian { get; }

    /// <summary>The version for a culture: Persian for every <c>fa</c> culture, English for any other.</summary>
    public string For(CultureInfo culture)
    {
        if (culture is null)
        {
            throw new ArgumentNullException(nameof(culture));
        }

        return string.Equals(culture.TwoLetterISOLanguageName, "fa", StringComparison.Ordinal) ? Persian : English;
    }

    /// <summary>The version for <see cref="CultureInfo.CurrentUICulture"/>.</summary>
    public override string ToString() => For(CultureInfo.CurrentUICulture);
}
