using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;

namespace Aqayepardakht.Benchmarks;

/// <summary>The plainest reader of a list: one HttpClient, one page after another, a source-generated serializer, and a count.</summary>
internal static class PlainLoop
{
    public static async Task<int> CountRowsAsync(Uri endpoint, int pages)
    {
        using var client = new HttpClient { BaseAddress = endpoint };
        var rows = 0;
        for (var page = 1; page <= pages; page++)
        {
            using var response = await client.PostAsJsonAsync("list", new PlainRequest("1", "2", page), PlainContext.Default.PlainRequest);
            var list = await response.Content.ReadFromJsonAsync(PlainContext.Default.PlainResponse);
            rows += list!.Data.Count;
        }

        return rows;
    }
}

internal sealed record PlainRequest(
    [property: JsonPropertyName("account")] string Account,
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("page")] int Page);

internal sealed record PlainResponse([property: JsonPropertyName("data")] List<PlainRow> Data);

internal sealed record PlainRow(
    [property: JsonPropertyName("id")] long Id,
    [property: JsonPropertyName("amount")] string Amount,
    [property: JsonPropertyName("holder_name")] string HolderName,
    [property: JsonPropertyName("bank_name")] string BankName,
    [property: JsonPropertyName("iban")] string Iban,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("updated_at")] string UpdatedAt,
    [property: JsonPropertyName("tracking_number")] string TrackingNumber);

[JsonSerializable(typeof(PlainRequest))]
[JsonSerializable(typeof(PlainResponse))]
internal sealed partial class PlainContext : JsonSerializerContext;
