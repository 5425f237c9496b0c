using System;
using System.Collections.Generic;
using System.Linq;

namespace Aqayepardakht;

/// <summary>The journal in memory: the state of every key, the ids that keys claim, and the open intents.</summary>
internal sealed class JournalIndex
{
    private readonly Dictionary<string, JournalRecord> _records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _keysByMeaning = new(StringComparer.Ordinal);
    private readonly HashSet<long> _claimed = [];
    private readonly HashSet<JournalRecord> _open = [];
    private readonly Dictionary<(long Amount, string Iban), DateTimeOffset> _adoptedInFlightUntil = [];
    private long _intents;

    public string? Account { get; private set; }

    public string? Endpoint { get; private set; }

    public IEnumerable<JournalRecord> Records => _records.Values;

    /// <summary>The highest withdrawal id that the gateway has shown; 0 before the first.</summary>
    public long HighestId { get; private set; }

    /// <summary>The latest time in the journal; a clock that is behind it was set back.</summary>
    public DateTimeOffset LatestAt { get; private set; }

    /// <summary>Whether the gateway ever registered another amount or IBAN than was requested.</summary>
    public bool ResponsesDiffer { get; private set; }

    public JournalRecord? Find(string key) => _records.TryGetValue(key, out var record) ? record : null;

    /// <summary>
    /// By how much the gateway's clock is ahead of this computer's, from the latest request whose response came; null before the first.
    /// </summary>
    public TimeSpan? GatewayClockOffset { get; private set; }

    /// <summary>
    /// A key in the journal that a person takes for the same as this one although it is written differently; null for none.
    /// </summary>
    public string? FindLookAlike(string key) =>
        _keysByMeaning.TryGetValue(IdempotencyKey.Meaning(key), out var known) && known != key ? known : null;

    public bool IsClaimed(long id) => _claimed.Contains(id);

    /// <summary>The open intents that could stand for one another: same amount, same IBAN; oldest first.</summary>
    public IReadOnlyList<JournalRecord> OpenLike(JournalRecord record) =>
        [.. _open.Where(other => other.Amount == record.Amount && other.Iban == record.Iban).OrderBy(other => other.Sequence)];

    /// <summary>
    /// Until when a request of an adopted intent with this amount and IBAN can still be on its way. The withdrawal that it adopted may have
    /// been made by another intent like it, and its own may still come.
    /// </summary>
    public DateTimeOffset? AdoptedInFlightUntil(JournalRecord record) =>
        _adoptedInFlightUntil.TryGetValue((record.Amount, record.Iban), out var quiet) ? quiet : null;

    /// <summary>Applies a line.</summary>
    /// <returns>Null, or what is wrong with it.</returns>
    public LocalizedText? Apply(JournalLine line)
    {
        if (Account is null)
        {
            return line.Type == JournalLine.Header ? ApplyHeader(line) : JournalErrors.NoHeader;
        }

        LatestAt = line.At > LatestAt ? line.At : LatestAt;
        if (line.Type == JournalLine.Intent)
        {
            return ApplyIntent(line);
        }

        if (line.Key is null || Find(line.Key) is not { State: JournalState.Open } record)
        {
            return JournalErrors.NoOpenIntent(line.Type);
        }

        return line.Type switch
        {
            JournalLine.Unknown => ApplyUnknown(record, line),
            JournalLine.Made => ApplyMade(record, line),
            JournalLine.Refused => Close(record, JournalState.Refused, line),
            JournalLine.NotMade => ApplyNotMade(record, line),
            _ => JournalErrors.NoSuchType(line.Type),
        };
    }

    private LocalizedText? ApplyHeader(JournalLine line)
    {
        if (line.Account is null || line.Endpoint is null)
        {
            return JournalErrors.HeaderIncomplete;
        }

        Account = line.Account;
        Endpoint = line.Endpoint;
        return null;
    }

    private LocalizedText? ApplyIntent(JournalLine line)
    {
        if (line is not { Key: { } key, Amount: > 0, Iban: { } iban, BaselineId: >= 0, TimeoutSeconds: >= 0 and <= int.MaxValue })
        {
            return JournalErrors.IntentIncomplete;
        }

        var record = Find(key);
        if (record is { State: JournalState.Open or JournalState.Made })
        {
            return JournalErrors.SecondIntent(record);
        }

        if (record is null)
        {
            record = _records[key] = new JournalRecord(key);
            var meaning = IdempotencyKey.Meaning(key);
            _keysByMeaning[meaning] = _keysByMeaning.TryGetValue(meaning, out var first) ? first : key;
        }

        record.FirstBaselineId = record.MayArriveLate ? Math.Min(record.FirstBaselineId, line.BaselineId.Value) : line.BaselineId.Value;
        record.State = JournalState.Open;
        record.Amount = line.Amount.Value;
        record.Iban = Shared(iban)!;
        record.BaselineId = line.BaselineId.Value;
        record.BaselineReadAt = line.BaselineReadAt;
        HighestId = Math.Max(HighestId, record.BaselineId);
        record.RequestedAt = line.At;
        record.FirstRequestedAt = record.MayArriveLate && record.FirstRequestedAt < line.At ? record.FirstRequestedAt : line.At;
        record.InFlightUntil = line.At + TimeSpan.FromSeconds(line.TimeoutSeconds.Value);
        record.SettledAt = null;
        record.GatewayCode = null;
        record.Reason = null;
        record.Sequence = ++_intents;
        _open.Add(record);
        return null;
    }

    private static LocalizedText? ApplyUnknown(JournalRecord record, JournalLine line)
    {
        record.Reason = line.Reason;
        record.InFlightUntil = line.At;
        return null;
    }

    private LocalizedText? ApplyMade(JournalRecord record, JournalLine line)
    {
        if (line is not { Id: { } id, Status: { } status })
        {
            return JournalErrors.ResultIncomplete;
        }

        if (!_claimed.Add(id))
        {
            return JournalErrors.ClaimedTwice(id);
        }

        HighestId = Math.Max(HighestId, id);
        ResponsesDiffer |= line.Amount is not null || (line.Iban is not null && Iban.Normalize(line.Iban) != record.Iban);
        record.Adopted = line.Adopted == true;
        if (!record.Adopted && line.CreatedAt is { } createdAt)
        {
            GatewayClockOffset = IranTime.ToUtc(createdAt) - record.RequestedAt.UtcDateTime;
        }

        if (record.Adopted)
        {
            var group = (record.Amount, record.Iban);
            if (!_adoptedInFlightUntil.TryGetValue(group, out var quiet) || quiet < record.InFlightUntil)
            {
                _adoptedInFlightUntil[group] = record.InFlightUntil;
            }
        }

        record.Withdrawal = new Withdrawal
        {
            Id = id,
            Amount = line.Amount ?? record.Amount,
            Status = (WithdrawalStatus)status,
            HolderName = Shared(line.HolderName),
            BankName = Shared(line.BankName),
            Iban = line.Iban is null ? record.Iban : Shared(line.Iban),
            CreatedAt = line.CreatedAt,
        };
        return Close(record, JournalState.Made, line);
    }

    private LocalizedText? ApplyNotMade(JournalRecord record, JournalLine line)
    {
        record.MayArriveLate |= line.Reason != JournalLine.NotSentReason;
        return Close(record, JournalState.NotMade, line);
    }

    private LocalizedText? Close(JournalRecord record, JournalState state, JournalLine line)
    {
        record.State = state;
        record.SettledAt = line.At;
        record.GatewayCode = line.Code;
        record.Reason = line.Reason ?? record.Reason;
        record.ResolvedBy = line.ResolvedBy;
        _open.Remove(record);
        return null;
    }

    /// <summary>One copy of each name and IBAN, however many payments they stand in.</summary>
    private string? Shared(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!_texts.TryGetValue(text, out var shared))
        {
            _texts[text] = shared = text;
        }

        return shared;
    }
}
