using System.Text.Json.Serialization;

namespace Aqayepardakht.Http;

/// <summary>What of a response is looked at when the rest of it cannot be read.</summary>
internal sealed class ErrorResponse
{
    [JsonPropertyName("status")]
    [JsonConverter(typeof(TextConverter))]
    public string? Status { get; set; }

    [JsonPropertyName("code")]
    [JsonConverter(typeof(TextConverter))]
    public string? Code { get; set; }
}
