using System;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Aqayepardakht.Tests.Idempotency.Model;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>
/// What became of a payment that is not open is recorded in two lines. When the process dies between them, the first says nothing: it is no
/// request, which could be waited for, sent again, or given another payment's withdrawal.
/// </summary>
public sealed class FoundOutTests
{
    private static readonly WithdrawalRequest Payment = new(1000, Payer.Iban);

    private readonly StubGateway _gateway = new();
    private readonly SkippingClock _clock = new() { Now = new DateTimeOffset(2026, 3, 21, 8, 0, 0, TimeSpan.Zero) };
    private readonly MemoryStorage _storage = new();

    public FoundOutTests() => _gateway.Clock = _clock;

    [Fact]
    public async Task A_key_said_to_be_made_takes_no_withdrawal_of_another_key()
    {
        var made = _gateway.Make(Payment);
        _clock.Now += TimeSpan.FromDays(2);
        await DieBeforeAsync("made", () => NewResolver().RecordAsMadeAsync("1", made.Id, "Sara"));
        Assert.Equal(JournalState.NotMade, Find("1").State);

        await LeaveOpenAsync("2");
        var second = _gateway.Make(Payment);

        Assert.Equal((second.Id, WithdrawalOrigin.Adopted), await PaidAsync("2"));
        Assert.Equal(JournalState.NotMade, Find("1").State);
        Assert.Equal(made.Id, (await NewResolver().RecordAsMadeAsync("1", made.Id, "Sara")).Withdrawal.Id);
        Assert.Equal((JournalState.Made, null, "Sara"), (Find("1").State, Find("1").Reason, Find("1").ResolvedBy));
    }

    [Fact]
    public async Task A_key_said_to_be_made_is_requested_if_it_was_a_mistake()
    {
        var mistaken = _gateway.Make(Payment);
        _clock.Now += TimeSpan.FromDays(2);
        await DieBeforeAsync("made", () => NewResolver().RecordAsMadeAsync("1", mistaken.Id, "Sara"));

        Assert.Equal((mistaken.Id + 1, WithdrawalOrigin.Requested), await PaidAsync("1"));
    }

    [Fact]
    public async Task A_refused_key_said_to_be_made_stays_refused()
    {
        _gateway.OnRequest = _ => throw new GatewayErrorException(-12, WithdrawalOperation.Request, 422);
        await Assert.ThrowsAsync<GatewayErrorException>(() => NewPayer().RequestAsync("1", Payment));
        _gateway.OnRequest = null;
        var made = _gateway.Make(Payment);

        await DieBeforeAsync("made", () => NewResolver().RecordAsMadeAsync("1", made.Id, "Sara"));

        Assert.Equal((JournalState.Refused, -12), (Find("1").State, Find("1").GatewayCode));
    }

    [Fact]
    public async Task A_withdrawal_that_came_late_is_found_again()
    {
        var late = await TakeForNotMadeAsync("1");
        await DieBeforeAsync("made", () => NewPayer().RequestAsync("1", Payment));
        Assert.Equal(JournalState.NotMade, Find("1").State);

        Assert.Equal((late.Id, WithdrawalOrigin.Adopted), await PaidAsync("1"));
        Assert.Equal(2, _gateway.Requests);
        Assert.Equal(JournalState.Made, Find("1").State);
    }

    [Fact]
    public async Task A_key_said_to_be_not_made_can_be_said_so_again()
    {
        await TakeForNotMadeAsync("1");
        _gateway.Ledger.Clear();
        await DieBeforeAsync("not-made", () => NewResolver().RecordAsNotMadeAsync("1", "Sara"));
        Assert.False(Find("1").IsFoundNotMade);

        Assert.True(await NewResolver().RecordAsNotMadeAsync("1", "Sara"));
        Assert.True(Find("1").IsFoundNotMade);
    }

    [Fact]
    public async Task What_a_person_found_is_on_the_disk_itself()
    {
        var made = _gateway.Make(Payment);
        var flushed = "";
        _storage.BeforeFlush = () => flushed = Encoding.UTF8.GetString(_storage.Bytes);

        await NewResolver().RecordAsMadeAsync("1", made.Id, "Sara");

        Assert.Contains("\"by\":\"Sara\"", flushed, StringComparison.Ordinal);
    }

    /// <summary>The key was sent and not listed in time, and a second request of it was refused; then the first appears.</summary>
    private async Task<Withdrawal> TakeForNotMadeAsync(string key)
    {
        await LeaveOpenAsync(key);
        var sentAt = _clock.Now;
        _clock.Now += TimeSpan.FromMinutes(10);
        _gateway.OnRequest = _ => throw new GatewayUnreachableException(UnreachableReason.NotSent, new LocalizedText("refused", "رد"), null);
        await Assert.ThrowsAsync<GatewayUnreachableException>(() => NewPayer().RequestAsync(key, Payment));
        _gateway.OnRequest = null;
        var now = _clock.Now;
        _clock.Now = sentAt;
        var late = _gateway.Make(Payment);
        _clock.Now = now;
        return late;
    }

    /// <summary>The key was sent, nothing was made yet, and the command was stopped.</summary>
    private async Task LeaveOpenAsync(string key)
    {
        using var stop = new CancellationTokenSource();
        _gateway.OnRequest = _ =>
        {
            stop.Cancel();
            throw StubGateway.NoResponse();
        };
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => NewPayer().RequestAsync(key, Payment, stop.Token));
        _gateway.OnRequest = null;
        Assert.Equal(JournalState.Open, Find(key).State);
    }

    /// <summary>The process ends before it writes a line of this type.</summary>
    private async Task DieBeforeAsync(string type, Func<Task> work)
    {
        _storage.BeforeWrite = written =>
        {
            if (Encoding.UTF8.GetString(written).Contains($"\"type\":\"{type}\"", StringComparison.Ordinal))
            {
                throw new CrashException(false);
            }
        };
        await Assert.ThrowsAsync<CrashException>(work);
        _storage.BeforeWrite = null;
        var last = Encoding.UTF8.GetString(_storage.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.Contains(JournalLine.FoundOutReason, last, StringComparison.Ordinal);
    }

    private JournalRecord Find(string key) => NewJournal().PeekIndex().Find(key)!;

    private async Task<(long Id, WithdrawalOrigin Origin)> PaidAsync(string key)
    {
        var paid = await NewPayer().RequestAsync(key, Payment);
        return (paid.Withdrawal.Id, paid.Origin);
    }

    private WithdrawalJournal NewJournal() => new(_storage, "100200300", WithdrawEndpoint.Default);

    private IdempotentWithdrawalClient NewPayer() => new(_gateway, NewJournal(), new IdempotencyOptions { Clock = _clock });

    private WithdrawalResolver NewResolver() => new(_gateway, NewJournal(), new IdempotencyOptions { Clock = _clock });
}
