using System;
using System.Text.Json;

namespace Aqayepardakht.Sandbox;

/// <summary>The fields of a call's JSON body.</summary>
internal readonly struct CallBody
{
    private readonly JsonElement _fields;

    private CallBody(JsonElement fields) => _fields = fields;

    /// <summary>Reads a body; one that is not a JSON object has no fields, as PHP's <c>json_decode</c> leaves none.</summary>
    public static CallBody Read(byte[] body)
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

    /// <summary>A field as text, a number as it was written; null when it is absent, null or blank.</summary>
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
            // Half a surrogate pair is valid JSON and not valid text; its raw form is a wrong value like any other.
            return field.GetRawText();
        }
    }
}
