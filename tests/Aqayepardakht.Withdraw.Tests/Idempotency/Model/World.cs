using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>The time, the disk and the gateway that all processes share, and what goes wrong between them.</summary>
internal sealed class World
{
    public static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(20);
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);

    private readonly double _rate;
    private readonly bool[] _kinds;
    private readonly List<string>? _story;
    private int _troubles;

    public World(Scenario scenario, List<string>? story)
    {
        RandomSource = new RandomSource(scenario.Seed);
        _troubles = scenario.Troubles;
        _rate = scenario.TroubleRate / 100.0;
        _story = story;
        _kinds = [.. Enum.GetValues<Kind>().Select(kind => scenario.OnlyRequests
            ? kind is Kind.DeathInRequest or Kind.LostResponse or Kind.LateWithdrawal or Kind.NoWithdrawal or Kind.SlowRequest
            : RandomSource.Of(0.5))];
        Disk = new SimulatedDisk(this);
        Gateway = new SimulatedGateway(this);
    }

    public RandomSource RandomSource { get; }

    public SimulatedTime Time { get; } = new();

    public SimulatedDisk Disk { get; }

    public SimulatedGateway Gateway { get; }

    /// <summary>How long the computer has slept.</summary>
    public TimeSpan Slept { get; private set; }

    /// <summary>Whether the power ever failed.</summary>
    public bool PowerFailed { get; private set; }

    /// <summary>Ctrl+C for the process that is at work.</summary>
    public CancellationTokenSource? Stop { get; set; }

    /// <summary>What another process may do at any step of the one at work.</summary>
    public Action? MeanwhileElsewhere { get; set; }

    /// <summary>Whether something of a kind goes wrong now.</summary>
    public bool Trouble(Kind kind, double share = 1)
    {
        if (_troubles == 0 || !_kinds[(int)kind] || !RandomSource.Of(_rate * share))
        {
            return false;
        }

        _troubles--;
        return true;
    }

    /// <summary>From now on everything goes well, and everybody has their turn alone.</summary>
    public void Calm()
    {
        _troubles = 0;
        MeanwhileElsewhere = null;
    }

    /// <summary>A moment at which a process may die, be stopped, or be overtaken.</summary>
    public void Step(string where)
    {
        if (MeanwhileElsewhere is { } elsewhere && RandomSource.Of(0.04))
        {
            MeanwhileElsewhere = null;
            elsewhere();
            MeanwhileElsewhere = elsewhere;
        }

        if (Trouble(Kind.PowerFailure, 0.15))
        {
            Tell($"the power fails {where}");
            PowerFailed = true;
            throw new CrashException(isPowerLoss: true);
        }

        if (Trouble(Kind.Death, 0.25))
        {
            Die(where);
        }

        if (Stop is not null && Trouble(Kind.Stop, 0.1))
        {
            Tell($"Ctrl+C {where}");
            Stop.Cancel();
        }
    }

    public void Die(string where)
    {
        Tell($"the process dies {where}");
        throw new CrashException(isPowerLoss: false);
    }

    /// <summary>A moment at which the computer may sleep. Processes do not notice, and the gateway goes on.</summary>
    public void MaySleep()
    {
        if (Trouble(Kind.Sleep, 0.3))
        {
            var time = AnyTimeWithin(SettlingTime + SettlingTime);
            Tell($"the computer sleeps for {time}");
            Slept += time;
            Time.Pass(time);
        }
    }

    /// <summary>Any time that is shorter, and more often than others the longest of them.</summary>
    public TimeSpan AnyTimeWithin(TimeSpan limit)
    {
        var most = Math.Max(1, (int)limit.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(RandomSource.Of(0.3) ? most - 1 : RandomSource.Below(most));
    }

    public void Tell(FormattableString what) => _story?.Add(FormattableString.Invariant($"{Time.Now:mm:ss.fff} ") + FormattableString.Invariant(what));
}
