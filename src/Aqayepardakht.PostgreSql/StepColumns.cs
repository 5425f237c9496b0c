using System;
using Npgsql;
using NpgsqlTypes;

namespace Aqayepardakht.PostgreSql;

/// <summary>A journal line as a row of the table of steps, and back.</summary>
internal static class StepColumns
{
    /// <summary>What <see cref="Read"/> reads, in its order.</summary>
    public const string Selected =
        "type, at, key, amount, iban, baseline_id, baseline_read_at, timeout_seconds, id, adopted, status, made_amount, made_iban, "
        + "holder_name, bank_name, created_at, code, reason, resolved_by";

    /// <summary>What <see cref="AddParameters"/> gives values for, in its order.</summary>
    public const string Inserted =
        "key, step, comparison_form, amount, iban, like_step, open_keys, adopted_in_flight_until, token, "
        + "type, baseline_id, baseline_read_at, timeout_seconds, id, adopted, status, made_amount, made_iban, differs, "
        + "holder_name, bank_name, created_at, code, reason, resolved_by";

    public static JournalLine Read(NpgsqlDataReader row, int first)
    {
        var type = row.GetString(first + 0);
        var isIntent = type == JournalLine.Intent;
        return new JournalLine
        {
            Version = JournalLine.CurrentVersion,
            Type = type,
            At = row.GetFieldValue<DateTimeOffset>(first + 1),
            Key = row.GetString(first + 2),
            Amount = isIntent ? row.GetInt64(first + 3) : Value<long>(row, first + 11),
            Iban = isIntent ? row.GetString(first + 4) : Text(row, first + 12),
            BaselineId = Value<long>(row, first + 5),
            BaselineReadAt = Value<DateTimeOffset>(row, first + 6),
            TimeoutSeconds = Value<double>(row, first + 7),
            Id = Value<long>(row, first + 8),
            Adopted = Value<bool>(row, first + 9),
            Status = Value<int>(row, first + 10),
            HolderName = Text(row, first + 13),
            BankName = Text(row, first + 14),
            CreatedAt = Value<DateTime>(row, first + 15),
            Code = Value<int>(row, first + 16),
            Reason = Text(row, first + 17),
            ResolvedBy = Text(row, first + 18),
        };
    }

    /// <param name="parameters">What the values are added to.</param>
    /// <param name="line">The step.</param>
    /// <param name="step">Its number among those of its key.</param>
    /// <param name="comparisonForm">The form in which its key is compared.</param>
    /// <param name="kind">The amount and IBAN of the payment.</param>
    /// <param name="like">The state of the payments of this amount and IBAN after the step.</param>
    /// <param name="token">By which this very attempt is known.</param>
    public static void AddParameters(
        NpgsqlParameterCollection parameters,
        JournalLine line,
        int step,
        string comparisonForm,
        (long Amount, string Iban) kind,
        LikeState like,
        Guid token)
    {
        Add(parameters, NpgsqlDbType.Text, line.Key);
        Add(parameters, NpgsqlDbType.Integer, step);
        Add(parameters, NpgsqlDbType.Text, comparisonForm);
        Add(parameters, NpgsqlDbType.Bigint, kind.Amount);
        Add(parameters, NpgsqlDbType.Text, kind.Iban);
        Add(parameters, NpgsqlDbType.Bigint, like.Step);
        Add(parameters, NpgsqlDbType.Text | NpgsqlDbType.Array, (string[])[.. like.OpenKeys]);
        Add(parameters, NpgsqlDbType.TimestampTz, like.AdoptedInFlightUntil?.ToUniversalTime());
        Add(parameters, NpgsqlDbType.Uuid, token);
        var isMade = line.Type == JournalLine.Made;
        Add(parameters, NpgsqlDbType.Text, line.Type);
        Add(parameters, NpgsqlDbType.Bigint, line.BaselineId);
        Add(parameters, NpgsqlDbType.TimestampTz, line.BaselineReadAt?.ToUniversalTime());
        Add(parameters, NpgsqlDbType.Double, line.TimeoutSeconds);
        Add(parameters, NpgsqlDbType.Bigint, line.Id);
        Add(parameters, NpgsqlDbType.Boolean, line.Adopted);
        Add(parameters, NpgsqlDbType.Integer, line.Status);
        Add(parameters, NpgsqlDbType.Bigint, isMade ? line.Amount : null);
        Add(parameters, NpgsqlDbType.Text, isMade ? Storable(line.Iban) : null);
        Add(parameters, NpgsqlDbType.Boolean, isMade ? line.DiffersFromRequest(kind.Iban) : null);
        Add(parameters, NpgsqlDbType.Text, Storable(line.HolderName));
        Add(parameters, NpgsqlDbType.Text, Storable(line.BankName));
        Add(parameters, NpgsqlDbType.Timestamp, line.CreatedAt);
        Add(parameters, NpgsqlDbType.Integer, line.Code);
        Add(parameters, NpgsqlDbType.Text, Storable(line.Reason));
        Add(parameters, NpgsqlDbType.Text, Storable(line.ResolvedBy));
    }

    public static void Add(NpgsqlParameterCollection parameters, NpgsqlDbType type, object? value) =>
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });

    /// <summary>PostgreSQL stores every character but U+0000, and no half of a pair; a bank's name may have either.</summary>
    private static string? Storable(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var encoding = System.Text.Encoding.UTF8;
        return encoding.GetString(encoding.GetBytes(text)).Replace('\0', '\uFFFD');
    }

    private static T? Value<T>(NpgsqlDataReader row, int column)
        where T : struct => row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
