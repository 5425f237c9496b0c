using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>Payments, from the first attempt to the last response, with everything in between that goes wrong.</summary>
internal sealed class History
{
    private const int MaxTurns = 2000;
    private static readonly string[] Ibans = ["IR270170000000100324200001", "IR820540102680020817909002"];

    private readonly World _world;
    private readonly Payment[] _payments;
    private readonly PayingProcess[] _processes;
    private readonly int _earlierRows;

    private History(Scenario scenario, List<string>? log)
    {
        _world = new World(scenario, log);
        var chance = _world.Random;
        _payments = [.. Enumerable.Range(1, scenario.Keys).Select(number =>
        {
            var kind = chance.NextBelow(scenario.Kinds);
            return new Payment($"K{number}", 100 + (kind / Ibans.Length), Ibans[kind % Ibans.Length], beginsWrong: chance.NextBool(0.1));
        })];

        // Withdrawals that were made before the journal began, some of them just like ours.
        _earlierRows = chance.NextBelow(4);
        for (var index = 0; index < _earlierRows; index++)
        {
            var like = chance.Pick(_payments).Right;
            _world.Gateway.Make(like.Amount, like.Iban);
        }

        _processes = [.. Enumerable.Range(1, scenario.Processes).Select(number => new PayingProcess(_world, _payments, number))];
    }

    /// <summary>Runs a history and asserts its result. One that fails is run again with a log.</summary>
    public static void Check(Scenario scenario)
    {
        try
        {
            new History(scenario, null).Run();
        }
        catch (Exception exception)
        {
            var log = new List<string>();
            Record.Exception(() => new History(scenario, log).Run());
            throw new InvalidOperationException($"{exception.Message}\n{exception.StackTrace}\n{scenario}\n{string.Join('\n', log)}", exception);
        }
    }

    private void Run()
    {
        var turn = 0;
        for (; _processes.Any(process => !process.IsDone); turn++)
        {
            Assert.True(turn < MaxTurns, "The payments are never done.");
            TakeTurn();
        }

        // What is still on its way arrives.
        _world.EndFaults();
        _world.Time.Pass(World.RequestTimeout + World.SettlingTime);
        AssertEachKeyIsMadeOnce();
        AssertJournalMatchesLedger();
        AssertFinishedKeysCostNothing();
    }

    private void TakeTurn()
    {
        var process = _world.Random.Pick(_processes);
        var others = _processes.Where(other => other != process).ToArray();
        _world.MeanwhileElsewhere = others.Length == 0 ? null : () => ActElsewhere(_world.Random.Pick(others));
        try
        {
            process.PayOne();
            _world.MaySleep();
            if (_world.Fails(Fault.Pause))
            {
                _world.Time.Pass(_world.AnyTimeWithin(World.SettlingTime + World.SettlingTime));
            }
        }
        catch (CrashException crash)
        {
            Die(process, crash);
            if (_world.Fails(Fault.Pause))
            {
                _world.Time.Pass(_world.AnyTimeWithin(World.SettlingTime));
            }
        }
    }

    /// <summary>Takes no time: what the process at work is doing is not made to last longer.</summary>
    private void ActElsewhere(PayingProcess process)
    {
        try
        {
            if (_world.Random.NextBool(0.7))
            {
                process.Preview();
            }
            else
            {
                process.PayOne();
            }
        }
        catch (CrashException crash) when (!crash.IsPowerLoss)
        {
            Die(process, crash);
        }
    }

    private void Die(PayingProcess process, CrashException crash)
    {
        if (crash.IsPowerLoss)
        {
            _world.Disk.LosePower();
        }

        foreach (var dead in crash.IsPowerLoss ? _processes : [process])
        {
            dead.Start();
        }
    }

    private void AssertEachKeyIsMadeOnce()
    {
        foreach (var kind in _payments.GroupBy(payment => (payment.Right.Amount, payment.Right.Iban)))
        {
            var made = _world.Gateway.Ledger.Skip(_earlierRows).Count(row => IsLike(row, kind.First()));
            Assert.True(made == kind.Count(), $"{kind.Count()} keys of {kind.Key} made {made} withdrawals.");
        }

        Assert.DoesNotContain(_world.Gateway.Ledger, row => row.Amount == SimulatedGateway.RefusedAmount);
    }

    private void AssertJournalMatchesLedger()
    {
        var ids = new HashSet<long>();
        var journal = _world.Journal;
        foreach (var payment in _payments)
        {
            var record = journal.Find(payment.Key);
            Assert.True(record is { State: JournalState.Made }, $"The journal has {payment.Key} as {record?.State}.");
            Assert.True(ids.Add(record!.Withdrawal!.Id), $"{record.Withdrawal.Id} belongs to two keys.");
            Assert.Contains(_world.Gateway.Ledger.Skip(_earlierRows), row => row.Id == record.Withdrawal.Id && IsLike(row, payment));

            // Only a power failure makes the journal forget what it recorded; equal payments may then stand for one another.
            Assert.True(_world.PowerFailed || payment.ReportedId is null || payment.ReportedId == record.Withdrawal.Id, $"{payment.Key} was reported as {payment.ReportedId}.");
        }
    }

    private void AssertFinishedKeysCostNothing()
    {
        var calls = _world.Gateway.Calls;
        var length = _world.JournalLength;
        var process = _processes[0];
        process.Start();
        while (!process.IsDone)
        {
            process.PayOne();
        }

        Assert.True(calls == _world.Gateway.Calls, "A finished key costs no call.");
        Assert.True(length == _world.JournalLength, "A finished key writes nothing.");
    }

    private static bool IsLike(Withdrawal row, Payment payment) =>
        row.Amount == payment.Right.Amount && string.Equals(row.Iban!.Replace(" ", ""), payment.Right.Iban, StringComparison.OrdinalIgnoreCase);
}
