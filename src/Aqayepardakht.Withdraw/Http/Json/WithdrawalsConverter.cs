using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aqayepardakht.Http;

/// <summary>
/// The <c>data</c> of a response: an array of withdrawals, or one bare withdrawal. The rows are read by hand, straight into what is
/// emitted: they are most of the work of a list.
/// </summary>
internal sealed class WithdrawalsConverter : JsonConverter<List<Withdrawal>?>
{
    public override List<Withdrawal>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.StartObject:
                return [ReadOne(ref reader, null)];
            case JsonTokenType.StartArray:
                var withdrawals = new List<Withdrawal>();
                Withdrawal? before = null;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    withdrawals.Add(before = ReadOne(ref reader, before));
                }

                return withdrawals;
            default:
                throw new UnreadableFieldException(Messages.DataOfOtherType(reader.TokenType));
        }
    }

    public override void Write(Utf8JsonWriter writer, List<Withdrawal>? value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static Withdrawal ReadOne(ref Utf8JsonReader reader, Withdrawal? before)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new UnreadableFieldException(Messages.RowOfOtherType(reader.TokenType));
        }

        long? id = null;
        long? amount = null;
        long? status = null;
        DateTime? createdAt = null;
        DateTime? updatedAt = null;
        string? holderName = null;
        string? bankName = null;
        string? iban = null;
        string? trackingNumber = null;
        string? comment = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                id = WholeNumber.Read(ref reader, "id", zeroFraction: false);
            }
            else if (reader.ValueTextEquals("amount"u8))
            {
                reader.Read();
                amount = WholeNumber.Read(ref reader, "amount", zeroFraction: true);
            }
            else if (reader.ValueTextEquals("holder_name"u8))
            {
                reader.Read();
                holderName = TextOrNumber.Read(ref reader, before?.HolderName);
            }
            else if (reader.ValueTextEquals("bank_name"u8))
            {
                reader.Read();
                bankName = TextOrNumber.Read(ref reader, before?.BankName);
            }
            else if (reader.ValueTextEquals("iban"u8))
            {
                reader.Read();
                iban = TextOrNumber.Read(ref reader, before?.Iban);
            }
            else if (reader.ValueTextEquals("status"u8))
            {
                reader.Read();
                status = WholeNumber.Read(ref reader, "status", zeroFraction: false);
            }
            else if (reader.ValueTextEquals("created_at"u8))
            {
                reader.Read();
                createdAt = GatewayTime.Read(ref reader);
            }
            else if (reader.ValueTextEquals("updated_at"u8))
            {
                reader.Read();
                updatedAt = GatewayTime.Read(ref reader);
            }
            else if (reader.ValueTextEquals("tracking_number"u8))
            {
                reader.Read();
                trackingNumber = TextOrNumber.Read(ref reader);
            }
            else if (reader.ValueTextEquals("comment"u8))
            {
                reader.Read();
                comment = TextOrNumber.Read(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new Withdrawal
        {
            Id = id ?? throw Missing("id"),
            Amount = amount ?? throw Missing("amount"),
            Status = status switch
            {
                null => throw Missing("status"),
                >= int.MinValue and <= int.MaxValue => (WithdrawalStatus)status.Value,
                _ => throw new UnreadableFieldException(Messages.FieldNotWhole("status")),
            },
            HolderName = holderName,
            BankName = bankName,
            Iban = iban,
            CreatedAt = createdAt ?? throw Missing("created_at"),
            UpdatedAt = updatedAt,
            TrackingNumber = trackingNumber,
            Comment = comment,
        };
    }

    private static UnreadableFieldException Missing(string field) => new(Messages.RowWithout(field));
}
