using System.Text;
using System.Text.Json;

namespace Aqayepardakht.Http;

/// <summary>Text that the gateway writes as a JSON string or as a JSON number.</summary>
internal static class TextOrNumber
{
    /// <summary>Reads the text under the reader, a number as it is written; null for null and for empty text.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <param name="likely">A text that is likely to come again, such as the row before has; it is given back instead of a copy.</param>
    public static string? Read(ref Utf8JsonReader reader, string? likely = null)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String when likely is not null && reader.ValueTextEquals(likely):
                return likely;
            case JsonTokenType.String:
                var text = reader.GetString();
                return string.IsNullOrEmpty(text) ? null : text;
            case JsonTokenType.Number:
                var digits = reader.ValueSpan;
#if NET
                return Encoding.UTF8.GetString(digits);
#else
                return Encoding.UTF8.GetString(digits.ToArray());
#endif
            default:
                throw new UnreadableFieldException(Messages.TextExpected(reader.TokenType));
        }
    }
}
