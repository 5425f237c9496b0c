using System.Globalization;
using System.Text;

namespace Aqayepardakht.Commands;

/// <summary>
/// Text from elsewhere as HTML. It stays text, and nothing in it is invisible: control characters, marks that change the direction of
/// writing and halves of surrogate pairs are shown as signs, so that a name cannot pretend to be another one.
/// </summary>
internal static class HtmlText
{
    public static string Encode(string? text)
    {
        if (text is null || IndexOfSpecial(text) < 0)
        {
            return text ?? string.Empty;
        }

        var html = new StringBuilder(text.Length + 16);
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogatePair(text, index))
            {
                html.Append(text, index++, 2);
                continue;
            }

            Append(html, text[index]);
        }

        return html.ToString();
    }

    /// <summary>Text in an element of its own, whose direction does not disturb the text around it; empty for no text.</summary>
    public static string Isolate(string? text) => string.IsNullOrWhiteSpace(text) ? string.Empty : $"<bdi>{Encode(text)}</bdi>";

    /// <summary>An id, an IBAN or another code: written from left to right, and selected as a whole.</summary>
    public static string Code(string? text) => string.IsNullOrWhiteSpace(text) ? string.Empty : $"<bdi class=\"code\">{Encode(text)}</bdi>";

    private static void Append(StringBuilder html, char character)
    {
        switch (character)
        {
            case '&':
                html.Append("&amp;");
                break;
            case '<':
                html.Append("&lt;");
                break;
            case '>':
                html.Append("&gt;");
                break;
            case '"':
                html.Append("&quot;");
                break;
            case '\'':
                html.Append("&#39;");
                break;
            case '\t' or '\n' or '\r':
                html.Append(' ');
                break;
            case < ' ':
                html.Append((char)('\u2400' + character));
                break;
            case '\u007F':
                html.Append('\u2421');
                break;
            default:
                html.Append(IsHidden(character) ? Escape(character) : character.ToString());
                break;
        }
    }

    private static string Escape(char character) => @"\u" + ((int)character).ToString("X4", CultureInfo.InvariantCulture);

    private static int IndexOfSpecial(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] is < ' ' or '&' or '<' or '>' or '"' or '\'' or '\u007F' || IsHidden(text[index]))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Joiners belong to Persian words and stay.</summary>
    private static bool IsHidden(char character) => character is not ('\u200C' or '\u200D')
        && (character is >= '\u0080' and < '\u00A0' or '\u2028' or '\u2029' or >= '\uFFF0'
            || char.IsSurrogate(character)
            || char.GetUnicodeCategory(character) == UnicodeCategory.Format);
}
