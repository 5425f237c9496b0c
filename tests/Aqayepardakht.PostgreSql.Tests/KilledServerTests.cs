using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;
using Aqayepardakht.Tests;
using Xunit;
using Xunit.Abstractions;

namespace Aqayepardakht.PostgreSql.Tests;

/// <summary>The server ends as in a power failure and starts again, while three machines pay one file over a gateway that breaks.</summary>
/// <remarks>AQP_DATABASE_PAYMENTS and AQP_DATABASE_KILLS make it longer.</remarks>
public sealed class KilledServerTests(PostgresCluster cluster, ITestOutputHelper output) : IClassFixture<PostgresCluster>
{
    private const int Machines = 3;

    [PostgresFact]
    public async Task Each_payment_is_made_once_however_often_the_server_is_killed()
    {
        var payments = RunSize.Of("AQP_DATABASE_PAYMENTS", 30);
        var kills = RunSize.Of("AQP_DATABASE_KILLS", 2);
        var journal = await TestJournal.PrepareAsync(cluster);
        using var gateway = SandboxGateway.Start(new SandboxSettings
        {
            Code = Payer.Code,
            SettleAfter = null,
            FaultRate = 0.3,
            Faults =
            [
                SandboxFault.DropAfterCommit, SandboxFault.DropBeforeCommit, SandboxFault.DisruptedAfterCommit, SandboxFault.ServerError,
                SandboxFault.ServerErrorAfterCommit, SandboxFault.BrokenJson, SandboxFault.CutAnswer,
            ],
        });
        Payer[] payers = [.. Enumerable.Range(0, Machines).Select(_ => new Payer(journal, gateway))];

        var paying = Task.WhenAll(payers.Select(payer => Task.Run(async () =>
        {
            for (var payment = 0; payment < payments; payment++)
            {
                await payer.PayUntilDoneAsync($"INV-{payment}", Request(payment));
            }
        })));
        var random = new Random();
        var killed = 0;
        while (killed < kills && !paying.IsCompleted)
        {
            var next = gateway.Withdrawals.Count + random.Next(1, Math.Max(2, 2 * payments / (kills + 1)));
            SpinWait.SpinUntil(() => paying.IsCompleted || gateway.Withdrawals.Count >= Math.Min(next, payments - 1));
            Thread.Sleep(random.Next(20));
            cluster.StopImmediately();
            cluster.Start();
            killed++;
        }

        await paying;
        output.WriteLine($"{payments} payments, {gateway.Withdrawals.Count} in the ledger, {killed} kills of the server, guard {payers.Sum(payer => payer.GuardSpoke)}");
        Assert.Equal(kills, killed);
        Assert.Equal(Enumerable.Range(0, payments).Select(payment => Request(payment).Amount).Order(), gateway.Withdrawals.Select(row => row.Amount).Order());
        var entries = await payers[0].ReadJournalAsync();
        Assert.All(entries, entry => Assert.Equal(JournalState.Made, entry.State));
        Assert.Equal(gateway.Withdrawals.Select(row => row.Id).Order(), entries.Select(entry => entry.Id!.Value).Order());
        Array.ForEach(payers, payer => payer.Dispose());
    }

    /// <summary>Many are of one amount, so that they can be mistaken for one another.</summary>
    private static WithdrawalRequest Request(int payment) => new(1000 + (payment % 7), "IR270170000000100324200001");
}
