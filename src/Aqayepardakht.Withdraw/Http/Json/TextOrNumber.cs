using System;
using System.Text;
using System.Text.Json;

namespace Aqayepardakht.Http;

/// <summary>Text that the gateway writes as a JSON string or as a JSON number, fit to be shown (<see cref="DisplayText"/>).</summary>
internal static class TextOrNumber
{
    /// <summary>Reads the value under the reader, a number as it is written; null for null, for empty text and for anything else.</summary>
    /// <param name="reader">Stands on the value, and on its end afterwards.</param>
    /// <param name="likely">A text that is likely to come again, such as the row before has; it is given back instead of a copy.</param>
    public static string? Read(ref Utf8JsonReader reader, string? likely = null)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String when likely is not null && !reader.ValueIsEscaped && reader.ValueTextEquals(likely):
                return likely;
            case JsonTokenType.String:
                return reader.ValueSpan.IsEmpty ? null : ReadString(ref reader);
            case JsonTokenType.Number:
                return Decode(reader.ValueSpan);
            default:
                reader.Skip();
                return null;
        }
    }

    private static string? ReadString(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            // Bytes that are not UTF-8 become U+FFFD; a name in another encoding is no reason to lose its row.
            return DisplayText.Clean(Decode(reader.ValueSpan));
        }

        try
        {
            return DisplayText.Clean(reader.GetString());
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
#if NET
        return Encoding.UTF8.GetString(bytes);
#else
        return Encoding.UTF8.GetString(bytes.ToArray());
#endif
    }
}
