using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Aqayepardakht.Tests;
using Xunit;
using Xunit.Abstractions;

namespace Aqayepardakht.Commands.Tests.Journal;

/// <summary>
/// Real processes, killed at random moments and run again until everything is paid. AQP_CRASH_PAYMENTS and AQP_CRASH_KILLS make it
/// longer; then every way to break is drawn alike, the hanging ones too.
/// </summary>
public sealed class KilledProcessTests(ITestOutputHelper output)
{
    private const string AllFaults =
        PayoutRun.QuickFaults + ",TooManyRequests,BadGatewayHtml,ServiceUnavailable,Redirect,HtmlOk,Hang,HangAfterCommit";

    /// <summary>About what a payment's lines in the journal come to; more when more requests fail, since the reasons are in it.</summary>
    private const long BytesOfPayment = 380;
    private const long BytesOfFullPayment = 560;

    /// <summary>What the gateway must keep even on a machine that is busy with other tests: a request it took longer for would be sent again.</summary>
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(2);

    [Fact]
    public void Payments_are_made_once_however_often_payer_and_gateway_are_killed()
    {
        var payments = RunSize.Of("AQP_CRASH_PAYMENTS", 100);
        var kills = RunSize.Of("AQP_CRASH_KILLS", 4);
        var isFull = payments > 100;
        var gatewayKills = Math.Max(3, kills / 10);
        var random = new Random();
        using var run = new PayoutRun(payments, isFull ? 0.3 : 0.1, isFull ? AllFaults : PayoutRun.QuickFaults, SettlingTime);
        run.StartGateway();
        var stopwatch = Stopwatch.StartNew();
        var (killed, killedAtWork, gatewaysKilled, runs) = (0, 0, 0, 0);
        var duplicatesSuspected = 0;
        while (true)
        {
            using var payer = run.StartPayer();
            Assert.True(++runs < 20 * (kills + 5), payer.Text());
            payer.WaitForLine("PAYING");
            while (killed + gatewaysKilled < kills + gatewayKills && WaitForPayments(payer))
            {
                if (random.Next(kills + gatewayKills - killed - gatewaysKilled) < gatewayKills - gatewaysKilled)
                {
                    // The payer goes on with the gateway that takes its place.
                    run.KillGateway();
                    gatewaysKilled++;
                    run.StartGateway();
                    continue;
                }

                payer.Kill();
                killed++;
                killedAtWork += Has(payer, "PAID ") && !Has(payer, "DONE ") ? 1 : 0;
                break;
            }

            var unpaid = payer.WaitForEnd();
            duplicatesSuspected += payer.Lines.Count(line => line.StartsWith("FAILED AqpPossibleDuplicate", StringComparison.Ordinal));
            if (unpaid == 0)
            {
                break;
            }
        }

        run.KillGateway();
        var (duplicates, lost) = run.Compare();
        output.WriteLine($"possible duplicates that the guard named: {duplicatesSuspected}");
        Tell(payments, run, killed, gatewaysKilled, runs, duplicates, lost, stopwatch.Elapsed);
        Assert.Equal((0, 0), (duplicates, lost));
        run.AssertJournalMatchesLedger();

        // A kill proves something only where payments had been made and others were left.
        Assert.True(killedAtWork > kills / 2, $"Only {killedAtWork} of {killed} kills came between the first payment and the last.");

        // Kills are spread over the payments, so that they meet the first as well as the last.
        bool WaitForPayments(ScriptProcess payer)
        {
            var before = run.JournalLength;
            var left = Math.Max(0, (payments * (isFull ? BytesOfFullPayment : BytesOfPayment)) - before);
            left /= kills + gatewayKills - killed - gatewaysKilled + 1;
            var end = before + random.NextInt64(1 + (2 * left));
            SpinWait.SpinUntil(() => payer.HasEnded || run.JournalLength > end);
            Thread.Sleep(random.Next(30));
            return !payer.HasEnded;
        }
    }

    [Fact]
    public void Two_processes_that_pay_the_same_file_at_the_same_time_pay_it_once()
    {
        using var run = new PayoutRun(60, 0.05, PayoutRun.QuickFaults, SettlingTime);
        run.StartGateway();
        using var first = run.StartPayer();
        using var second = run.StartPayer();

        while (first.WaitForEnd() + second.WaitForEnd() > 0)
        {
            using var again = run.StartPayer();
            if (again.WaitForEnd() == 0)
            {
                break;
            }
        }

        run.KillGateway();
        Assert.Equal((0, 0), run.Compare());
        run.AssertJournalMatchesLedger();

        // Both were at work, and neither paid what the other had.
        Assert.True(Has(first, "PAID ") && Has(second, "PAID "));
    }

    private static bool Has(ScriptProcess payer, string beginning) => payer.Lines.Any(line => line.StartsWith(beginning, StringComparison.Ordinal));

    private void Tell(int payments, PayoutRun run, int kills, int gatewayKills, int runs, int duplicates, int lost, TimeSpan time)
    {
        output.WriteLine($"payments {payments}, ledger rows {run.LedgerRows}, duplicates {duplicates}, lost {lost}");
        output.WriteLine($"payer kills {kills}, gateway kills {gatewayKills}, runs {runs}, {time.TotalSeconds:F0} s");
        foreach (var (name, count) in run.Counts().OrderBy(count => count.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{name}: {count}");
        }
    }
}
