using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>A key that is used again.</summary>
public sealed class SameKeyTests
{
    private static readonly string[] AllStates = ["made", "1", "refused", "new"];
    private static readonly (string Known, string Alike)[] LookAlikes =
    [
        ("inv-1", "INV-1"),
        ("D-1405", "D-۱۴۰۵"),
        ("D-1405", "D-١٤٠٥"),
        ("فاکتور یک", "فاکتور يك"),
        ("caf\u00E9", "cafe\u0301"),
        ("A B", "A  B"),
        ("A B", "A\u00A0B"),
        ("می‌روم", "میروم"),
        ("1", "001"),
        ("1405001", "1405001.0"),
        ("1405001", "'1405001"),
    ];

    [Fact]
    public async Task A_finished_key_sends_no_request_and_gives_the_same_withdrawal_as_details_show_it()
    {
        using var payer = new Payer();
        var first = await payer.PayAsync("1");
        var calls = payer.Calls;
        payer.Sandbox.Pay(first.Withdrawal.Id);

        var again = await payer.PayAsync(" 1 ");
        var elsewhere = await payer.Another().RequestAsync("1", new WithdrawalRequest(1000, "ir27 0170 0000 0010 0324 2000 01"));

        Assert.Equal(calls + 2, payer.Calls);
        Assert.Equal(1, payer.Requests);
        Assert.Equal(WithdrawalOrigin.Requested, first.Origin);
        Assert.Equal((WithdrawalStatus.Pending, WithdrawalStatus.Paid, WithdrawalStatus.Paid), (first.Withdrawal.Status, again.Withdrawal.Status, elsewhere.Withdrawal.Status));
        foreach (var keyed in new[] { again, elsewhere })
        {
            Assert.Equal(WithdrawalOrigin.Recorded, keyed.Origin);
            Assert.Equal(
                (first.Withdrawal.Id, 1000L, first.Withdrawal.Iban, first.Withdrawal.HolderName, first.Withdrawal.BankName, first.Withdrawal.CreatedAt),
                (keyed.Withdrawal.Id, keyed.Withdrawal.Amount, keyed.Withdrawal.Iban, keyed.Withdrawal.HolderName, keyed.Withdrawal.BankName, keyed.Withdrawal.CreatedAt));
        }
    }

    [Theory]
    [InlineData(1001, Payer.Iban)]
    [InlineData(1000, Payer.OtherIban)]
    public async Task A_finished_key_with_another_payment_is_refused_before_any_call(long amount, string iban)
    {
        using var payer = new Payer();
        await payer.PayAsync("1");
        var calls = payer.Calls;

        var exception = await Assert.ThrowsAsync<JournalException>(() => payer.PayAsync("1", amount, iban));

        Assert.Equal("IdempotencyKeyConflict", exception.Name);
        Assert.False(exception.ConcernsWholeJournal);
        Assert.Contains($"The idempotency key '1' is already used for 1000 to {Payer.Iban} (Made)", exception.Message);
        Assert.Equal(calls, payer.Calls);
        await Assert.ThrowsAsync<JournalException>(() => payer.Keyed.PreviewAsync("1", new WithdrawalRequest(amount, iban)));
    }

    [Fact]
    public async Task An_open_key_with_another_payment_is_refused_before_any_call()
    {
        using var payer = new Payer();
        await LeaveOpenAsync(payer, SandboxFault.ServerErrorAfterCommit);
        var calls = payer.Calls;

        var exception = await Assert.ThrowsAsync<JournalException>(() => payer.PayAsync("1", 1001));

        Assert.Equal("IdempotencyKeyConflict", exception.Name);
        Assert.Contains("(Open)", exception.Message);
        Assert.Equal(calls, payer.Calls);
    }

    [Theory]
    [InlineData(1000, Payer.Iban)]
    [InlineData(900, Payer.Iban)]
    [InlineData(1000, Payer.OtherIban)]
    public async Task A_refused_key_can_be_requested_again_also_with_corrected_values(long amount, string iban)
    {
        using var payer = new Payer();
        payer.Sandbox.AnswerNext(-12, WithdrawalOperation.Request);
        Assert.Equal(-12, (await Assert.ThrowsAsync<GatewayErrorException>(() => payer.PayAsync("1"))).Code);

        var made = await payer.PayAsync("1", amount, iban);

        Assert.Equal((WithdrawalOrigin.Requested, amount, iban), (made.Origin, made.Withdrawal.Amount, made.Withdrawal.Iban));
        Assert.Equal(2, payer.Requests);
        Assert.Equal(JournalState.Made, Assert.Single(WithdrawalJournal.Read(payer.Path)).State);
    }

    [Fact]
    public async Task A_key_that_was_refused_many_times_is_refused_each_time_without_waiting()
    {
        using var payer = new Payer();
        payer.Sandbox.AnswerNext(-12, WithdrawalOperation.Request, 5);
        var began = payer.Clock.Now;

        for (var time = 0; time < 5; time++)
        {
            await Assert.ThrowsAsync<GatewayErrorException>(() => payer.PayAsync("1"));
        }

        Assert.Equal(5, payer.Requests);
        Assert.Equal(began, payer.Clock.Now);
    }

    [Fact]
    public async Task A_key_that_a_person_takes_for_a_known_one_is_an_error_that_names_that_one()
    {
        foreach (var (known, alike) in LookAlikes)
        {
            using var payer = new Payer();
            await payer.PayAsync(known);

            var exception = await Assert.ThrowsAsync<JournalException>(() => payer.PayAsync(alike));

            Assert.Equal(JournalErrorKind.KeyLooksLike, exception.Kind);
            Assert.Contains($"'{known}'", exception.Message, StringComparison.Ordinal);
            Assert.Equal(1, payer.Requests);
            Assert.Equal(WithdrawalOrigin.Recorded, (await payer.PayAsync(known)).Origin);
        }
    }

    [Fact]
    public async Task Keys_that_a_person_tells_apart_are_different()
    {
        using var payer = new Payer();

        foreach (var key in new[] { "INV-1", "INV-01", "INV 1", "INV1", "1", "10", "1.5", "15", "فاکتور ۱", "فاکتور ۲" })
        {
            Assert.Equal(WithdrawalOrigin.Requested, (await payer.PayAsync(key)).Origin);
        }

        Assert.Equal(10, payer.Sandbox.Withdrawals.Count);
    }

    [Fact]
    public async Task A_preview_makes_no_call_and_writes_nothing()
    {
        using var payer = new Payer();
        await payer.PayAsync("made");
        await LeaveOpenAsync(payer, SandboxFault.ServerError);
        payer.Sandbox.AnswerNext(-12, WithdrawalOperation.Request);
        await Assert.ThrowsAsync<GatewayErrorException>(() => payer.PayAsync("refused"));
        var (calls, file) = (payer.Calls, System.IO.File.ReadAllBytes(payer.Path));

        var previews = new List<WithdrawalPreview>();
        foreach (var key in AllStates)
        {
            previews.Add(await payer.Another(TimeSpan.Zero).PreviewAsync(key, new WithdrawalRequest(1000, Payer.Iban)));
        }

        Assert.Equal(
            [(PreviewedAction.Return, 11111L), (PreviewedAction.Reconcile, null), (PreviewedAction.Request, null), (PreviewedAction.Request, (long?)null)],
            previews.Select(preview => (preview.Action, preview.Id)));
        Assert.Equal(calls, payer.Calls);
        Assert.Equal(file, System.IO.File.ReadAllBytes(payer.Path));
    }

    /// <summary>Leaves key 1 open: its response is lost, and the list cannot be read until the settling time is over.</summary>
    private static async Task LeaveOpenAsync(Payer payer, SandboxFault fault)
    {
        payer.Sandbox.FailNext(fault, WithdrawalOperation.Request);
        payer.Sandbox.BeforeResponse = call =>
        {
            if (call.Operation == WithdrawalOperation.Request)
            {
                payer.Sandbox.IsActive = false;
            }
        };
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => payer.PayAsync("1"));
        payer.Sandbox.BeforeResponse = null;
        payer.Sandbox.IsActive = true;
    }
}
