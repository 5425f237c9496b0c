using System;
using System.Text.Json;

namespace Aqayepardakht.Sandbox;

/// <summary>The fields of a call's JSON body.</summary>
internal readonly struct CallBody
{
    private readonly JsonElement _fields;

    private CallBody(JsonElement fields) => _fields = fields;

    /// <summary>Parses a body. One that is not a JSON object has no fields, as with PHP's <c>json_decode</c>.</summary>
    public static CallBody Parse(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new CallBody(document.RootElement.Clone())
                : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>A field as text, numbers as they were sent; null when it is absent, null or blank.</summary>
    public string? this[string name]
    {
        get
        {
            if (_fields.ValueKind != JsonValueKind.Object
                || !_fields.TryGetProperty(name, out var field)
                || field.ValueKind == JsonValueKind.Null)
            {
                return null;
            }

            var text = field.ValueKind == JsonValueKind.String ? ReadString(field) : field.GetRawText();
            return string.IsNullOrWhiteSpace(text) ? null : text;
        }
    }

    private static string ReadString(JsonElement field)
    {
        try
        {
            return field.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is valid JSON but not valid text. Its raw form is treated like any other wrong value.
            return field.GetRawText();
        }
    }
}
