using System.Collections.Generic;
using System.Text.Json;

namespace Aqayepardakht.Neighbour;

/// <summary>Uses the neighbour's System.Text.Json and says which one it is.</summary>
public static class Json
{
    public static string Describe()
    {
        var json = JsonSerializer.Serialize(new Dictionary<string, long> { ["amount"] = 55214 });
        var amount = JsonDocument.Parse(json).RootElement.GetProperty("amount").GetInt64();
        var assembly = typeof(JsonSerializer).Assembly;
        return $"{amount} by {assembly.GetName().Version} from {assembly.Location}";
    }
}
