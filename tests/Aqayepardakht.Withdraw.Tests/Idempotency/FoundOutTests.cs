using System;
using System.Text;
using System.Threading.Tasks;
using Aqayepardakht.Tests.Idempotency.Model;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>
/// What became of a payment that is not open is recorded in two lines. When the process dies between them, the first says nothing: it is no
/// request, which could be waited for, sent again, or given another payment's withdrawal.
/// </summary>
public sealed class FoundOutTests : ResolverScenario
{
    [Fact]
    public async Task A_key_said_to_be_made_takes_no_withdrawal_of_another_key()
    {
        var made = Gateway.Make(Payment);
        Clock.Now += TimeSpan.FromDays(2);
        await DieBeforeAsync("made", () => NewResolver().RecordAsMadeAsync("1", made.Id, "Sara"));
        Assert.Equal(JournalState.NotMade, Find("1").State);

        await LeaveOpenAsync("2");
        var second = Gateway.Make(Payment);

        Assert.Equal((second.Id, WithdrawalOrigin.Adopted), await PaidAsync("2", Payment));
        Assert.Equal(JournalState.NotMade, Find("1").State);
        Assert.Equal(made.Id, (await NewResolver().RecordAsMadeAsync("1", made.Id, "Sara")).Withdrawal.Id);
        Assert.Equal((JournalState.Made, null, "Sara"), (Find("1").State, Find("1").Reason, Find("1").ResolvedBy));
    }

    [Fact]
    public async Task A_key_said_to_be_made_is_requested_if_it_was_a_mistake()
    {
        var mistaken = Gateway.Make(Payment);
        Clock.Now += TimeSpan.FromDays(2);
        await DieBeforeAsync("made", () => NewResolver().RecordAsMadeAsync("1", mistaken.Id, "Sara"));

        Assert.Equal((mistaken.Id + 1, WithdrawalOrigin.Requested), await PaidAsync("1", Payment));
    }

    [Fact]
    public async Task A_refused_key_said_to_be_made_stays_refused()
    {
        await FailToSendAsync("1", isRefused: true);
        var made = Gateway.Make(Payment);

        await DieBeforeAsync("made", () => NewResolver().RecordAsMadeAsync("1", made.Id, "Sara"));

        Assert.Equal((JournalState.Refused, -12), (Find("1").State, Find("1").GatewayCode));
    }

    [Fact]
    public async Task A_withdrawal_that_came_late_is_found_again()
    {
        var late = await TakeForNotMadeAsync("1");
        await DieBeforeAsync("made", () => NewPayer().RequestAsync("1", Payment));
        Assert.Equal(JournalState.NotMade, Find("1").State);

        Assert.Equal((late.Id, WithdrawalOrigin.Adopted), await PaidAsync("1", Payment));
        Assert.Equal(2, Gateway.Requests);
        Assert.Equal(JournalState.Made, Find("1").State);
    }

    [Fact]
    public async Task A_key_said_to_be_not_made_can_be_said_so_again()
    {
        await TakeForNotMadeAsync("1");
        Gateway.Ledger.Clear();
        await DieBeforeAsync("not-made", () => NewResolver().RecordAsNotMadeAsync("1", "Sara"));
        Assert.False(Find("1").IsFoundNotMade);

        Assert.True(await NewResolver().RecordAsNotMadeAsync("1", "Sara"));
        Assert.True(Find("1").IsFoundNotMade);
    }

    [Fact]
    public async Task What_a_person_found_is_on_the_disk_itself()
    {
        var made = Gateway.Make(Payment);
        var flushed = "";
        Storage.BeforeFlush = () => flushed = Encoding.UTF8.GetString(Storage.Bytes);

        await NewResolver().RecordAsMadeAsync("1", made.Id, "Sara");

        Assert.Contains("\"by\":\"Sara\"", flushed, StringComparison.Ordinal);
    }

    /// <summary>The key was sent and not listed in time, and a second request of it was refused; then the first appears.</summary>
    private async Task<Withdrawal> TakeForNotMadeAsync(string key)
    {
        await LeaveOpenAsync(key);
        var sentAt = Clock.Now;
        Clock.Now += TimeSpan.FromMinutes(10);
        await FailToSendAsync(key, isRefused: false);
        var now = Clock.Now;
        Clock.Now = sentAt;
        var late = Gateway.Make(Payment);
        Clock.Now = now;
        return late;
    }

    /// <summary>The process ends before it writes a line of this type.</summary>
    private async Task DieBeforeAsync(string type, Func<Task> work)
    {
        Storage.BeforeWrite = written =>
        {
            if (Encoding.UTF8.GetString(written).Contains($"\"type\":\"{type}\"", StringComparison.Ordinal))
            {
                throw new CrashException(false);
            }
        };
        await Assert.ThrowsAsync<CrashException>(work);
        Storage.BeforeWrite = null;
        var last = Encoding.UTF8.GetString(Storage.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.Contains(JournalLine.FoundOutReason, last, StringComparison.Ordinal);
    }
}
