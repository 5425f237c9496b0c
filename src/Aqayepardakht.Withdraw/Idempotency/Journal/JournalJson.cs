using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Aqayepardakht;

/// <summary>How journal lines are written: absent values left out, and Persian text readable to a person who opens the file.</summary>
internal static class JournalJson
{
    public static JsonTypeInfo<JournalLine> Line { get; } = new JournalContext(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }).JournalLine;
}
