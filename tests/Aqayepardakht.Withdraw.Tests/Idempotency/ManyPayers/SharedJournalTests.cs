using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency.ManyPayers;

/// <summary>What happens where two payers of one journal meet and neither is held out.</summary>
public sealed class SharedJournalTests
{
    private static readonly WithdrawalRequest Payment = new(1000, Payer.Iban);

    private readonly SharedJournal _journal = new();
    private readonly StubGateway _gateway = new();
    private readonly SkippingClock _clock = new();

    public SharedJournalTests() => _gateway.Clock = _clock;

    [Fact]
    public async Task A_key_that_another_payer_paid_meanwhile_comes_back_and_is_not_sent()
    {
        var other = NewPayer();
        PaidResult otherResult = new();
        Meanwhile(async () => otherResult.Value = await other.RequestAsync("1", Payment));

        var result = await NewPayer().RequestAsync("1", Payment);

        Assert.Equal(WithdrawalOrigin.Requested, otherResult.Value!.Origin);
        Assert.Equal((WithdrawalOrigin.Recorded, otherResult.Value.Withdrawal.Id), (result.Origin, result.Withdrawal.Id));
        Assert.Equal(1, _gateway.Requests);
    }

    [Fact]
    public async Task A_row_that_another_key_made_meanwhile_is_no_duplicate()
    {
        var other = NewPayer();
        Meanwhile(async () => await other.RequestAsync("1", Payment));

        var result = await NewPayer().RequestAsync("2", Payment);

        Assert.Equal(WithdrawalOrigin.Requested, result.Origin);
        Assert.Equal(2, _gateway.Ledger.Count);
    }

    [Fact]
    public async Task A_payment_waits_while_one_like_it_is_on_its_way_and_others_go_on()
    {
        var requests = 0;
        var waiting = new TaskCompletionSource();
        var clock = new WaitingClock(_clock, waiting.Task);
        Task<PaymentResult>? like = null;
        _gateway.OnRequest = asked =>
        {
            if (++requests == 1)
            {
                like = NewPayer(clock).RequestAsync("2", Payment);
                Assert.Equal((1, true), (requests, clock.Waits > 0));
                Assert.True(NewPayer().RequestAsync("3", new WithdrawalRequest(2000, Payer.Iban)).IsCompletedSuccessfully);
            }

            return _gateway.Make(asked);
        };

        var first = await NewPayer().RequestAsync("1", Payment);
        waiting.SetResult();
        var second = await like!;

        Assert.Equal((WithdrawalOrigin.Requested, WithdrawalOrigin.Requested), (first.Origin, second.Origin));
        Assert.Equal(3, requests);
    }

    [Theory]
    [InlineData("pay")]
    [InlineData("preview")]
    [InlineData("pay without a key")]
    public async Task A_row_of_a_payment_whose_response_is_on_its_way_is_no_duplicate(string what)
    {
        var response = new TaskCompletionSource();
        Task<PaymentResult>? other = null;
        Meanwhile(() =>
        {
            other = NewPayer(gateway: new HeldGateway(_gateway, response.Task)).RequestAsync("1", Payment);
            Assert.Single(_gateway.Ledger);
            return Task.CompletedTask;
        });
        _clock.OnDelay = () =>
        {
            response.TrySetResult();
            other!.GetAwaiter().GetResult();
        };
        var payer = NewPayer();

        var acting = what switch
        {
            "pay" => payer.RequestAsync("2", Payment),
            "preview" => payer.PreviewAsync("2", Payment),
            _ => (Task)payer.RequestWithoutKeyAsync(Payment),
        };
        await acting;

        Assert.Equal(WithdrawalOrigin.Requested, (await other!).Origin);
        Assert.Equal(what == "preview" ? 1 : 2, _gateway.Ledger.Count);
    }

    [Fact]
    public async Task A_row_of_a_payment_whose_response_is_on_its_way_leaves_no_doubt_about_one_that_was_taken_for_not_made()
    {
        using (var session = await _journal.For(_clock).Store.AcquireAsync("1", Payment, default))
        {
            var requestedAt = _clock.Now - TimeSpan.FromHours(3);
            var intent = JournalSteps.Intent("1", Payment, new Baseline(0, requestedAt), requestedAt, TimeSpan.FromSeconds(35));
            await session.AppendAsync(intent, flushToDisk: true);
            await session.AppendAsync(JournalSteps.NotMade("1", "no response", requestedAt + TimeSpan.FromMinutes(3)), flushToDisk: false);
        }

        var response = new TaskCompletionSource();
        Task<PaymentResult>? other = null;
        Meanwhile(() =>
        {
            other = NewPayer(gateway: new HeldGateway(_gateway, response.Task)).RequestAsync("2", Payment);
            return Task.CompletedTask;
        });
        _clock.OnDelay = () =>
        {
            response.TrySetResult();
            other!.GetAwaiter().GetResult();
        };

        Assert.Equal(WithdrawalOrigin.Requested, (await NewPayer().RequestAsync("1", Payment)).Origin);
        Assert.Equal(2, _gateway.Ledger.Count);
    }

    [Fact]
    public async Task A_response_that_comes_after_the_list_showed_the_withdrawal_changes_nothing()
    {
        var result = await PayWhileSuspendedAsync(async made =>
        {
            var adopted = await NewPayer().RequestAsync("1", Payment);
            Assert.Equal((WithdrawalOrigin.Adopted, made.Id), (adopted.Origin, adopted.Withdrawal.Id));
        });

        Assert.Null(result.NotRecorded);
        Assert.Equal("intent made", Steps);
    }

    [Fact]
    public async Task A_response_that_comes_after_the_payment_was_taken_for_not_made_is_recorded()
    {
        var result = await PayWhileSuspendedAsync(async _ =>
        {
            HideList();
            _gateway.OnRequest = _ => throw new GatewayErrorException(-12, WithdrawalOperation.Request, 422);
            await Assert.ThrowsAsync<GatewayErrorException>(() => NewPayer().RequestAsync("1", Payment));
        });

        Assert.Null(result.NotRecorded);
        Assert.Equal("intent not-made intent refused intent made", Steps);
        Assert.Equal(result.Withdrawal.Id, _journal.Read().Find("1")!.Withdrawal!.Id);
    }

    [Fact]
    public async Task A_response_that_comes_after_the_payment_was_made_again_names_both_withdrawals()
    {
        PaidResult again = new();
        var result = await PayWhileSuspendedAsync(async _ =>
        {
            HideList();
            _gateway.OnRequest = null;
            again.Value = await NewPayer().RequestAsync("1", Payment);
        });

        Assert.Equal("JournalResultNotWritten", result.NotRecorded!.Name);
        Assert.Contains($"{result.Withdrawal.Id}", result.NotRecorded.Message);
        Assert.Contains($"{again.Value!.Withdrawal.Id}", result.NotRecorded.Message);
        Assert.NotEqual(again.Value.Withdrawal.Id, result.Withdrawal.Id);
    }

    [Fact]
    public async Task A_response_whose_withdrawal_became_another_keys_gives_the_one_that_was_recorded_instead()
    {
        using (var session = await _journal.For(_clock).Store.AcquireAsync("0", Payment, default))
        {
            var lost = JournalSteps.Intent("0", Payment, new Baseline(0, _clock.Now), _clock.Now, TimeSpan.Zero);
            await session.AppendAsync(lost, flushToDisk: true);
        }

        PaidResult again = new();
        var result = await PayWhileSuspendedAsync(async made =>
        {
            _gateway.OnRequest = null;
            Assert.Equal(made.Id, (await NewPayer().RequestAsync("0", Payment)).Withdrawal.Id);
            again.Value = await NewPayer().RequestAsync("1", Payment);
        });

        Assert.Null(result.NotRecorded);
        Assert.Equal((WithdrawalOrigin.Recorded, again.Value!.Withdrawal.Id), (result.Origin, result.Withdrawal.Id));
        Assert.Equal(2, _gateway.Ledger.Count);
    }

    [Fact]
    public async Task A_refusal_that_comes_late_leaves_another_payers_intent_open()
    {
        _gateway.OnRequest = _ =>
        {
            _clock.Now += TimeSpan.FromMinutes(5);
            _gateway.OnRequest = _ => throw StubGateway.NoResponse();
            Assert.True(NewPayer(stopAfterRequest: true).RequestAsync("1", Payment).IsCanceled);
            throw new GatewayErrorException(-12, WithdrawalOperation.Request, 422);
        };

        await Assert.ThrowsAsync<GatewayErrorException>(() => NewPayer().RequestAsync("1", Payment));

        Assert.Equal(JournalState.Open, _journal.Read().Find("1")!.State);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_reached_sends_nothing()
    {
        foreach (var type in new[] { null, JournalLine.Intent })
        {
            _journal.Fault = line => line?.Type == type ? Unreachable() : null;

            await Assert.ThrowsAsync<JournalException>(() => NewPayer().RequestAsync("1", Payment));
        }

        Assert.Equal(0, _gateway.Requests);
    }

    [Fact]
    public async Task A_withdrawal_that_cannot_be_recorded_is_returned_and_found_the_next_time()
    {
        _journal.Fault = line => line?.Type == JournalLine.Made ? Unreachable() : null;
        var made = await NewPayer().RequestAsync("1", Payment);
        _journal.Fault = _ => null;

        var again = await NewPayer().RequestAsync("1", Payment);

        Assert.Equal("JournalResultNotWritten", made.NotRecorded!.Name);
        Assert.Equal((WithdrawalOrigin.Adopted, made.Withdrawal.Id), (again.Origin, again.Withdrawal.Id));
        Assert.Equal(1, _gateway.Requests);
    }

    [Fact]
    public async Task A_person_cannot_record_a_withdrawal_that_another_payer_may_just_have_made()
    {
        _gateway.OnRequest = asked =>
        {
            var made = _gateway.Make(asked);
            var resolver = new WithdrawalResolver(_gateway, _journal.For(_clock), new IdempotencyOptions());
            var resolving = resolver.RecordAsMadeAsync("2", made.Id, "operator");
            Assert.Contains("may still be on its way", resolving.Exception!.InnerException!.Message);
            return made;
        };

        Assert.Null((await NewPayer().RequestAsync("1", Payment)).NotRecorded);
    }

    private string Steps => string.Join(' ', _journal.Lines.Select(line => line.Type));

    private static JournalException Unreachable() => JournalErrors.NotUsable("shared", new IOException("connection refused"));

    private IdempotentWithdrawalClient NewPayer(
        IJournalClock? clock = null,
        bool stopAfterRequest = false,
        IWithdrawGateway? gateway = null) => new(
        gateway ?? _gateway,
        _journal.For(clock ?? _clock),
        new IdempotencyOptions
        {
            OnReconciling = _ =>
            {
                if (stopAfterRequest && Steps.Contains("not-made intent", StringComparison.Ordinal))
                {
                    throw new OperationCanceledException();
                }
            },
        });

    /// <summary>Lets another payer act while the first page of the list is on its way to this one.</summary>
    private void Meanwhile(Func<Task> act) => _gateway.OnPage = page =>
    {
        _gateway.OnPage = null;
        act().GetAwaiter().GetResult();
        return _gateway.GetPageAsync(page, default).GetAwaiter().GetResult();
    };

    private void HideList() => _gateway.OnPage = page => new WithdrawalPage(page, [], 0, 0);

    /// <summary>Pays key 1; its process is suspended for five minutes after the gateway made the withdrawal.</summary>
    private Task<PaymentResult> PayWhileSuspendedAsync(Func<Withdrawal, Task> meanwhile)
    {
        _gateway.OnRequest = asked =>
        {
            var made = _gateway.Make(asked);
            _clock.Now += TimeSpan.FromMinutes(5);
            meanwhile(made).GetAwaiter().GetResult();
            return made;
        };
        return NewPayer().RequestAsync("1", Payment);
    }

    private sealed class PaidResult
    {
        public PaymentResult? Value { get; set; }
    }

    /// <summary>A gateway whose response to a request comes when a test lets it come.</summary>
    private sealed class HeldGateway(StubGateway gateway, Task response) : IWithdrawGateway
    {
        public TimeSpan RequestTimeout => gateway.RequestTimeout;

        public async Task<Withdrawal> RequestAsync(WithdrawalRequest request, Func<bool>? mayLeave, CancellationToken cancellationToken)
        {
            var made = gateway.Make(request);
            await response.ConfigureAwait(false);
            return made;
        }

        public Task<Withdrawal> GetAsync(long id, CancellationToken cancellationToken) => gateway.GetAsync(id, cancellationToken);

        public Task<WithdrawalPage> GetPageAsync(int page, CancellationToken cancellationToken) =>
            gateway.GetPageAsync(page, cancellationToken);
    }

    /// <summary>A clock whose first wait lasts until a test lets it end.</summary>
    private sealed class WaitingClock(SkippingClock clock, Task end) : IJournalClock
    {
        public int Waits { get; private set; }

        public DateTimeOffset Now => clock.Now;

        public DateTimeOffset SyncForward() => clock.SyncForward();

        public async Task Delay(TimeSpan time, CancellationToken cancellationToken)
        {
            Waits++;
            await end;
        }
    }
}
