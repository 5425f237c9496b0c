using System.Text.Json;

namespace Aqayepardakht.Http;

/// <summary>A field of a response is not what it must be. Its text is ours: it names the field and quotes nothing.</summary>
internal sealed class UnreadableFieldException(LocalizedText text) : JsonException(text.English)
{
    public LocalizedText Text { get; } = text;
}
