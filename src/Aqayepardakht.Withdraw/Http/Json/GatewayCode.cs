using System.Globalization;

namespace Aqayepardakht.Http;

/// <summary>
/// Error codes as the gateway and its documentation write them: <c>-1</c>, <c>1-</c> (right to left), Persian digits, with or without
/// quotes.
/// </summary>
internal static class GatewayCode
{
    /// <summary>Reads a code; a number without a sign is a code too, since the documentation's second table may lose it.</summary>
    public static bool TryParse(string? text, out int code)
    {
        code = 0;
        var digits = InputText.Normalize(text)
            .Trim(' ', '\t', '"', '\'')
            .Replace('\u2212', '-');
        var negative = digits.StartsWith("-", System.StringComparison.Ordinal) || digits.EndsWith("-", System.StringComparison.Ordinal);
        if (!int.TryParse(digits.Trim('-'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || digits.Length > (negative ? 1 : 0) + digits.Trim('-').Length)
        {
            return false;
        }

        code = negative ? -number : number;
        return true;
    }
}
