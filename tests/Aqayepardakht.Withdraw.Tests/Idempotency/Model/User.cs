using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>
/// A user with a journal of their own, who starts a command, reads what it says, and looks in the gateway's panel where it says so. The
/// panel shows everything at once.
/// </summary>
internal sealed class User
{
    private readonly World _world;
    private readonly Records _records;
    private readonly Dictionary<string, HashSet<long>> _othersOf = [];
    private readonly HashSet<long> _others = [];
    private List<Payment> _left = [];
    private IdempotentWithdrawalClient _keyed = null!;

    public User(World world, Records records, SimulatedDisk disk, List<Payment> payments, int number)
    {
        _world = world;
        _records = records;
        Disk = disk;
        Payments = payments;
        Number = number;
        Start();
    }

    public int Number { get; }

    public SimulatedDisk Disk { get; }

    /// <summary>The file of payments, which all users of a journal share.</summary>
    public List<Payment> Payments { get; }

    public IReadOnlyList<Payment> Left => [.. _left.Where(Payments.Contains)];

    private IdempotencyOptions Options => new()
    {
        DuplicateWindow = DisorderlyHistory.Window,
        SettlingTime = World.SettlingTime,
        Clock = new SimulatedClock(_world),
        NotDuplicateOf = _others,
        OnWarning = warning =>
        {
            _world.Log($"user {Number} is warned: {warning.English}");
            _records.Hear(warning.English);
        },
    };

    /// <summary>What the journal says; nothing while it is refused.</summary>
    public JournalIndex Journal => PeekUnlessRefused() ?? new JournalIndex();

    /// <summary>Whether the journal is refused, since lines of it are missing.</summary>
    public bool IsRefused => PeekUnlessRefused() is null;

    private WithdrawalJournal NewJournal => new(Disk, "100200300", WithdrawEndpoint.Default);

    private JournalIndex? PeekUnlessRefused()
    {
        try
        {
            return NewJournal.PeekIndex();
        }
        catch (JournalException exception) when (exception.Kind == JournalErrorKind.LostLines)
        {
            return null;
        }
    }

    /// <summary>Starts the command anew.</summary>
    public void Start()
    {
        _left = [.. Payments];
        _keyed = new IdempotentWithdrawalClient(_world.Gateway, NewJournal, Options);
    }

    /// <summary>Pays a key, and does what an error asks for.</summary>
    /// <param name="payment">The payment.</param>
    /// <param name="settles">Whether the user looks in the panel when the outcome is not known.</param>
    public void Pay(Payment payment, bool settles)
    {
        using var stop = new CancellationTokenSource();
        var outer = (_world.Stop, _world.Paying);
        (_world.Stop, _world.Paying) = (stop, payment.Key);
        TellOthers(payment);
        var madeRequests = _world.Gateway.Requests;
        try
        {
            _world.Log($"user {Number} pays {payment.Key}");
            var call = _keyed.RequestAsync(payment.Key, payment.Right, stop.Token);
            Assert.True(call.IsCompleted, "Nothing in a simulation waits for the world.");
            var keyed = call.GetAwaiter().GetResult();
            _world.Log($"user {Number} has {payment.Key} as {keyed.Withdrawal.Id}, {keyed.Origin}");
            _records.Note(keyed.Withdrawal.Id, payment.Key);
            if (keyed.NotRecorded is null)
            {
                _left.Remove(payment);
            }
        }
        catch (PossibleDuplicateException exception)
        {
            Hear(exception);
            Judge(payment, exception.Existing.Id);
        }
        catch (JournalException exception) when (exception.Kind == JournalErrorKind.LostLines)
        {
            Hear(exception);
            if (outer.Paying is null)
            {
                // Nothing else runs.
                BringJournalBack();
            }
        }
        catch (Exception exception) when (exception is WithdrawException or OperationCanceledException)
        {
            Hear(exception);
            if (settles)
            {
                Settle(payment);
            }
        }
        finally
        {
            (_world.Stop, _world.Paying) = outer;
        }

        Assert.True(_world.Gateway.Requests - madeRequests <= 2 || _world.WasOvertaken, "A payment is sent again at most once in a run.");
        NoteClaims();
    }

    public bool HasMade(Payment payment) => Journal.Find(payment.Key) is { State: JournalState.Made };

    /// <summary>Says which withdrawal is the payment of an open key, or that none is.</summary>
    public void Settle(Payment payment)
    {
        try
        {
            var resolver = new WithdrawalResolver(_world.Gateway, NewJournal, Options);
            if (FindOwn(payment) is [var id, ..])
            {
                _world.Log($"user {Number} settles {payment.Key} as {id}");
                resolver.RecordAsMadeAsync(payment.Key, id, $"user {Number}").GetAwaiter().GetResult();
                _records.Note(id, payment.Key);
            }
            else
            {
                // What the panel shows besides is somebody else's.
                _othersOf[payment.Key].UnionWith(_world.Gateway.Ledger.Select(row => row.Id));

                TellOthers(payment);
                _world.Log($"user {Number} settles {payment.Key} as not made");
                resolver.RecordAsNotMadeAsync(payment.Key, $"user {Number}").GetAwaiter().GetResult();
            }
        }
        catch (Exception exception) when (exception is WithdrawException or OperationCanceledException)
        {
            Hear(exception);
        }
    }

    /// <summary>Says whether a withdrawal that the guard found is this payment.</summary>
    private void Judge(Payment payment, long id)
    {
        if (!FindOwn(payment).Contains(id))
        {
            _othersOf[payment.Key].Add(id);
            return;
        }

        try
        {
            _world.Log($"user {Number} says that {id} is {payment.Key}");
            new WithdrawalResolver(_world.Gateway, NewJournal, Options).RecordAsMadeAsync(payment.Key, id, $"user {Number}").GetAwaiter().GetResult();
            _records.Note(id, payment.Key);
        }
        catch (Exception exception) when (exception is WithdrawException or OperationCanceledException)
        {
            Hear(exception);
        }
    }

    /// <summary>Gives the command the ids that are known to be other payments than this one.</summary>
    private void TellOthers(Payment payment)
    {
        _othersOf.TryAdd(payment.Key, []);
        _others.Clear();
        _others.UnionWith(_othersOf[payment.Key].Except(FindOwn(payment)));
    }

    private IReadOnlyList<long> FindOwn(Payment payment) => _records.FindUnclaimed(payment, Journal);

    /// <summary>Does what the refusal of a journal that lost lines asks for.</summary>
    private void BringJournalBack()
    {
        if (_world.Random.NextBool(0.5))
        {
            _world.Log($"user {Number} puts the journal back as it was");
            Disk.PutBack();
            return;
        }

        foreach (var payment in Payments.ToArray())
        {
            var made = _records.FindUnclaimed(payment, new JournalIndex());
            if (made.Count > 0)
            {
                Payments.Remove(payment);
                foreach (var id in made)
                {
                    _records.Note(id, payment.Key);
                }
            }
        }

        _world.Log($"user {Number} pays no more than {string.Join(' ', Payments.Select(payment => payment.Key))}, and deletes the mark");
        Disk.DeleteMark();
    }

    /// <summary>Remembers what the journal says, also when the journal is lost later.</summary>
    private void NoteClaims()
    {
        foreach (var record in Journal.Records.Where(record => record.State == JournalState.Made))
        {
            _records.Note(record.Withdrawal!.Id, record.Key);
        }
    }

    private void Hear(Exception exception)
    {
        _world.Log($"user {Number}: {exception.GetType().Name} {exception.Message}");
        _records.Hear(exception.Message);
    }
}
