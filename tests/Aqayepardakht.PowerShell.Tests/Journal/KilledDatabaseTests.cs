using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aqayepardakht.PostgreSql.Tests;
using Aqayepardakht.Tests;
using Xunit;
using Xunit.Abstractions;

namespace Aqayepardakht.Commands.Tests.Journal;

/// <summary>
/// Three processes pay one file from a journal that they share in a database; they and the database's server are killed at random moments.
/// AQP_SHARED_PAYMENTS, AQP_SHARED_KILLS and AQP_SHARED_SERVER_KILLS make it longer.
/// </summary>
public sealed class KilledDatabaseTests(PostgresCluster cluster, ITestOutputHelper output) : IClassFixture<PostgresCluster>
{
    /// <summary>About what a payment comes to in the ledger.</summary>
    private const long BytesOfPayment = 150;

    [PostgresFact]
    public async Task Payments_are_made_once_however_often_payers_and_database_are_killed()
    {
        var payments = RunSize.Of("AQP_SHARED_PAYMENTS", 30);
        var kills = RunSize.Of("AQP_SHARED_KILLS", 3);
        var serverKills = RunSize.Of("AQP_SHARED_SERVER_KILLS", 1);
        var name = await cluster.CreateDatabaseAsync();
        var payerRole = await cluster.CreateRoleAsync();
        using (var session = ModuleSession.WithoutSandbox())
        {
            session.Run(
                "Initialize-AqpJournalDatabase $database -PayerRole $role -Confirm:$false",
                ("database", cluster.ConnectionString(name)), ("role", payerRole)).Succeeded();
        }

        using var run = new PayoutRun(payments, 0.3, PayoutRun.QuickFaults, TimeSpan.FromSeconds(2), cluster.ConnectionString(name, payerRole));
        run.StartGateway();
        var random = new Random();
        ScriptProcess[] payers = [run.StartPayer(), run.StartPayer(), run.StartPayer()];
        var (killedAtWork, serversKilled, runs) = (0, 0, payers.Length);
        for (var left = kills + serverKills; left > 0 && WaitForPayments(left); left--)
        {
            if (random.Next(left) < serverKills - serversKilled)
            {
                cluster.StopImmediately();
                cluster.Start();
                serversKilled++;
            }
            else
            {
                var index = random.Next(payers.Length);
                killedAtWork += payers[index].HasEnded ? 0 : 1;
                Replace(index);
            }
        }

        for (var index = 0; index < payers.Length;)
        {
            if (payers[index].WaitForEnd() == 0)
            {
                index++;
                continue;
            }

            Assert.True(runs < 20 * (kills + 5), payers[index].Text());
            Replace(index);
        }

        run.KillGateway();
        var (duplicates, lost) = run.Compare();
        run.AssertJournalMatchesLedger();
        output.WriteLine($"payments {payments}, ledger rows {run.LedgerRows}, duplicates {duplicates}, lost {lost}");
        output.WriteLine($"payer kills {killedAtWork}, server kills {serversKilled}, runs {runs}");
        Assert.Equal((0, 0), (duplicates, lost));
        Assert.Equal(serverKills, serversKilled);
        Assert.True(killedAtWork > kills / 2, $"Only {killedAtWork} of {kills} kills met a payer at work.");
        Array.ForEach(payers, payer => payer.Dispose());

        void Replace(int index)
        {
            payers[index].Kill();
            payers[index].Dispose();
            payers[index] = run.StartPayer();
            runs++;
        }

        // Kills are spread over the payments, so that they meet the first as well as the last.
        bool WaitForPayments(int left)
        {
            var toPay = Math.Max(0, (payments * BytesOfPayment) - run.LedgerLength);
            var end = run.LedgerLength + random.NextInt64(1 + (2 * toPay / (left + 1)));
            SpinWait.SpinUntil(() => payers.All(payer => payer.HasEnded) || run.LedgerLength > end);
            Thread.Sleep(random.Next(30));
            return !payers.All(payer => payer.HasEnded);
        }
    }
}
