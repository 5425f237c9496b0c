using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>How a payment whose response was lost is settled.</summary>
public sealed class ReconciliationTests
{
    private static readonly TimeSpan SettlingTime = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(SandboxFault.ServerErrorAfterCommit)]
    [InlineData(SandboxFault.BrokenJson)]
    [InlineData(SandboxFault.DropAfterCommit)]
    [InlineData(SandboxFault.CutAnswer)]
    [InlineData(SandboxFault.DisruptedAfterCommit)]
    public async Task A_withdrawal_that_was_made_is_found_at_once(SandboxFault fault)
    {
        using var payer = new Payer();
        payer.Sandbox.FailNext(fault, WithdrawalOperation.Request);
        var began = payer.Clock.Now;

        var keyed = await payer.PayAsync("1");

        Assert.Equal((11111L, WithdrawalOrigin.Adopted), (keyed.Withdrawal.Id, keyed.Origin));
        Assert.Equal(1, payer.Requests);
        Assert.Equal(began, payer.Clock.Now);
    }

    [Theory]
    [InlineData(SandboxFault.ServerError)]
    [InlineData(SandboxFault.BadGatewayHtml)]
    [InlineData(SandboxFault.ServiceUnavailable)]
    [InlineData(SandboxFault.TooManyRequests)]
    [InlineData(SandboxFault.BrokenJsonBeforeCommit)]
    [InlineData(SandboxFault.DropBeforeCommit)]
    [InlineData(SandboxFault.DisruptedBeforeCommit)]
    [InlineData(SandboxFault.Redirect)]
    [InlineData(SandboxFault.HtmlOk)]
    public async Task A_withdrawal_that_was_not_made_is_requested_again_only_after_the_settling_time(SandboxFault fault)
    {
        using var payer = new Payer();
        payer.Sandbox.FailNext(fault, WithdrawalOperation.Request);
        var asked = new List<DateTimeOffset>();
        payer.Sandbox.BeforeResponse = call => _ = call.Operation == WithdrawalOperation.Request ? Add(asked, payer.Clock.Now) : 0;

        var keyed = await payer.PayAsync("1");

        Assert.Equal((11111L, WithdrawalOrigin.Requested), (keyed.Withdrawal.Id, keyed.Origin));
        Assert.Equal(2, asked.Count);
        Assert.True(asked[1] - asked[0] >= SettlingTime);
        Assert.Single(payer.Sandbox.Withdrawals);
    }

    [Fact]
    public async Task A_gateway_that_never_responds_gets_two_requests_and_then_the_outcome_is_unknown()
    {
        using var payer = new Payer();
        payer.Sandbox.FailNext(SandboxFault.ServerError, WithdrawalOperation.Request, 100);

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => payer.PayAsync("1"));

        Assert.Equal(2, payer.Requests);
        Assert.Equal(PreviewedAction.Request, (await payer.Keyed.PreviewAsync("1", new WithdrawalRequest(1000, Payer.Iban))).Action);
    }

    [Fact]
    public async Task While_the_list_cannot_be_read_the_outcome_stays_unknown_and_the_same_call_later_adopts_it()
    {
        using var payer = new Payer();
        payer.Sandbox.FailNext(SandboxFault.DropAfterCommit, WithdrawalOperation.Request);
        var arrived = false;
        payer.Sandbox.BeforeResponse = call =>
        {
            arrived |= call.Operation == WithdrawalOperation.Request;
            if (arrived && call.Operation == WithdrawalOperation.List)
            {
                payer.Sandbox.FailNext(SandboxFault.ServerError, WithdrawalOperation.List);
            }
        };

        var exception = await Assert.ThrowsAsync<OutcomeUnknownException>(() => payer.PayAsync("1"));

        Assert.Equal(Messages.RunAgainToReconcile, exception.Advice);
        Assert.Equal(JournalState.Open, Assert.Single(WithdrawalJournal.Read(payer.Path)).State);
        payer.Sandbox.BeforeResponse = null;
        Assert.Equal(WithdrawalOrigin.Adopted, (await payer.PayAsync("1")).Origin);
        Assert.Equal(1, payer.Requests);
    }

    [Fact]
    public async Task A_stop_while_reconciling_leaves_the_payment_open()
    {
        using var payer = new Payer();
        using var stop = new CancellationTokenSource();
        payer.Sandbox.FailNext(SandboxFault.ServerError, WithdrawalOperation.Request);
        payer.Clock.OnDelay = stop.Cancel;

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => payer.PayAsync("1", cancellationToken: stop.Token));

        Assert.Equal(JournalState.Open, Assert.Single(WithdrawalJournal.Read(payer.Path)).State);
        payer.Clock.OnDelay = null;
        Assert.Equal(WithdrawalOrigin.Requested, (await payer.PayAsync("1")).Origin);
        Assert.Single(payer.Sandbox.Withdrawals);
    }

    [Fact]
    public async Task A_list_that_moves_while_it_is_read_misses_no_candidate()
    {
        using var payer = new Payer();
        payer.Sandbox.AddWithdrawals(7);
        payer.Sandbox.FailNext(SandboxFault.DropAfterCommit, WithdrawalOperation.Request);
        var requested = false;
        payer.Sandbox.BeforeResponse = call =>
        {
            // Once so many that the withdrawal is some pages down, and then one before each page, so that all others move on by one.
            requested |= call.Operation == WithdrawalOperation.Request;
            for (var row = requested && call.Page == "1" ? 10 : 1; row > 0; row--)
            {
                payer.Sandbox.AddWithdrawal(5, Payer.OtherIban);
            }
        };

        var keyed = await payer.PayAsync("1");

        Assert.Equal(WithdrawalOrigin.Adopted, keyed.Origin);
        Assert.Equal(1, payer.Requests);
        Assert.Single(payer.Sandbox.Withdrawals, row => row.Amount == 1000);
        Assert.Contains(payer.Sandbox.Requests, call => call.Page == "4");
    }

    [Fact]
    public async Task A_withdrawal_that_was_listed_before_the_request_is_not_adopted()
    {
        using var payer = new Payer();
        payer.Sandbox.AddWithdrawal(1000, Payer.Iban);
        payer.Sandbox.FailNext(SandboxFault.ServerError, WithdrawalOperation.Request);

        var keyed = await payer.Another(TimeSpan.Zero).RequestAsync("1", new WithdrawalRequest(1000, Payer.Iban));

        Assert.Equal((11112L, WithdrawalOrigin.Requested), (keyed.Withdrawal.Id, keyed.Origin));
    }

    [Fact]
    public async Task A_withdrawal_of_another_key_is_no_candidate()
    {
        using var payer = new Payer();
        payer.Sandbox.FailNext(SandboxFault.DropAfterCommit, WithdrawalOperation.Request);
        var first = await payer.PayAsync("1");
        payer.Sandbox.FailNext(SandboxFault.ServerError, WithdrawalOperation.Request);

        var second = await payer.PayAsync("2");

        Assert.Equal((11111L, 11112L), (first.Withdrawal.Id, second.Withdrawal.Id));
        Assert.Equal(3, payer.Requests);
    }

    [Fact]
    public async Task A_response_with_the_id_of_another_key_is_no_proof()
    {
        var gateway = new StubGateway();
        var clock = new SkippingClock();
        var keyed = NewPayer(gateway, clock);
        var request = new WithdrawalRequest(1000, Payer.Iban);
        var first = await keyed.RequestAsync("1", request);
        var responses = 0;
        gateway.OnRequest = asked => responses++ == 0 ? first.Withdrawal : gateway.Make(asked);
        var began = clock.Now;

        var second = await keyed.RequestAsync("2", request);

        Assert.Equal((11112L, WithdrawalOrigin.Requested), (second.Withdrawal.Id, second.Origin));
        Assert.True(clock.Now - began >= SettlingTime);
    }

    [Fact]
    public async Task Progress_names_the_key_and_the_remaining_time_while_it_waits()
    {
        var gateway = new StubGateway();
        var reports = new List<ReconciliationProgress>();
        var keyed = new IdempotentWithdrawalClient(
            gateway,
            new WithdrawalJournal(new MemoryStorage(), JournalFileText.Account, WithdrawEndpoint.Default),
            new IdempotencyOptions { Clock = new SkippingClock(), OnReconciling = reports.Add });
        var responses = 0;
        gateway.OnRequest = asked => responses++ == 0 ? throw StubGateway.NoResponse() : gateway.Make(asked);

        await keyed.RequestAsync("1", new WithdrawalRequest(1000, Payer.Iban));

        Assert.All(reports, report => Assert.Equal(("1", SettlingTime), (report.IdempotencyKey, report.SettlingTime)));
        Assert.Equal(reports.OrderByDescending(report => report.Left), reports);
        Assert.Equal(SettlingTime, reports[0].Left);
        Assert.True(reports[^1].Left > TimeSpan.Zero);
    }

    [Fact]
    public async Task A_list_that_ends_before_an_id_it_has_shown_proves_nothing()
    {
        var gateway = new StubGateway();
        var keyed = NewPayer(gateway, new SkippingClock());
        var request = new WithdrawalRequest(1000, Payer.Iban);
        await keyed.RequestAsync("1", request);
        gateway.LoseResponses(_ => number => new WithdrawalPage(number, [], 0, 0));

        var exception = await AssertOpenUntilListedAsync(keyed, gateway, "2", request, 11112);

        Assert.Contains("ended before withdrawal 11111", exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, gateway.Requests);
    }

    [Fact]
    public async Task An_empty_page_of_a_list_that_says_it_has_more_is_not_taken_for_an_empty_list()
    {
        var gateway = new StubGateway();
        var keyed = NewPayer(gateway, new SkippingClock());
        var request = new WithdrawalRequest(1000, Payer.Iban);
        static WithdrawalPage Empty(int number) => new(number, [], 1, 1);
        gateway.OnPage = Empty;

        await Assert.ThrowsAsync<GatewayProtocolException>(() => keyed.RequestAsync("1", request));
        Assert.Equal(0, gateway.Requests);

        gateway.OnPage = null;
        gateway.LoseResponses(_ => Empty);
        await AssertOpenUntilListedAsync(keyed, gateway, "1", request, 11111);
        Assert.Equal(1, gateway.Requests);
    }

    /// <summary>Begun anew for each broken page, the search of a long list on a bad line would never end.</summary>
    [Fact]
    public async Task Reading_the_list_resumes_at_the_page_that_failed()
    {
        var gateway = new StubGateway();
        var clock = new SkippingClock();
        var keyed = NewPayer(gateway, clock);
        var request = new WithdrawalRequest(1000, Payer.Iban);
        var asked = new List<int>();
        gateway.Clock = new SkippingClock { Now = clock.Now.AddDays(-2) };
        gateway.Make(request);
        gateway.Clock = clock;
        gateway.LoseResponses(_ =>
        {
            for (var newer = 0; newer < 10; newer++)
            {
                gateway.Make(new WithdrawalRequest(5, Payer.OtherIban));
            }

            return number =>
            {
                asked.Add(number);
                if (asked.Count(page => page == number) <= number - 1)
                {
                    throw StubGateway.NoPage();
                }

                // Meanwhile another arrives, so that all rows move on by one.
                gateway.Make(new WithdrawalRequest(5, Payer.OtherIban));
                return new WithdrawalPage(number, [.. Enumerable.Reverse(gateway.Ledger).Skip((number - 1) * 4).Take(4)], gateway.Ledger.Count, (gateway.Ledger.Count + 3) / 4);
            };
        });

        var keyedWithdrawal = await keyed.RequestAsync("1", request);

        Assert.Equal((11112L, WithdrawalOrigin.Adopted), (keyedWithdrawal.Withdrawal.Id, keyedWithdrawal.Origin));
        Assert.Equal([1, 2, 2, 3, 3, 3, 4, 4, 4, 4], asked);
        Assert.Equal(1, gateway.Requests);
    }

    [Fact]
    public async Task A_page_that_keeps_failing_leaves_the_outcome_unknown()
    {
        var gateway = new StubGateway();
        var keyed = NewPayer(gateway, new SkippingClock());
        var request = new WithdrawalRequest(1000, Payer.Iban);
        gateway.LoseResponses(_ =>
        {
            var newest = gateway.Make(new WithdrawalRequest(5, Payer.OtherIban));
            return number => number == 1 ? new WithdrawalPage(1, [newest], 2, 2) : throw StubGateway.NoPage();
        });

        await AssertOpenUntilListedAsync(keyed, gateway, "1", request, 11111);

        Assert.Equal(1, gateway.Requests);
    }

    public static TheoryData<string> ListsThatProveNothing => new("behind", "empty", "shrinking", "masked", "without IBAN");

    [Theory]
    [MemberData(nameof(ListsThatProveNothing))]
    public async Task A_list_that_cannot_show_the_payment_is_no_proof_that_it_was_not_made(string kind)
    {
        var gateway = new StubGateway();
        var keyed = NewPayer(gateway, new SkippingClock());
        var request = new WithdrawalRequest(1000, Payer.Iban);
        await keyed.RequestAsync("1", new WithdrawalRequest(5, Payer.Iban));
        var shown = gateway.Make(new WithdrawalRequest(7, Payer.OtherIban));
        await keyed.RequestAsync("2", new WithdrawalRequest(6, Payer.Iban));
        gateway.LoseResponses(lost => number => kind switch
        {
            "behind" => new WithdrawalPage(number, [shown], 1, 1),
            "empty" => new WithdrawalPage(number, [], 0, 0),
            "shrinking" => number == 1
                ? new WithdrawalPage(1, [gateway.Make(new WithdrawalRequest(9, Payer.OtherIban))], 10, 2)
                : new WithdrawalPage(number, [shown], 9, 2),
            _ => new WithdrawalPage(number, [Masked(lost, kind == "masked" ? "IR27****0001" : null), shown], 2, 1),
        });

        await AssertOpenUntilListedAsync(keyed, gateway, "3", request, 11114);

        Assert.Equal(3, gateway.Requests);
    }

    /// <summary>Such as one that takes its fee from the amount: what is missing may be there with another amount.</summary>
    [Fact]
    public async Task A_gateway_that_registers_other_amounts_gets_no_second_request()
    {
        var gateway = new StubGateway();
        var keyed = NewPayer(gateway, new SkippingClock());
        gateway.OnRequest = asked => gateway.Make(new WithdrawalRequest(asked.Amount - 10, asked.Iban));
        await keyed.RequestAsync("1", new WithdrawalRequest(5000, Payer.Iban));
        gateway.OnRequest = asked =>
        {
            gateway.Make(new WithdrawalRequest(asked.Amount - 10, asked.Iban));
            throw StubGateway.NoResponse();
        };

        var exception = await Assert.ThrowsAsync<OutcomeUnknownException>(() => keyed.RequestAsync("2", new WithdrawalRequest(1000, Payer.Iban)));

        Assert.Contains("another amount", exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, gateway.Requests);
    }

    [Fact]
    public async Task A_clock_that_is_set_forward_does_not_shorten_the_settling_time()
    {
        var gateway = new StubGateway();
        var clock = new SkippingClock();
        var keyed = NewPayer(gateway, clock);
        var responses = 0;
        gateway.OnRequest = asked =>
        {
            if (responses++ > 0)
            {
                return gateway.Make(asked);
            }

            gateway.OnPage = number =>
            {
                clock.Ahead = TimeSpan.FromHours(1);
                return new WithdrawalPage(number, [], 0, 0);
            };
            throw StubGateway.NoResponse();
        };

        Assert.Equal((11111L, WithdrawalOrigin.Requested), await PaidAsync(keyed, "1", new WithdrawalRequest(1000, Payer.Iban)));
        Assert.True(clock.Waited >= SettlingTime);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_is_an_error_rather_than_a_long_wait()
    {
        var gateway = new StubGateway();
        var clock = new SkippingClock();
        var keyed = NewPayer(gateway, clock);
        var request = new WithdrawalRequest(1000, Payer.Iban);
        gateway.OnRequest = _ =>
        {
            gateway.OnPage = _ => throw new GatewayProtocolException(new LocalizedText("unreadable", "ناخوانا"), 500, null);
            throw StubGateway.NoResponse();
        };
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => keyed.RequestAsync("1", request));
        (gateway.OnPage, gateway.OnRequest) = (null, null);
        var now = clock.Now;

        clock.Now = now - TimeSpan.FromDays(1);
        var exception = await Assert.ThrowsAsync<OutcomeUnknownException>(() => keyed.RequestAsync("1", request));
        Assert.Contains("ahead of this computer's clock", exception.Message, StringComparison.Ordinal);
        Assert.Equal(now - TimeSpan.FromDays(1), clock.Now);
        Assert.Equal(1, gateway.Requests);

        clock.Now = now;
        Assert.Equal((11111L, WithdrawalOrigin.Requested), await PaidAsync(keyed, "1", request));
    }

    [Fact]
    public async Task A_page_without_rows_and_totals_does_not_make_an_old_withdrawal_the_new_one()
    {
        var gateway = new StubGateway();
        var clock = new SkippingClock();
        var keyed = NewPayer(gateway, clock);
        var request = new WithdrawalRequest(1000, Payer.Iban);
        gateway.Make(request);
        await keyed.RequestAsync("1", new WithdrawalRequest(5, Payer.Iban));
        clock.Now += TimeSpan.FromMinutes(1);
        gateway.OnPage = number => new WithdrawalPage(number, [], null, null);
        gateway.OnRequest = _ =>
        {
            gateway.OnPage = null;
            gateway.OnRequest = null;
            throw StubGateway.NoResponse();
        };

        Assert.Equal((11113L, WithdrawalOrigin.Requested), await PaidAsync(keyed, "2", request));
    }

    /// <summary>Asserts that a payment stays open, is requested once, and is adopted as soon as the list shows it.</summary>
    private static async Task<OutcomeUnknownException> AssertOpenUntilListedAsync(
        IdempotentWithdrawalClient keyed, StubGateway gateway, string key, WithdrawalRequest request, long id)
    {
        var requests = gateway.Requests;
        var exception = await Assert.ThrowsAsync<OutcomeUnknownException>(() => keyed.RequestAsync(key, request));

        Assert.Equal(requests + 1, gateway.Requests);
        gateway.OnPage = null;
        Assert.Equal((id, WithdrawalOrigin.Adopted), await PaidAsync(keyed, key, request));
        Assert.Equal(requests + 1, gateway.Requests);
        return exception;
    }

    private static async Task<(long Id, WithdrawalOrigin Origin)> PaidAsync(IdempotentWithdrawalClient keyed, string key, WithdrawalRequest request)
    {
        var paid = await keyed.RequestAsync(key, request);
        return (paid.Withdrawal.Id, paid.Origin);
    }

    private static Withdrawal Masked(Withdrawal withdrawal, string? iban) => new()
    {
        Id = withdrawal.Id,
        Amount = withdrawal.Amount,
        Iban = iban,
        Status = withdrawal.Status,
        CreatedAt = withdrawal.CreatedAt,
    };

    /// <summary>A payer that looks for no duplicates: what others made is part of these tests.</summary>
    private static IdempotentWithdrawalClient NewPayer(StubGateway gateway, IJournalClock clock) => new(
        gateway,
        new WithdrawalJournal(new MemoryStorage(), JournalFileText.Account, WithdrawEndpoint.Default),
        new IdempotencyOptions { Clock = clock, DuplicateWindow = TimeSpan.Zero });

    private static int Add(List<DateTimeOffset> times, DateTimeOffset time)
    {
        times.Add(time);
        return times.Count;
    }
}
