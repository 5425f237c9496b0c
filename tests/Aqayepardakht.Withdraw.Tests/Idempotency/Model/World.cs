using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aqayepardakht.Tests.Idempotency.ManyPayers;

namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>The time, the disk and the gateway that all processes share, and their faults.</summary>
internal sealed class World
{
    public static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(20);
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Between any two others nothing changes that a death or another process could make a difference to.</summary>
    private static readonly string[] DecisivePlaces =
        ["before the lock", "after a write", "after the last byte", "before the response", "when no response came", "while waiting"];

    private readonly double _rate;
    private readonly bool[] _enabledFaults;
    private readonly List<string>? _log;
    private readonly Script? _script;
    private readonly SharedJournal? _shared;
    private int _faultsLeft;

    public World(Scenario scenario, List<string>? log, Script? script = null, IReadOnlyCollection<Fault>? faults = null)
    {
        _script = script;
        Disorder = scenario.Disorder;
        Random = script is null ? new RandomSource(scenario.Seed) : new NoChance();
        _faultsLeft = scenario.Faults;
        _rate = scenario.FaultRate / 100.0;
        _log = log;
        _enabledFaults = [.. Enum.GetValues<Fault>().Select(fault => faults is not null ? faults.Contains(fault) : scenario.OnlyRequests
            ? fault is Fault.DeathInRequest or Fault.LostResponse or Fault.LateWithdrawal or Fault.NoWithdrawal or Fault.SlowRequest
            : Random.NextBool(0.5))];
        Disk = new SimulatedDisk(this);
        if (scenario.HasSharedJournal)
        {
            _shared = new SharedJournal { Fault = _ => Fails(Fault.Disk, 0.3) ? JournalErrors.NotUsable("shared", new IOException("Connection reset by peer.")) : null };
        }

        Gateway = new SimulatedGateway(this);
    }

    /// <summary>Whether nothing is left to chance.</summary>
    public bool IsScripted => _script is not null;

    /// <summary>What is not in order; null when all is.</summary>
    public Disorder? Disorder { get; }

    public RandomSource Random { get; }

    public SimulatedTime Time { get; } = new();

    public SimulatedDisk Disk { get; }

    public SimulatedGateway Gateway { get; }

    /// <summary>How long the computer has slept.</summary>
    public TimeSpan Slept { get; private set; }

    /// <summary>By how much the computer's clock is wrong.</summary>
    public TimeSpan ClockError { get; set; }

    /// <summary>What is being paid by the process at work.</summary>
    public string? Paying { get; set; }

    /// <summary>Whether another process ever acted while one was at work.</summary>
    public bool WasOvertaken { get; set; }

    /// <summary>Whether the power ever failed.</summary>
    public bool PowerFailed { get; private set; }

    /// <summary>Ctrl+C for the process that is at work.</summary>
    public CancellationTokenSource? Stop { get; set; }

    /// <summary>What another process may do at any step of the one at work.</summary>
    public Action? MeanwhileElsewhere { get; set; }

    /// <summary>All that the journal of a world in order holds.</summary>
    public JournalIndex Journal => _shared?.Read() ?? OpenJournal().PeekIndex();

    /// <summary>How far the journal has come.</summary>
    public int JournalLength => _shared?.Lines.Count() ?? Disk.Content.Length;

    /// <summary>The journal as a process of its own opens it.</summary>
    public WithdrawalJournal OpenJournal() => _shared?.For(new SimulatedClock(this), ReachSharedJournal)
        ?? new WithdrawalJournal(Disk, "100200300", WithdrawEndpoint.Default);

    /// <summary>Whether this fault occurs now.</summary>
    public bool Fails(Fault fault, double share = 1)
    {
        if (_faultsLeft == 0 || !_enabledFaults[(int)fault] || !(_script?.Occurs() ?? Random.NextBool(_rate * share)))
        {
            return false;
        }

        _faultsLeft--;
        return true;
    }

    /// <summary>From now on nothing fails, and no process acts during the turn of another.</summary>
    public void EndFaults()
    {
        _faultsLeft = 0;
        MeanwhileElsewhere = null;
    }

    /// <summary>A moment at which a process may die, be stopped, or be overtaken.</summary>
    public void Step(string where)
    {
        if (_script is { IsThorough: false } && !DecisivePlaces.Contains(where))
        {
            return;
        }

        if (MeanwhileElsewhere is { } elsewhere && (_script is null ? Random.NextBool(0.04) : Fails(Fault.Overtaken)))
        {
            MeanwhileElsewhere = null;
            elsewhere();
            MeanwhileElsewhere = elsewhere;
        }

        if (Fails(Fault.PowerFailure, 0.15))
        {
            Log($"the power fails {where}");
            PowerFailed = true;
            throw new CrashException(isPowerLoss: true);
        }

        if (Fails(Fault.Death, 0.25))
        {
            Die(where);
        }

        if (Stop is not null && Fails(Fault.Stop, 0.1))
        {
            Log($"Ctrl+C {where}");
            Stop.Cancel();
        }
    }

    public void Die(string where)
    {
        Log($"the process dies {where}");
        throw new CrashException(isPowerLoss: false);
    }

    private Task ReachSharedJournal()
    {
        Step("at the journal");
        MaySleep();
        if (Fails(Fault.SlowDisk, 0.3))
        {
            var time = AnyTimeWithin(RequestTimeout + RequestTimeout);
            Log($"the database takes {time}");
            Time.Pass(time);
        }

        return Task.CompletedTask;
    }

    /// <summary>A moment at which the computer may sleep. Processes do not notice, and the gateway goes on.</summary>
    public void MaySleep()
    {
        if (Fails(Fault.Sleep, 0.3))
        {
            var time = AnyTimeWithin(SettlingTime + SettlingTime);
            Log($"the computer sleeps for {time}");
            Slept += time;
            Time.Pass(time);
        }
    }

    /// <summary>A random time below the limit, in three of ten cases the longest.</summary>
    public TimeSpan AnyTimeWithin(TimeSpan limit)
    {
        var max = Math.Max(1, (int)limit.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(_script is not null || Random.NextBool(0.3) ? max - 1 : Random.NextBelow(max));
    }

    public void Log(FormattableString what) => _log?.Add(FormattableString.Invariant($"{Time.Now:dd HH:mm:ss.fff} ") + FormattableString.Invariant(what));
}
