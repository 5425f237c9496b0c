using System;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Aqayepardakht.Http;

/// <summary>
/// Finds a secret in what a server sent back, however often it was encoded on the way and also where only a part of it is left.
/// A list of spellings cannot: a JSON text inside a JSON text inside a page is spelled in no way of its own.
/// </summary>
internal static class SecretDetector
{
    /// <summary>A secret counts as found when this many of its letters follow one another: too many for a coincidence.</summary>
    private const int Window = 6;

    /// <summary>How many times encoded text is decoded.</summary>
    private const int MaxLayers = 8;

    private static readonly Regex JsonEscape = new(@"\\+u([0-9a-fA-F]{4})", RegexOptions.CultureInvariant);
    private static readonly Regex EncodedBytes = new(@"(?:(?:%|\\+x)[0-9a-fA-F]{2})+", RegexOptions.CultureInvariant);

    /// <summary>Whether a part of the secret can be read out of the text.</summary>
    public static bool IsIn(string text, string secret)
    {
        var letters = Letters(Decode(secret));
        var shown = Letters(Decode(text));
        for (var from = 0; from + Window <= letters.Length; from++)
        {
            if (shown.IndexOf(letters.Substring(from, Window), StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static string Decode(string text)
    {
        for (var layer = 0; layer < MaxLayers; layer++)
        {
            var decoded = JsonEscape.Replace(text, static match => ((char)ReadHex(match.Groups[1].Value)).ToString());
            decoded = EncodedBytes.Replace(decoded, static match => ReadBytes(match.Value));
            decoded = WebUtility.HtmlDecode(decoded);
            if (decoded == text)
            {
                break;
            }

            text = decoded;
        }

        return text;
    }

    /// <summary>Quotes, slashes, spaces and plus signs are what encodings differ in; the letters between them stay.</summary>
    private static string Letters(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character))
            {
                letters.Append(character);
            }
        }

        return letters.ToString();
    }

    private static string ReadBytes(string encoded)
    {
        var digits = encoded.Replace("%", string.Empty).Replace("\\", string.Empty).Replace("x", string.Empty);
        var bytes = new byte[digits.Length / 2];
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] = (byte)ReadHex(digits.Substring(index * 2, 2));
        }

        return Encoding.UTF8.GetString(bytes);
    }

    private static int ReadHex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
