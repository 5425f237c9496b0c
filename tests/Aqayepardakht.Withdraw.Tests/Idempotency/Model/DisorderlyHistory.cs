using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>
/// Payments in a world that is not in order. At the end the gateway's ledger is compared with what was promised: no payment twice within
/// the window of the guard, none lost that nobody was told of, and no key that a person could not end.
/// </summary>
internal sealed class DisorderlyHistory
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(20);

    private static readonly string[] Ibans = ["IR270170000000100324200001", "IR820540102680020817909002"];
    private static readonly TimeSpan LookServes = TimeSpan.FromSeconds(5);

    private readonly World _world;
    private readonly Disorder _disorder;
    private readonly Records _records;
    private readonly Payment[] _payments;
    private readonly SimulatedDisk[] _disks;
    private readonly User[] _users;
    private readonly Dictionary<SimulatedDisk, byte[]> _copies = [];

    /// <summary>What was open in a journal that is gone with its mark: nobody knows of it any more, save the list.</summary>
    private readonly HashSet<string> _openInLost = [];

    /// <summary>What was open in a journal when it was replaced.</summary>
    private readonly Dictionary<SimulatedDisk, string[]> _openWhenReplaced = [];

    private User? _last;
    private int _lossesUnnoticed;

    private DisorderlyHistory(Scenario scenario, List<string>? log, Script? script, IReadOnlyCollection<Fault>? faults)
    {
        _world = new World(scenario, log, script, faults);
        _disorder = scenario.Disorder!;
        _records = new Records(_world.Gateway);
        var chance = _world.Random;
        _payments = [.. Enumerable.Range(1, scenario.Keys).Select(number =>
        {
            var kind = chance.NextBelow(scenario.Kinds);
            return new Payment($"K{number}", 100 + (kind / Ibans.Length), Ibans[kind % Ibans.Length], beginsWrong: false);
        })];
        MakeEarlierRows();
        if (_disorder.HasLikeStrangers)
        {
            _world.Gateway.LikeStrangers = [.. _payments.Select(payment => payment.Right)];
        }

        _disks = [.. Enumerable.Range(0, _disorder.Journals).Select(number => number == 0 ? _world.Disk : new SimulatedDisk(_world))];
        var files = _disks.Select(_ => _payments.ToList()).ToArray();
        _users = [.. Enumerable.Range(0, scenario.Processes).Select(number =>
            new User(_world, _records, _disks[number % _disks.Length], files[number % _disks.Length], number + 1))];
    }

    /// <summary>Runs a history and asserts its result. One that fails is run again with a log.</summary>
    public static void Check(Scenario scenario) => Check(scenario, null, null, isThorough: false);

    /// <summary>Runs the history in which faults of the given kinds occur at the given moments.</summary>
    /// <returns>How many moments there were.</returns>
    public static int Check(Scenario scenario, IReadOnlyList<int>? occurring, IReadOnlyCollection<Fault>? faults, bool isThorough)
    {
        var script = occurring is null ? null : new Script(occurring, isThorough);
        try
        {
            new DisorderlyHistory(scenario, null, script, faults).Run();
            return script?.Moments ?? 0;
        }
        catch (Exception exception)
        {
            var log = new List<string>();
            Record.Exception(() => new DisorderlyHistory(scenario, log, occurring is null ? null : new Script(occurring, isThorough), faults).Run());
            throw new InvalidOperationException(
                $"{exception.Message}\n{exception.StackTrace}\n{scenario}\n{string.Join(',', occurring ?? [])}\n{string.Join('\n', log)}", exception);
        }
    }

    /// <summary>More than the window, where the gateway's own time is known.</summary>
    private TimeSpan MaxClockError => TimeSpan.FromHours(_world.Gateway.SaysItsTime ? 40 : 3);

    private TimeSpan Quiet => World.SettlingTime + World.RequestTimeout + World.RequestTimeout + _disorder.MaxLag;

    /// <summary>More than a list's page, over three days, in a random world some just like ours.</summary>
    private void MakeEarlierRows()
    {
        for (var index = 0; index < (_world.IsScripted ? 2 : 12); index++)
        {
            var like = _world.Random.Pick(_payments).Right;
            var isLike = _world.Random.NextBool(0.1);
            _world.Gateway.Make(isLike ? like.Amount : 5, like.Iban);
            _world.Time.Pass(TimeSpan.FromHours(1 + _world.Random.NextBelow(9)));
        }
    }

    private void Run()
    {
        for (var turn = 0; turn < 60 && _users.Any(user => user.Left.Count > 0); turn++)
        {
            TakeTurn();
        }

        _world.EndFaults();
        _world.ClockError = TimeSpan.Zero;
        _world.Time.Pass(Quiet);
        foreach (var user in _users)
        {
            Finish(user);
        }

        AssertNeverTwiceWithinWindow();
        AssertNoneIsLostInSilence();
    }

    private void TakeTurn()
    {
        var busy = _users.Where(user => user.Left.Count > 0).ToArray();
        var user = _world.Random.Pick(busy);
        if (_last is not null && _last.Disk != user.Disk)
        {
            // Two journals know nothing of each other, so what one has just sent the other cannot see yet, nor in what it has just read.
            _world.Time.PassUntilQuiet();
            _world.Time.Pass(_disorder.MaxLag + LookServes);
        }

        _last = user;
        MayMoveClock();
        MayLoseJournal(user);
        var others = busy.Where(other => other != user && other.Disk == user.Disk).ToArray();
        _world.MeanwhileElsewhere = others.Length == 0 ? null : () => ActElsewhere(_world.Random.Pick(others));
        try
        {
            user.Pay(_world.Random.Pick(user.Left), settles: _world.Random.NextBool(0.2));
            _world.MaySleep();
            if (_world.Fails(Fault.Pause))
            {
                _world.Time.Pass(_world.Random.NextBool(0.2) ? TimeSpan.FromHours(26) : _world.AnyTimeWithin(Quiet));
            }
        }
        catch (CrashException crash)
        {
            Die(user, crash);
        }
    }

    private void ActElsewhere(User user)
    {
        _world.WasOvertaken = true;
        try
        {
            if (user.Left.Count > 0)
            {
                user.Pay(_world.Random.Pick(user.Left), settles: false);
            }
        }
        catch (CrashException crash) when (!crash.IsPowerLoss)
        {
            Die(user, crash);
        }
    }

    private void Die(User user, CrashException crash)
    {
        if (crash.IsPowerLoss)
        {
            foreach (var disk in _disks)
            {
                disk.LosePower();
            }

            // The power took the mark as well, which is never flushed.
            foreach (var reader in _users.Where(one => one.Disk.IsReplaced && !one.IsRefused))
            {
                LoseUnnoticed(reader.Disk);
            }
        }

        foreach (var dead in crash.IsPowerLoss ? _users : [user])
        {
            dead.Start();
        }
    }

    /// <summary>Between two commands: whoever sets a clock takes longer than a request is on its way.</summary>
    private void MayMoveClock()
    {
        if (_disorder.MovesClocks && _world.Random.NextBool(0.1))
        {
            _world.Time.Pass(Quiet);
            _world.ClockError = _world.Random.NextBool(0.3) ? TimeSpan.Zero : _world.AnyTimeWithin(MaxClockError + MaxClockError) - MaxClockError;
            _world.Log($"the clock is wrong by {_world.ClockError}");
            foreach (var user in _users)
            {
                user.Start();
            }
        }
    }

    private void MayLoseJournal(User user)
    {
        if (_disorder.Loss == JournalLoss.None || !_world.Random.NextBool(0.1))
        {
            return;
        }

        if (_copies.TryGetValue(user.Disk, out var copy) && _world.Random.NextBool(0.7))
        {
            _world.Time.Pass(Quiet);
            _world.Log($"the journal of user {user.Number} is {(copy.Length == 0 ? "deleted" : "restored")}");
            _openWhenReplaced[user.Disk] = [.. user.Journal.Records.Where(record => record.State == JournalState.Open).Select(record => record.Key)];
            user.Disk.Replace(copy);
            if (_disorder.Loss == JournalLoss.MarkIsLostToo || !user.IsRefused)
            {
                LoseUnnoticed(user.Disk);
            }

            foreach (var other in _users.Where(other => other.Disk == user.Disk))
            {
                other.Start();
            }
        }

        _copies[user.Disk] = _world.Random.NextBool(0.3) ? [] : [.. user.Disk.Content];
    }

    /// <summary>Nothing tells that the journal was replaced.</summary>
    private void LoseUnnoticed(SimulatedDisk disk)
    {
        _lossesUnnoticed++;
        _openInLost.UnionWith(_openWhenReplaced[disk]);
        disk.DeleteMark();
    }

    /// <summary>With nothing failing any more, a person ends each key.</summary>
    private void Finish(User user)
    {
        _world.Time.Pass(Quiet);
        foreach (var payment in _payments)
        {
            user.Start();
            for (var attempt = 0; user.Payments.Contains(payment) && !user.HasMade(payment); attempt++)
            {
                Assert.True(attempt < 8 + _world.Gateway.Ledger.Count, $"User {user.Number} cannot end {payment.Key}.");
                user.Pay(payment, settles: true);
                _world.Time.Pass(Quiet);
            }
        }
    }

    private void AssertNeverTwiceWithinWindow()
    {
        // What one journal knows it knows for good.
        var window = _disks.Length == 1 && _lossesUnnoticed == 0
            ? TimeSpan.MaxValue
            : Window - (_disorder.MovesClocks && !_world.Gateway.SaysItsTime ? MaxClockError : TimeSpan.Zero);
        foreach (var kind in _payments.GroupBy(payment => (payment.Right.Amount, payment.Right.Iban)))
        {
            var keys = kind.Select(payment => payment.Key).ToHashSet();
            var rows = _world.Gateway.Ledger.Where(row => _world.Gateway.KeyOf.TryGetValue(row.Id, out var key) && keys.Contains(key)).ToArray();
            for (var index = 0; index + keys.Count < rows.Length; index++)
            {
                var again = rows[index + keys.Count];
                Assert.True(
                    again.CreatedAt - rows[index].CreatedAt >= window || (_disorder.MaxLag > World.SettlingTime && keys.Any(key => _records.CountSentAgain(key) > 0)),
                    $"{keys.Count} keys of {kind.Key} made {rows.Length} withdrawals: {string.Join(' ', rows.Select(row => row.Id))}.");
            }
        }
    }

    private void AssertNoneIsLostInSilence()
    {
        foreach (var kind in _payments.GroupBy(payment => payment.Right.Amount + payment.Right.Iban))
        {
            // Where somebody else's was taken for a payment, with a warning, the payment's own comes to light as one too many.
            var rows = _world.Gateway.Ledger.Where(row => row.Amount + Iban.Normalize(row.Iban) == kind.Key).ToArray();
            var taken = rows.Count(row => !_world.Gateway.KeyOf.ContainsKey(row.Id) && _records.IsNoted(row.Id));
            // So does one where a warning said that there may be a second one.
            var warned = kind.Sum(payment => _records.CountSentAgain(payment.Key) + _records.CountMadeBefore(payment.Key));
            var untold = rows.Where(row => _world.Gateway.KeyOf.TryGetValue(row.Id, out var key) && !_openInLost.Contains(key) && !_records.IsNoted(row.Id) && !_records.IsNamed(row.Id)).ToArray();
            Assert.True(untold.Length <= taken + warned, $"Nobody was told of {string.Join(' ', untold.Select(row => row.Id))}.");
        }

        foreach (var user in _users)
        {
            foreach (var record in user.Journal.Records.Where(record => record.State == JournalState.Made))
            {
                var id = record.Withdrawal!.Id;
                Assert.True(
                    _world.Gateway.KeyOf.ContainsKey(id) || _records.IsNamed(id),
                    $"{record.Key} was not paid: {id} is somebody else's, and nobody was told.");
            }
        }
    }
}
