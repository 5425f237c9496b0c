using System.Globalization;
using System.Text;

namespace Aqayepardakht;

/// <summary>Direction marks, zero-width characters and the like, which are copied along with text from Persian pages and sheets.</summary>
internal static class InvisibleMarks
{
    private const char ZeroWidthNonJoiner = '\u200C';
    private const char ZeroWidthJoiner = '\u200D';

    /// <summary>Removes all of them.</summary>
    public static string Remove(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!IsMark(character))
            {
                kept.Append(character);
            }
        }

        return kept.ToString();
    }

    /// <summary>Removes those around the text, and spaces.</summary>
    public static string Trim(string text)
    {
        var (first, last) = (0, text.Length - 1);
        while (first <= last && IsInvisible(text[first]))
        {
            first++;
        }

        while (last >= first && IsInvisible(text[last]))
        {
            last--;
        }

        return text.Substring(first, last - first + 1);

        static bool IsInvisible(char character) => IsMark(character) || char.IsWhiteSpace(character);
    }

    /// <summary>Whether any is left between visible characters once those around the text are removed.</summary>
    public static bool AreWithin(string text) => Trim(text).Length != Remove(text).Trim().Length;

    /// <summary>The index of the first one, or -1. Joiners within Persian words and emoji belong to the writing and do not count.</summary>
    public static int IndexIn(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var joins = text[index] is ZeroWidthNonJoiner or ZeroWidthJoiner
                && index > 0 && index + 1 < text.Length
                && text[index - 1] > 127 && text[index + 1] > 127;
            if (IsMark(text[index]) && !joins)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>The soft hyphen is named, since .NET Framework takes it for a dash.</summary>
    private static bool IsMark(char character) => character == '\u00AD' || char.GetUnicodeCategory(character) == UnicodeCategory.Format;
}
