using System;

namespace Aqayepardakht;

/// <summary>The lines of a journal: its first, and those of a payment's steps.</summary>
internal static class JournalSteps
{
    public static JournalLine Header(string account, string endpoint, DateTimeOffset at) =>
        new() { Type = JournalLine.Header, At = at, Account = account, Endpoint = endpoint };

    public static JournalLine Intent(string key, WithdrawalRequest request, Baseline baseline, DateTimeOffset at, TimeSpan timeout) => new()
    {
        Type = JournalLine.Intent,
        At = at,
        Key = key,
        Amount = request.Amount,
        Iban = request.Iban,
        BaselineId = baseline.Id,
        BaselineReadAt = baseline.ReadAt,
        TimeoutSeconds = timeout.TotalSeconds,
    };

    /// <summary>Comes before the outcome of a payment that is not open: it was found out without a request.</summary>
    public static JournalLine FoundOut(string key, WithdrawalRequest request, Baseline baseline, DateTimeOffset at, TimeSpan timeout)
    {
        var line = Intent(key, request, baseline, at, timeout);
        line.Reason = JournalLine.FoundOutReason;
        return line;
    }

    public static JournalLine Made(
        JournalRecord record,
        Withdrawal withdrawal,
        bool isAdopted,
        DateTimeOffset at,
        string? resolvedBy = null) => new()
    {
        Type = JournalLine.Made,
        At = at,
        Key = record.Key,
        Id = withdrawal.Id,
        Adopted = isAdopted ? true : null,
        Amount = withdrawal.Amount == record.Amount ? null : withdrawal.Amount,
        Iban = withdrawal.Iban == record.Iban ? null : withdrawal.Iban,
        Status = (int)withdrawal.Status,
        HolderName = withdrawal.HolderName,
        BankName = withdrawal.BankName,
        CreatedAt = withdrawal.CreatedAt,
        ResolvedBy = resolvedBy,
    };

    public static JournalLine Refused(string key, int code, DateTimeOffset at) =>
        new() { Type = JournalLine.Refused, At = at, Key = key, Code = code };

    public static JournalLine Unknown(string key, string reason, DateTimeOffset at) =>
        new() { Type = JournalLine.Unknown, At = at, Key = key, Reason = reason };

    public static JournalLine NotMade(string key, string reason, DateTimeOffset at, string? resolvedBy = null) =>
        new() { Type = JournalLine.NotMade, At = at, Key = key, Reason = reason, ResolvedBy = resolvedBy };

    public static JournalLine NotSent(string key, DateTimeOffset at) => NotMade(key, JournalLine.NotSentReason, at);
}
