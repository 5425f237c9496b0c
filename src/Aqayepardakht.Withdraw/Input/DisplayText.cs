#if NET
using System;
using System.Buffers;
#endif
using System.Globalization;
using System.Text;

namespace Aqayepardakht;

/// <summary>
/// Text from outside as a terminal, a log or a sheet may show it: it commands nothing, and its characters stand in the order in which they
/// are stored.
/// </summary>
public static class DisplayText
{
    private const string LineBreaksAndTabs = "\t\n\v\f\r\u0085\u2028\u2029";

    /// <summary>Marks, embeddings, overrides and isolates. Even the mildest, U+200F, exchanges two numbers around it.</summary>
    private const string DirectionMarks = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

#if NET
    private static readonly SearchValues<char> Unsafe = SearchValues.Create(AllControls() + LineBreaksAndTabs + DirectionMarks);
#endif

    /// <summary>
    /// Shows control characters by their number (<c>\u001B</c>), line breaks and tabs as a space and half of a surrogate pair as U+FFFD,
    /// and leaves out direction marks. Joiners stay, since Persian words are written with them.
    /// </summary>
    /// <returns>The same string when nothing in it has to be changed; null for null.</returns>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public static string? Clean(string? text) => text is null || IndexOfUnsafe(text) < 0 ? text : Rewrite(text, keep: null);

    /// <summary>The same for a sentence of our own, whose left-to-right marks hold numbers in a Persian line together.</summary>
    internal static string CleanSentence(string text) => IndexOfUnsafe(text) < 0 ? text : Rewrite(text, keep: '\u200E');

    private static string Rewrite(string text, char? keep)
    {
        var clean = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (LineBreaksAndTabs.IndexOf(character) >= 0)
            {
                clean.Append(' ');
            }
            else if (char.IsControl(character))
            {
                clean.Append("\\u").Append(((int)character).ToString("X4", CultureInfo.InvariantCulture));
            }
            else if (char.IsSurrogate(character))
            {
                var isPair = index + 1 < text.Length && char.IsSurrogatePair(character, text[index + 1]);
                _ = isPair ? clean.Append(character).Append(text[++index]) : clean.Append('\uFFFD');
            }
            else if (character == keep || DirectionMarks.IndexOf(character) < 0)
            {
                clean.Append(character);
            }
        }

        return clean.ToString();
    }

#if NET
    private static int IndexOfUnsafe(string text)
    {
        var index = text.AsSpan().IndexOfAny(Unsafe);
        return index >= 0 ? index : text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
    }

    private static string AllControls()
    {
        var controls = new StringBuilder();
        for (var character = '\0'; character <= '\u009F'; character++)
        {
            if (char.IsControl(character))
            {
                controls.Append(character);
            }
        }

        return controls.ToString();
    }
#else
    private static int IndexOfUnsafe(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character is < ' ' or >= '\u007F' and <= '\u009F' or >= '\uD800' and <= '\uDFFF'
                || (character >= '\u061C' && (DirectionMarks.IndexOf(character) >= 0 || LineBreaksAndTabs.IndexOf(character) >= 0)))
            {
                return index;
            }
        }

        return -1;
    }
#endif
}
