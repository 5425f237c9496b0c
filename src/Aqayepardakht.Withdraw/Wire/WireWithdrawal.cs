using System;
using System.Text.Json.Serialization;

namespace Aqayepardakht.Wire;

/// <summary>A withdrawal with the gateway's own field names. Each field is read from a JSON string or a JSON number.</summary>
internal sealed class WireWithdrawal
{
    [JsonPropertyName("id")]
    [JsonConverter(typeof(IdConverter))]
    public long? Id { get; set; }

    [JsonPropertyName("amount")]
    [JsonConverter(typeof(AmountConverter))]
    public long? Amount { get; set; }

    [JsonPropertyName("status")]
    [JsonConverter(typeof(StatusConverter))]
    public int? Status { get; set; }

    [JsonPropertyName("holder_name")]
    [JsonConverter(typeof(TextConverter))]
    public string? HolderName { get; set; }

    [JsonPropertyName("bank_name")]
    [JsonConverter(typeof(TextConverter))]
    public string? BankName { get; set; }

    [JsonPropertyName("iban")]
    [JsonConverter(typeof(TextConverter))]
    public string? Iban { get; set; }

    [JsonPropertyName("created_at")]
    [JsonConverter(typeof(TimeConverter))]
    public DateTime? CreatedAt { get; set; }

    [JsonPropertyName("updated_at")]
    [JsonConverter(typeof(TimeConverter))]
    public DateTime? UpdatedAt { get; set; }

    [JsonPropertyName("tracking_number")]
    [JsonConverter(typeof(TextConverter))]
    public string? TrackingNumber { get; set; }

    [JsonPropertyName("comment")]
    [JsonConverter(typeof(TextConverter))]
    public string? Comment { get; set; }
}
