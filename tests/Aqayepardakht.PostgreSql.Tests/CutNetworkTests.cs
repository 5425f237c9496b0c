using System;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;
using Xunit;

namespace Aqayepardakht.PostgreSql.Tests;

/// <summary>The network between payer and database breaks, at every step of a payment.</summary>
[Collection(SharedCluster.Name)]
public sealed class CutNetworkTests(PostgresCluster cluster)
{
    /// <summary>Far more than a payment's traffic has; the loops below end by themselves.</summary>
    private const int MaxPieces = 100;

    private static WithdrawalRequest Request(long amount) => new(amount, "IR270170000000100324200001");

    [PostgresTheory]
    [InlineData(null)]
    [InlineData(SandboxFault.DropAfterCommit)]
    [InlineData(SandboxFault.DropBeforeCommit)]
    [InlineData(SandboxFault.DisruptedBeforeCommit)]
    public async Task A_connection_that_is_cut_and_comes_back_at_once_changes_nothing(SandboxFault? fault)
    {
        var journal = await TestJournal.PrepareAsync(cluster);
        using var gateway = SandboxGateway.Start(new SandboxSettings { Code = Payer.Code, SettleAfter = null });
        await using var network = new CuttingProxy(cluster.Port);
        for (var pieces = 0; ; pieces++)
        {
            Assert.True(pieces < MaxPieces);
            var key = $"INV-{pieces}";
            using var payer = new Payer(journal, gateway, network.Port, TimeSpan.FromMilliseconds(300));

            // A connection that the pool has already, so that the cut meets the payment rather than the logging in.
            await payer.ReadJournalAsync();
            network.CutAfter(pieces);
            if (fault is { } broken)
            {
                gateway.FailNext(broken, WithdrawalOperation.Request);
            }

            var result = await payer.PayAsync(key, Request(1000 + pieces));

            Assert.Null(result.NotRecorded);
            Assert.Equal(pieces + 1, gateway.Withdrawals.Count);
            if (!network.HasCut)
            {
                Assert.True(pieces > 5, "The network was not cut often enough to prove anything.");
                return;
            }
        }
    }

    [PostgresTheory]
    [InlineData(null)]
    [InlineData(SandboxFault.DropAfterCommit)]
    public async Task A_database_that_stays_away_leaves_a_key_that_the_next_run_settles(SandboxFault? fault)
    {
        var journal = await TestJournal.PrepareAsync(cluster);
        using var gateway = SandboxGateway.Start(new SandboxSettings { Code = Payer.Code, SettleAfter = null });
        await using var network = new CuttingProxy(cluster.Port);
        var (before, after) = (0, 0);
        for (var pieces = 0; ; pieces++)
        {
            Assert.True(pieces < MaxPieces);
            var (key, request) = ($"INV-{pieces}", Request(1000 + pieces));
            var made = gateway.Withdrawals.Count;
            using (var payer = new Payer(journal, gateway, network.Port, TimeSpan.FromMilliseconds(300), retryTime: TimeSpan.Zero))
            {
                await payer.ReadJournalAsync();
                network.CutAfter(pieces, staysDown: true);
                if (fault is { } broken)
                {
                    gateway.FailNext(broken, WithdrawalOperation.Request);
                }

                try
                {
                    var result = await payer.PayAsync(key, request);

                    // The money has moved all the same, and the payer learns both.
                    after += result.NotRecorded is null ? 0 : 1;
                }
                catch (JournalException exception)
                {
                    Assert.Equal(JournalErrorKind.DatabaseUnreachable, exception.Kind);
                    Assert.Equal(made, gateway.Withdrawals.Count);
                    before++;
                }
                catch (OutcomeUnknownException)
                {
                    after++;
                }
            }

            var wasCut = network.HasCut;
            network.Restore();
            using (var next = new Payer(journal, gateway, network.Port, TimeSpan.FromMilliseconds(300)))
            {
                Assert.Null((await next.PayAsync(key, request)).NotRecorded);
                Assert.Equal(JournalState.Made, (await next.ReadJournalAsync())[^1].State);
            }

            Assert.Equal(made + 1, gateway.Withdrawals.Count);
            if (!wasCut)
            {
                Assert.True(before > 0 && after > 0, $"{before} cuts before the request and {after} after it prove nothing.");
                return;
            }
        }
    }
}
