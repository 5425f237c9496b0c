using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;
using Xunit;

namespace Aqayepardakht.PostgreSql.Tests;

/// <summary>Several machines that pay at the same time.</summary>
[Collection(SharedCluster.Name)]
public sealed class SharedJournalTests(PostgresCluster cluster)
{
    private const string Iban = "IR270170000000100324200001";

    [PostgresFact]
    public async Task A_key_that_comes_from_eight_machines_at_once_is_paid_once()
    {
        var journal = await TestJournal.PrepareAsync(cluster);
        using var gateway = Start();
        var payers = Payers(8, journal, gateway);

        var results = await Task.WhenAll(payers.Select(payer => Task.Run(() => payer.PayAsync("INV-1", new WithdrawalRequest(1000, Iban)))));

        var made = Assert.Single(gateway.Withdrawals);
        Assert.All(results, result => Assert.Equal(made.Id, result.Withdrawal.Id));
        payers.ForEach(payer => payer.Dispose());
    }

    [PostgresFact]
    public async Task Payments_of_one_amount_and_iban_wait_for_one_another_and_each_is_made()
    {
        var journal = await TestJournal.PrepareAsync(cluster);
        using var gateway = Start();
        var payers = Payers(4, journal, gateway);

        var results = await Task.WhenAll(payers.Select((payer, number) => Task.Run(async () =>
        {
            var ids = new List<long>();
            for (var payment = 0; payment < 5; payment++)
            {
                ids.Add((await payer.PayAsync($"INV-{number}-{payment}", new WithdrawalRequest(1000, Iban))).Withdrawal.Id);
            }

            return ids;
        })));

        Assert.Equal(20, gateway.Withdrawals.Count);
        Assert.Equal(gateway.Withdrawals.Select(row => row.Id).Order(), results.SelectMany(ids => ids).Order());
        payers.ForEach(payer => payer.Dispose());
    }

    [PostgresFact]
    public async Task Of_two_spellings_of_a_key_that_come_at_once_one_is_paid_and_the_other_refused()
    {
        var journal = await TestJournal.PrepareAsync(cluster);
        using var gateway = Start();
        var payers = Payers(2, journal, gateway);
        string[] spellings = ["INV-1405", "inv-۱۴۰۵"];

        var outcomes = await Task.WhenAll(payers.Select((payer, number) => Task.Run(async () =>
        {
            try
            {
                await payer.PayAsync(spellings[number], new WithdrawalRequest(1000, Iban));
                return (JournalErrorKind?)null;
            }
            catch (JournalException exception)
            {
                return exception.Kind;
            }
        })));

        Assert.Single(gateway.Withdrawals);
        Assert.Equal([null, JournalErrorKind.KeyLooksLike], outcomes.Order());
        payers.ForEach(payer => payer.Dispose());
    }

    [PostgresFact]
    public async Task Two_machines_with_different_payments_do_not_wait_for_one_another()
    {
        var journal = await TestJournal.PrepareAsync(cluster);
        using var gateway = Start();
        var payers = Payers(2, journal, gateway);
        gateway.FailNext(SandboxFault.HangAfterCommit, WithdrawalOperation.Request);
        var hanging = Task.Run(() => payers[0].PayAsync("INV-1", new WithdrawalRequest(1000, Iban)));
        while (gateway.Withdrawals.Count == 0)
        {
            await Task.Delay(5);
        }

        await payers[1].PayAsync("INV-2", new WithdrawalRequest(2000, Iban));

        Assert.False(hanging.IsCompleted);
        await hanging;
        Assert.Equal(2, gateway.Withdrawals.Count);
        payers.ForEach(payer => payer.Dispose());
    }

    /// <summary>What the preview read serves the payment that follows it at once, and by then is no longer true.</summary>
    [PostgresTheory]
    [InlineData("INV-1")]
    [InlineData("INV-2")]
    public async Task A_payment_that_another_machine_makes_after_the_preview_is_neither_made_again_nor_taken_for_a_duplicate(string keyOfOther)
    {
        var journal = await TestJournal.PrepareAsync(cluster);
        using var gateway = Start();
        var payers = Payers(2, journal, gateway);
        var request = new WithdrawalRequest(1000, Iban);

        Assert.Equal(PreviewedAction.Request, (await payers[0].PreviewAsync("INV-1", request)).Action);
        var other = await payers[1].PayAsync(keyOfOther, request);
        var own = await payers[0].PayAsync("INV-1", request);

        var isSameKey = keyOfOther == "INV-1";
        Assert.Equal(isSameKey, own.Withdrawal.Id == other.Withdrawal.Id);
        Assert.Equal(isSameKey ? WithdrawalOrigin.Recorded : WithdrawalOrigin.Requested, own.Origin);
        Assert.Equal(isSameKey ? 1 : 2, gateway.Withdrawals.Count);
        payers.ForEach(payer => payer.Dispose());
    }

    [PgBouncerFact]
    public async Task Two_machines_behind_a_pooler_in_transaction_mode_pay_each_key_once()
    {
        var journal = await TestJournal.PrepareAsync(cluster);
        await using var pooler = await PgBouncer.StartAsync(cluster, journal.Database, journal.Payer);
        using var gateway = Start(faultRate: 0.2);
        var payers = Payers(2, journal, gateway, pooler.Port);

        await Task.WhenAll(payers.Select(payer => Task.Run(async () =>
        {
            for (var payment = 0; payment < 30; payment++)
            {
                await payer.PayUntilDoneAsync($"INV-{payment}", new WithdrawalRequest(1000 + (payment % 5), Iban));
            }
        })));

        Assert.Equal(30, gateway.Withdrawals.Count);
        Assert.Equal(Enumerable.Range(0, 30).Select(payment => 1000L + (payment % 5)).Order(), gateway.Withdrawals.Select(row => row.Amount).Order());
        payers.ForEach(payer => payer.Dispose());
    }

    private static SandboxGateway Start(double faultRate = 0) => SandboxGateway.Start(new SandboxSettings
    {
        Code = Payer.Code,
        SettleAfter = null,
        FaultRate = faultRate,
        Faults = [SandboxFault.DropAfterCommit, SandboxFault.DropBeforeCommit, SandboxFault.DisruptedAfterCommit, SandboxFault.ServerError],
    });

    private static List<Payer> Payers(int count, TestJournal journal, SandboxGateway gateway, int? port = null) =>
        [.. Enumerable.Range(0, count).Select(_ => new Payer(journal, gateway, port))];
}
