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

    /// <summary>The name of the database that the journal was moved to; null when it was not.</summary>
    public string? MovedTo { get; private set; }

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
        _keysByMeaning.TryGetValue(IdempotencyKey.ComparisonForm(key), out var known) && known != key ? known : null;

    public bool IsClaimed(long id) => _claimed.Contains(id);

    /// <summary>The open intents that could stand for one another: same amount, same IBAN; oldest first.</summary>
    public IReadOnlyList<JournalRecord> OpenLike(JournalRecord record) =>
        [.. _open
            .Where(other => other.State == JournalState.Open && other.Amount == record.Amount && other.Iban == record.Iban)
            .OrderBy(other => other.Sequence)];

    /// <summary>
    /// Until when a request of an adopted intent with this amount and IBAN can still be on its way. The withdrawal that it adopted may have
    /// been made by another intent like it, and its own may still come.
    /// </summary>
    public DateTimeOffset? AdoptedInFlightUntil(JournalRecord record) =>
        _adoptedInFlightUntil.TryGetValue((record.Amount, record.Iban), out var until) ? until : null;

    /// <summary>
    /// Until when an open intent's request can still be on its way, or an outcome is to follow, that could be mistaken for a payment, as it is
    /// or as its key stood for it before; null when none can.
    /// </summary>
    public DateTimeOffset? InFlightUntil(WithdrawalRequest request, JournalRecord? record, DateTimeOffset now) => _open
        .Where(open => open.InHandsUntil > now
            && ((open.Amount == request.Amount && open.Iban == request.Iban)
                || (open.Amount == record?.Amount && open.Iban == record.Iban)))
        .Max(open => (DateTimeOffset?)open.InHandsUntil);

    /// <summary>The record of an idempotency key; null when the journal has none.</summary>
    /// <exception cref="JournalException">It has another key that a person takes for this one.</exception>
    public JournalRecord? FindUnambiguous(string key)
    {
        var record = Find(key);
        return record is null && FindLookAlike(key) is { } known ? throw JournalErrors.KeyLooksLike(key, known) : record;
    }

    /// <summary>Takes over what a store knows of the whole journal, where it reads only the lines that matter to one payment.</summary>
    public void Restore(long highestId, bool responsesDiffer, TimeSpan? gatewayClockOffset)
    {
        HighestId = highestId;
        ResponsesDiffer = responsesDiffer;
        GatewayClockOffset = gatewayClockOffset;
    }

    /// <summary>Takes over that an id belongs to a key.</summary>
    public void RestoreClaim(long id) => _claimed.Add(id);

    /// <summary>Takes over that an intent with this amount and IBAN was adopted; see <see cref="AdoptedInFlightUntil"/>.</summary>
    public void ObserveAdopted(long amount, string iban, DateTimeOffset inFlightUntil)
    {
        if (!_adoptedInFlightUntil.TryGetValue((amount, iban), out var latest) || latest < inFlightUntil)
        {
            _adoptedInFlightUntil[(amount, iban)] = inFlightUntil;
        }
    }

    /// <summary>What keeps a line from being the next one; null when nothing does.</summary>
    public LocalizedText? FindProblem(JournalLine line)
    {
        if (Account is null)
        {
            return line.Type != JournalLine.Header ? JournalErrors.NoHeader
                : line.Account is null || line.Endpoint is null ? JournalErrors.HeaderIncomplete
                : null;
        }

        if (MovedTo is not null)
        {
            return JournalErrors.MovedBefore(MovedTo);
        }

        if (line.Type == JournalLine.Moved)
        {
            return line.MovedTo is null ? JournalErrors.NoDestination : null;
        }

        if (line.Type == JournalLine.Intent)
        {
            return line is not { Key: { } key, Amount: > 0, Iban: not null, BaselineId: >= 0, TimeoutSeconds: >= 0 and <= int.MaxValue }
                ? JournalErrors.IntentIncomplete
                : Find(key) is { State: JournalState.Open or JournalState.Made } record ? JournalErrors.SecondIntent(record) : null;
        }

        if (line.Key is null || Find(line.Key) is not ({ State: JournalState.Open } or { OutcomeDueUntil: not null }))
        {
            return JournalErrors.NoOpenIntent(line.Type);
        }

        return line.Type switch
        {
            JournalLine.Made when line is not { Id: not null, Status: not null } => JournalErrors.ResultIncomplete,
            JournalLine.Made when IsClaimed(line.Id!.Value) => JournalErrors.ClaimedTwice(line.Id.Value),
            JournalLine.Made or JournalLine.Unknown or JournalLine.Refused or JournalLine.NotMade => null,
            _ => JournalErrors.NoSuchType(line.Type),
        };
    }

    /// <summary>Applies a line that <see cref="FindProblem"/> finds nothing wrong with.</summary>
    public void Apply(JournalLine line)
    {
        if (line.Type == JournalLine.Header)
        {
            Account = line.Account;
            Endpoint = line.Endpoint;
            return;
        }

        LatestAt = line.At > LatestAt ? line.At : LatestAt;
        if (line.Type == JournalLine.Intent)
        {
            ApplyIntent(line);
            return;
        }

        if (line.Type == JournalLine.Moved)
        {
            MovedTo = line.MovedTo;
            return;
        }

        var record = Find(line.Key!)!;
        switch (line.Type)
        {
            case JournalLine.Unknown:
                record.Reason = line.Reason;
                record.InFlightUntil = line.At;
                break;
            case JournalLine.Made:
                ApplyMade(record, line);
                break;
            case JournalLine.Refused:
                Close(record, JournalState.Refused, line);
                break;
            default:
                if (line.Reason != JournalLine.NotSentReason)
                {
                    record.MayArriveLate = true;
                    record.IsFoundNotMade = line.ResolvedBy is not null;
                }

                Close(record, JournalState.NotMade, line);
                break;
        }
    }

    private void ApplyIntent(JournalLine line)
    {
        var key = line.Key!;
        var baselineId = line.BaselineId!.Value;
        var record = Find(key);
        if (record is null)
        {
            record = _records[key] = new JournalRecord(key);
            var meaning = IdempotencyKey.ComparisonForm(key);
            _keysByMeaning[meaning] = _keysByMeaning.TryGetValue(meaning, out var first) ? first : key;
        }

        HighestId = Math.Max(HighestId, baselineId);
        record.Amount = line.Amount!.Value;
        record.Iban = Shared(line.Iban)!;
        record.IntentNumber++;
        record.Sequence = ++_intents;
        _open.Add(record);
        var until = line.At + TimeSpan.FromSeconds(line.TimeoutSeconds!.Value);
        if (line.Reason == JournalLine.FoundOutReason)
        {
            ExpectOutcome(record, line, until);
            return;
        }

        record.FirstBaselineId = record.MayArriveLate ? Math.Min(record.FirstBaselineId, baselineId) : baselineId;
        record.State = JournalState.Open;
        record.BaselineId = baselineId;
        record.BaselineReadAt = line.BaselineReadAt;
        record.RequestedAt = line.At;
        record.FirstRequestedAt = record.MayArriveLate && record.FirstRequestedAt < line.At ? record.FirstRequestedAt : line.At;
        record.InFlightUntil = until;
        record.OutcomeDueUntil = null;
        record.SettledAt = null;
        record.GatewayCode = null;
        record.Reason = null;
    }

    /// <summary>No request was sent, so until the outcome follows the key stays what it was.</summary>
    private static void ExpectOutcome(JournalRecord record, JournalLine line, DateTimeOffset until)
    {
        record.OutcomeDueUntil = until;
        record.Reason = null;
        if (record.IntentNumber == 1)
        {
            record.State = JournalState.NotMade;
            record.RequestedAt = line.At;
            record.SettledAt = line.At;
        }
    }

    private void ApplyMade(JournalRecord record, JournalLine line)
    {
        var id = line.Id!.Value;
        _claimed.Add(id);
        HighestId = Math.Max(HighestId, id);
        ResponsesDiffer |= line.DiffersFromRequest(record.Iban);
        record.Adopted = line.Adopted == true;
        record.InFlightUntil = record.InHandsUntil;
        if (record.Adopted)
        {
            ObserveAdopted(record.Amount, record.Iban, record.InFlightUntil);
        }
        else if (line.CreatedAt is { } createdAt)
        {
            GatewayClockOffset = IranTime.ToUtc(createdAt) - record.RequestedAt.UtcDateTime;
        }

        record.Withdrawal = new Withdrawal
        {
            Id = id,
            Amount = line.Amount ?? record.Amount,
            Status = (WithdrawalStatus)line.Status!.Value,
            HolderName = DisplayText.Clean(Shared(line.HolderName)),
            BankName = DisplayText.Clean(Shared(line.BankName)),
            Iban = DisplayText.Clean(line.Iban is null ? record.Iban : Shared(line.Iban)),
            CreatedAt = line.CreatedAt,
        };
        Close(record, JournalState.Made, line);
    }

    private void Close(JournalRecord record, JournalState state, JournalLine line)
    {
        record.State = state;
        record.SettledAt = line.At;
        record.GatewayCode = line.Code;
        record.Reason = line.Reason ?? record.Reason;
        record.ResolvedBy = line.ResolvedBy;
        record.OutcomeDueUntil = null;
        _open.Remove(record);
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
