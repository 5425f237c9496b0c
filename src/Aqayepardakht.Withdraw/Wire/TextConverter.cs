using System;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aqayepardakht.Wire;

/// <summary>Text from a JSON string, or from a JSON number as it is written. Null and empty text are null.</summary>
internal sealed class TextConverter : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
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
                throw new UnreadableFieldException($"a text was expected where a {reader.TokenType} is");
        }
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => throw new NotSupportedException();
}
