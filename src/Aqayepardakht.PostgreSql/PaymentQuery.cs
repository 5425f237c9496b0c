using Npgsql;
using NpgsqlTypes;

namespace Aqayepardakht.PostgreSql;

/// <summary>What is asked of the database about one payment. Each query takes the same parameters.</summary>
internal sealed class PaymentQuery(string account, string endpoint, string? key, WithdrawalRequest? request)
{
    /// <summary>The journal's row; null before the first payment.</summary>
    public const string Journal = "(SELECT id FROM aqayepardakht.journal WHERE account = $1 AND endpoint = $2)";

    /// <summary>
    /// The state of the payments of this amount and IBAN, and of those of any that the key stood for before, as their last step left it.
    /// </summary>
    public const string Likes = $"""
        WITH kinds AS (
            SELECT $4::bigint AS amount, $5::text AS iban WHERE $4::bigint IS NOT NULL
            UNION SELECT amount, iban FROM aqayepardakht.step WHERE journal = {Journal} AND key = $3::text
        )
        SELECT last.amount, last.iban, last.like_step, last.open_keys, last.adopted_in_flight_until
        FROM kinds CROSS JOIN LATERAL (
            SELECT s.* FROM aqayepardakht.step s
            WHERE s.journal = {Journal} AND s.amount = kinds.amount AND s.iban = kinds.iban
            ORDER BY s.like_step DESC LIMIT 1
        ) last
        """;

    /// <summary>All steps of the key, and of a key that a person takes for it.</summary>
    public const string OwnSteps = $"""
        SELECT position, step, {StepColumns.Selected} FROM aqayepardakht.step
        WHERE journal = {Journal} AND key = ANY (ARRAY[
            $3::text,
            (SELECT s.key FROM aqayepardakht.step s WHERE s.journal = {Journal} AND s.comparison_form = $6::text AND s.step = 1)])
        """;

    /// <summary>All steps of some keys.</summary>
    public const string StepsOfKeys = $"""
        SELECT position, step, {StepColumns.Selected} FROM aqayepardakht.step WHERE journal = {Journal} AND key = ANY ($3)
        """;

    public string Account => account;

    public string Endpoint => endpoint;

    public string? Key => key;

    public bool IsOf(string otherKey, WithdrawalRequest? other) =>
        key == otherKey && request is not null && request.Amount == other?.Amount && request.Iban == other.Iban;

    public NpgsqlBatchCommand Command(string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        StepColumns.Add(command.Parameters, NpgsqlDbType.Text, account);
        StepColumns.Add(command.Parameters, NpgsqlDbType.Text, endpoint);
        StepColumns.Add(command.Parameters, NpgsqlDbType.Text, key);
        StepColumns.Add(command.Parameters, NpgsqlDbType.Bigint, request?.Amount);
        StepColumns.Add(command.Parameters, NpgsqlDbType.Text, request?.Iban);
        StepColumns.Add(command.Parameters, NpgsqlDbType.Text, key is null ? null : IdempotencyKey.ComparisonForm(key));
        return command;
    }
}
