using System;
using System.Collections.Generic;
using System.Text.Json;

namespace Aqayepardakht.Http;

/// <summary>
/// Parses the <c>data</c> of a response: an array of withdrawals, one bare withdrawal, or an object whose values are the withdrawals,
/// which is what PHP's json_encode makes of an array with gaps (<c>{"1":{…},"3":{…}}</c>).
/// </summary>
internal static class RowParser
{
    /// <summary>A response with more unreadable rows than this is no list of withdrawals.</summary>
    private const int MaxUnreadableRows = 1000;

    /// <summary>Parses the value that the reader stands on.</summary>
    /// <returns>The rows; null when there is no data, or with the problem when it is something else than withdrawals.</returns>
    public static ResponseRows? Parse(ref Utf8JsonReader reader, out LocalizedText? problem)
    {
        problem = null;
        var rows = new ResponseRows();
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
            case JsonTokenType.String when reader.ValueSpan.IsEmpty:
                return null;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray && problem is null)
                {
                    problem = Add(ref reader, rows);
                }

                break;
            case JsonTokenType.StartObject when IsBareWithdrawal(reader):
                problem = Add(ref reader, rows);
                break;
            case JsonTokenType.StartObject when HasOnlyNumbersForNames(reader):
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && problem is null)
                {
                    reader.Read();
                    problem = Add(ref reader, rows);
                }

                break;
            default:
                problem = Messages.DataNotWithdrawals;
                break;
        }

        return rows;
    }

    private static bool IsBareWithdrawal(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8) || reader.ValueTextEquals("amount"u8))
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static bool HasOnlyNumbersForNames(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            foreach (var character in reader.ValueSpan)
            {
                if (character is < (byte)'0' or > (byte)'9')
                {
                    return false;
                }
            }

            reader.Skip();
        }

        return true;
    }

    /// <returns>Null, or why this cannot be a list of withdrawals.</returns>
    private static LocalizedText? Add(ref Utf8JsonReader reader, ResponseRows rows)
    {
        var start = reader;
        List<Withdrawal> withdrawals = rows.Withdrawals;
        var before = withdrawals.Count > 0 ? withdrawals[withdrawals.Count - 1] : null;
        if (TryParseRow(ref reader, before, rows, out var unreadable) is { } withdrawal)
        {
            withdrawals.Add(withdrawal);
            return null;
        }

        if (rows.Unreadable.Count == MaxUnreadableRows)
        {
            return unreadable!.Reason;
        }

        using var json = JsonDocument.ParseValue(ref start);
        rows.Unreadable.Add(unreadable!.With(rows.Count + 1, json.RootElement.GetRawText()));
        return null;
    }

    private static Withdrawal? TryParseRow(ref Utf8JsonReader reader, Withdrawal? before, ResponseRows rows, out RowFailure? failure)
    {
        failure = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            failure = new RowFailure(Messages.RowNotObject, null, null, null);
            reader.Skip();
            return null;
        }

        // What can be read of id, amount and status; `problem` is the first of them that is there and cannot.
        LocalizedText? problem = null;
        long? id = null;
        long? amount = null;
        long? status = null;
        DateTime? createdAt = null;
        DateTime? updatedAt = null;
        var updatedAtReadable = true;
        string? holderName = null;
        string? bankName = null;
        string? iban = null;
        string? trackingNumber = null;
        string? comment = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                id = ReadNumber(ref reader, "id", id, zeroFraction: false, ref problem);
            }
            else if (reader.ValueTextEquals("amount"u8))
            {
                amount = ReadNumber(ref reader, "amount", amount, zeroFraction: true, ref problem);
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
                status = ReadNumber(ref reader, "status", status, zeroFraction: false, ref problem);
                if (status is < int.MinValue or > int.MaxValue)
                {
                    problem ??= Messages.FieldNotWhole("status");
                    status = null;
                }
            }
            else if (reader.ValueTextEquals("created_at"u8))
            {
                reader.Read();
                GatewayTime.TryRead(ref reader, out createdAt);
            }
            else if (reader.ValueTextEquals("updated_at"u8))
            {
                reader.Read();
                updatedAtReadable = GatewayTime.TryRead(ref reader, out updatedAt);
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

        if (id is null || amount is null || status is null || problem is not null)
        {
            problem ??= Messages.RowWithout(id is null ? "id" : amount is null ? "amount" : "status");
            failure = new RowFailure(problem, id, amount, iban);
            return null;
        }

        rows.WithoutCreatedAt += createdAt is null ? 1 : 0;
        rows.WithUnreadableUpdatedAt += updatedAtReadable ? 0 : 1;
        return new Withdrawal
        {
            Id = id.Value,
            Amount = amount.Value,
            Status = (WithdrawalStatus)status.Value,
            HolderName = holderName,
            BankName = bankName,
            Iban = iban,
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
            TrackingNumber = trackingNumber,
            Comment = comment,
        };
    }

    private static long? ReadNumber(ref Utf8JsonReader reader, string field, long? earlier, bool zeroFraction, ref LocalizedText? problem)
    {
        reader.Read();
        if (WholeNumber.TryRead(ref reader, zeroFraction, out var number) && earlier is null)
        {
            return number;
        }

        problem ??= earlier is null ? Messages.FieldNotWhole(field) : Messages.FieldRepeated(field);
        return null;
    }

    private sealed record RowFailure(LocalizedText Reason, long? Id, long? Amount, string? Iban)
    {
        public UnreadableRow With(int position, string json) =>
            new(position, Reason, System.Text.Encoding.UTF8.GetBytes(json)) { Id = Id, Amount = Amount, Iban = Iban };
    }
}
