using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace Aqayepardakht.Http;

/// <summary>The envelope that every response of the gateway comes in.</summary>
internal sealed class GatewayResponse
{
    [JsonPropertyName("status")]
    [JsonConverter(typeof(TextConverter))]
    public string? Status { get; set; }

    [JsonPropertyName("code")]
    [JsonConverter(typeof(TextConverter))]
    public string? Code { get; set; }

    [JsonPropertyName("total_moneyrequest")]
    [JsonConverter(typeof(CountConverter))]
    public long? TotalCount { get; set; }

    [JsonPropertyName("total_page")]
    [JsonConverter(typeof(CountConverter))]
    public long? TotalPages { get; set; }

    [JsonPropertyName("data")]
    [JsonConverter(typeof(WithdrawalsConverter))]
    public List<Withdrawal>? Data { get; set; }
}
