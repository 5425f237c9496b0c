using System;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>A person says what became of a payment, and is believed only where neither the journal nor the gateway contradicts.</summary>
public sealed class WithdrawalResolverTests : ResolverScenario
{
    [Theory]
    [InlineData(1001, Payer.Iban)]
    [InlineData(1000, Payer.OtherIban)]
    public async Task A_withdrawal_of_another_amount_or_IBAN_is_not_taken_for_an_open_key(long amount, string iban)
    {
        await LeaveOpenAsync("1");
        var other = Gateway.Make(new WithdrawalRequest(amount, iban));

        await AssertNotResolvableAsync(() => NewResolver().RecordAsMadeAsync("1", other.Id, "Sara"));

        Assert.Equal(JournalState.Open, Find("1").State);
    }

    [Fact]
    public async Task A_withdrawal_of_another_key_is_not_taken()
    {
        var first = await NewPayer().RequestAsync("1", Payment);
        await LeaveOpenAsync("2");

        await AssertNotResolvableAsync(() => NewResolver().RecordAsMadeAsync("2", first.Withdrawal.Id, "Sara"));
        await AssertNotResolvableAsync(() => NewResolver().RecordAsMadeAsync("1", first.Withdrawal.Id, "Sara"));
    }

    [Fact]
    public async Task A_withdrawal_that_is_not_there_is_an_error()
    {
        await LeaveOpenAsync("1");

        await Assert.ThrowsAsync<WithdrawalNotFoundException>(() => NewResolver().RecordAsMadeAsync("1", 5, "Sara"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_open_and_an_unknown_key_can_be_said_to_be_made(bool isOpen)
    {
        if (isOpen)
        {
            await LeaveOpenAsync("1");
        }

        var made = Gateway.Make(Payment);
        var requests = Gateway.Requests;

        var resolved = await NewResolver().RecordAsMadeAsync("1", made.Id, "Sara");

        Assert.Equal((made.Id, WithdrawalOrigin.Adopted), (resolved.Withdrawal.Id, resolved.Origin));
        Assert.Equal((JournalState.Made, "Sara"), (Find("1").State, Find("1").ResolvedBy));
        Assert.Equal(WithdrawalOrigin.Recorded, (await NewPayer().RequestAsync("1", Payment)).Origin);
        Assert.Equal(requests, Gateway.Requests);
    }

    [Fact]
    public async Task A_payment_is_not_said_to_be_unmade_while_its_request_may_be_on_its_way()
    {
        await LeaveOpenAsync("1");

        await AssertNotResolvableAsync(() => NewResolver().RecordAsNotMadeAsync("1", "Sara"));
        Clock.Now += TimeSpan.FromMinutes(10);

        Assert.True(await NewResolver().RecordAsNotMadeAsync("1", "Sara"));
        Assert.Equal((JournalState.NotMade, "Sara"), (Find("1").State, Find("1").ResolvedBy));
        Assert.Equal(WithdrawalOrigin.Requested, (await NewPayer().RequestAsync("1", Payment)).Origin);
    }

    [Fact]
    public async Task A_payment_is_not_said_to_be_unmade_while_the_list_shows_a_withdrawal_that_may_be_it()
    {
        await LeaveOpenAsync("1");
        Clock.Now += TimeSpan.FromMinutes(10);
        Gateway.Make(Payment);

        await Assert.ThrowsAsync<GatewayProtocolException>(() => NewResolver().RecordAsNotMadeAsync("1", "Sara"));

        Assert.Equal(JournalState.Open, Find("1").State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_person_found_not_made_stays_so_after_a_request_that_was_refused_or_never_left(bool isRefused)
    {
        await LeaveOpenAsync("1");
        Clock.Now += TimeSpan.FromMinutes(10);
        Assert.True(await NewResolver().RecordAsNotMadeAsync("1", "Sara"));
        await FailToSendAsync("1", isRefused);
        ListWithoutOrder();

        Assert.Equal(WithdrawalOrigin.Requested, (await NewPayer().RequestAsync("1", Payment)).Origin);
    }

    [Fact]
    public async Task A_key_that_the_list_showed_to_be_not_made_can_be_ended_where_it_proves_nothing_any_more()
    {
        await LeaveOpenAsync("1");
        Clock.Now += TimeSpan.FromMinutes(10);
        await FailToSendAsync("1", isRefused: false);
        ListWithoutOrder();
        var exception = await Assert.ThrowsAsync<GatewayProtocolException>(() => NewPayer().RequestAsync("1", Payment));
        Assert.Contains(IdempotencyMessages.ResolveAdvice.English, exception.Message, StringComparison.Ordinal);

        Assert.True(await NewResolver().RecordAsNotMadeAsync("1", "Sara"));

        Assert.Equal(WithdrawalOrigin.Requested, (await NewPayer().RequestAsync("1", Payment)).Origin);
    }

    /// <summary>The withdrawal that the second key adopted is the first one's, and its own may still come.</summary>
    [Fact]
    public async Task A_payment_is_not_said_to_be_unmade_while_the_request_of_one_like_it_may_be_on_its_way()
    {
        await LeaveOpenAsync("1");
        Clock.Now += TimeSpan.FromMinutes(10);
        Gateway.LoseResponses();
        Assert.Equal(WithdrawalOrigin.Adopted, (await NewPayer().RequestAsync("2", Payment)).Origin);
        Gateway.OnRequest = null;

        await AssertNotResolvableAsync(() => NewResolver().RecordAsNotMadeAsync("1", "Sara"));
        Clock.Now += TimeSpan.FromMinutes(10);
        Assert.True(await NewResolver().RecordAsNotMadeAsync("1", "Sara"));
    }

    [Fact]
    public async Task What_was_found_before_another_run_freed_the_journal_is_of_that_time()
    {
        await LeaveOpenAsync("1");
        Storage.BeforeAcquire = () => Clock.Now += TimeSpan.FromMinutes(10);

        await AssertNotResolvableAsync(() => NewResolver().RecordAsNotMadeAsync("1", "Sara"));
    }

    [Fact]
    public async Task What_was_found_before_another_run_sent_the_payment_says_nothing_of_that()
    {
        var isFirst = true;
        Storage.BeforeAcquire = () =>
        {
            if (isFirst)
            {
                isFirst = false;
                Clock.Now += TimeSpan.FromSeconds(1);
                LeaveOpenAsync("1").GetAwaiter().GetResult();
                Clock.Now += TimeSpan.FromMinutes(10);
            }
        };

        await AssertNotResolvableAsync(() => NewResolver().RecordAsNotMadeAsync("1", "Sara"));
    }

    [Fact]
    public async Task A_withdrawal_from_before_the_request_is_recorded_with_a_warning()
    {
        var earlier = Gateway.Make(Payment);
        Clock.Now += TimeSpan.FromDays(1);
        await LeaveOpenAsync("1");

        Assert.Equal(earlier.Id, (await NewResolver().RecordAsMadeAsync("1", earlier.Id, "Sara")).Withdrawal.Id);

        Assert.Equal(IdempotencyMessages.MadeBeforeRequest("1", earlier.Id).English, Assert.Single(Warnings));
    }

    [Fact]
    public async Task A_journal_that_is_begun_by_what_a_person_found_is_told_of()
    {
        var made = Gateway.Make(Payment);

        await NewResolver().RecordAsMadeAsync("1", made.Id, "Sara");

        Assert.Contains("A new journal was begun", Assert.Single(Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_open_key_can_be_said_to_be_unmade()
    {
        await NewPayer().RequestAsync("1", Payment);

        await AssertNotResolvableAsync(() => NewResolver().RecordAsNotMadeAsync("1", "Sara"));
        await AssertNotResolvableAsync(() => NewResolver().RecordAsNotMadeAsync("2", "Sara"));
    }

    [Fact]
    public async Task A_line_from_a_clock_that_was_far_ahead_blocks_the_resend_but_neither_the_adoption_nor_a_person()
    {
        await LeaveOpenAsync("1");
        await LeaveOpenAsync("2", new WithdrawalRequest(2000, Payer.Iban));
        var made = Gateway.Make(Payment);
        Append("""{"v":1,"type":"intent","at":"2099-01-01T00:00:00+00:00","key":"9","amount":5,"iban":"IR300120000000003412345678","after":0,"timeout":100}""");
        Append("""{"v":1,"type":"not-made","at":"2099-01-01T00:00:00+00:00","key":"9","reason":"it was not sent"}""");
        Clock.Now += TimeSpan.FromMinutes(10);
        var requests = Gateway.Requests;

        Assert.Equal((made.Id, WithdrawalOrigin.Adopted), await PaidAsync("1", Payment));

        var waited = Clock.Waited;
        var exception = await Assert.ThrowsAsync<OutcomeUnknownException>(() => NewPayer().RequestAsync("2", new WithdrawalRequest(2000, Payer.Iban)));
        Assert.Contains("is ahead of this computer's clock", exception.Message, StringComparison.Ordinal);
        Assert.Equal(waited, Clock.Waited);

        Assert.True(await NewResolver().RecordAsNotMadeAsync("2", "Sara"));
        Assert.Equal(WithdrawalOrigin.Requested, (await NewPayer().RequestAsync("2", new WithdrawalRequest(2000, Payer.Iban))).Origin);
        Assert.Equal(requests + 1, Gateway.Requests);
    }

    /// <summary>A line that the wrong clock wrote for the key itself.</summary>
    [Fact]
    public async Task A_key_that_was_sent_by_a_clock_far_ahead_can_be_ended_by_a_person()
    {
        var now = Clock.Now;
        Clock.Now = now.AddYears(73);
        await LeaveOpenAsync("1");
        Clock.Now = now;

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => NewPayer().RequestAsync("1", Payment));

        Assert.True(await NewResolver().RecordAsNotMadeAsync("1", "Sara"));
    }

    [Fact]
    public async Task Another_payer_finishes_another_key_while_one_waits()
    {
        var others = 0;
        var isFirst = true;
        Gateway.OnRequest = asked => isFirst && !(isFirst = false) ? throw StubGateway.NoResponse() : Gateway.Make(asked);
        Clock.OnDelay = () =>
        {
            Clock.OnDelay = null;
            var call = NewPayer().RequestAsync("2", new WithdrawalRequest(2000, Payer.Iban));
            Assert.Equal(WithdrawalOrigin.Requested, call.GetAwaiter().GetResult().Origin);
            others++;
        };

        Assert.Equal(WithdrawalOrigin.Requested, (await NewPayer().RequestAsync("1", Payment)).Origin);
        Assert.Equal(1, others);
        Assert.Equal((JournalState.Made, JournalState.Made), (Find("1").State, Find("2").State));
    }

    private static async Task AssertNotResolvableAsync(Func<Task> work) =>
        Assert.Equal(JournalErrorKind.NotResolvable, (await Assert.ThrowsAsync<JournalException>(work)).Kind);

    private void ListWithoutOrder()
    {
        Gateway.Make(new WithdrawalRequest(5, Payer.OtherIban));
        Gateway.Make(new WithdrawalRequest(6, Payer.OtherIban));
        Gateway.OnPage = number => new WithdrawalPage(number, [.. Gateway.Ledger], Gateway.Ledger.Count, 1);
    }

    private void Append(string line) => Storage.Bytes = [.. Storage.Bytes, .. Encoding.UTF8.GetBytes(line + "\n")];
}
