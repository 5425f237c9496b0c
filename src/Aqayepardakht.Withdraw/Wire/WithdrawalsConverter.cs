using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aqayepardakht.Wire;

/// <summary>The <c>data</c> of an answer: an array of withdrawals, or one bare withdrawal.</summary>
internal sealed class WithdrawalsConverter : JsonConverter<List<Withdrawal>?>
{
    public override List<Withdrawal>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.StartObject:
                return [ReadOne(ref reader)];
            case JsonTokenType.StartArray:
                var withdrawals = new List<Withdrawal>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    withdrawals.Add(ReadOne(ref reader));
                }

                return withdrawals;
            default:
                throw new UnreadableFieldException($"'data' is a {reader.TokenType} and not withdrawals");
        }
    }

    public override void Write(Utf8JsonWriter writer, List<Withdrawal>? value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static Withdrawal ReadOne(ref Utf8JsonReader reader)
    {
        var wire = JsonSerializer.Deserialize(ref reader, WireContext.Default.WireWithdrawal)
            ?? throw new UnreadableFieldException("a withdrawal is null");
        return new Withdrawal
        {
            Id = wire.Id ?? throw Missing("id"),
            Amount = wire.Amount ?? throw Missing("amount"),
            Status = (WithdrawalStatus)(wire.Status ?? throw Missing("status")),
            HolderName = wire.HolderName,
            BankName = wire.BankName,
            Iban = wire.Iban,
            CreatedAt = wire.CreatedAt ?? throw Missing("created_at"),
            UpdatedAt = wire.UpdatedAt,
            TrackingNumber = wire.TrackingNumber,
            Comment = wire.Comment,
        };
    }

    private static UnreadableFieldException Missing(string field) => new($"a withdrawal has no '{field}'");
}
