using System.Globalization;
using System.Text;

namespace Aqayepardakht;

/// <summary>Direction marks, zero-width characters and the like, which come along when text is copied out of a Persian page or sheet.</summary>
public static class InvisibleMarks
{
    private const char ZeroWidthNonJoiner = '\u200C';
    private const char ZeroWidthJoiner = '\u200D';

    /// <summary>Leaves all of them out.</summary>
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

    /// <summary>Leaves out those around the text, and spaces.</summary>
    public static string Trim(string text)
    {
        var (first, last) = (0, text.Length - 1);
        while (first <= last && IsUnseen(text[first]))
        {
            first++;
        }

        while (last >= first && IsUnseen(text[last]))
        {
            last--;
        }

        return text.Substring(first, last - first + 1);

        static bool IsUnseen(char character) => IsMark(character) || char.IsWhiteSpace(character);
    }

    /// <summary>The place of the first one that is no part of the writing, as joiners are within Persian words and emoji; -1 when there is none.</summary>
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

    /// <summary>The soft hyphen is one of them, but for .NET Framework, which takes it for a dash.</summary>
    private static bool IsMark(char character) => character == '\u00AD' || char.GetUnicodeCategory(character) == UnicodeCategory.Format;
}
