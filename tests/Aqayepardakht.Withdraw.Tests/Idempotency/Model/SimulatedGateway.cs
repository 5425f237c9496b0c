using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>
/// A gateway that makes each withdrawal it was asked for before the settling time is over, counted from the last byte of the request,
/// or never; that loses responses; and whose list moves while it is read. Its ids ascend; in a disorderly world its list need not.
/// </summary>
internal sealed class SimulatedGateway : IWithdrawGateway
{
    /// <summary>An amount that is always refused.</summary>
    public const long RefusedAmount = 999;

    private const int MaxRowsOfStrangers = 60;
    private const string StrangersIban = "IR300120000000003412345678";
    private static readonly LocalizedText NoText = new("a fault", "a fault");

    private readonly World _world;
    private readonly List<Withdrawal> _ledger = [];
    private readonly int _pageSize;
    private readonly bool _saysTotals;
    private readonly bool _spacesIbans;
    private readonly Dictionary<long, DateTimeOffset> _madeAt = [];
    private long _id;
    private int _likeStrangers;

    public SimulatedGateway(World world)
    {
        _world = world;
        // Ids that no other number in a message looks like.
        _id = world.Disorder is null ? 0 : 7_000_000;
        _pageSize = world.Disorder is null ? 1 + world.Random.NextBelow(4) : 4 + world.Random.NextBelow(6);
        _saysTotals = world.IsScripted || world.Disorder is { Order: not ListOrder.NewestFirst } || world.Random.NextBool(0.8);
        SaysItsTime = world.Random.NextBool(0.5);
        _spacesIbans = world.Random.NextBool(0.2);
    }

    /// <summary>The keys that were being paid when our withdrawals were requested; those of others have none.</summary>
    public Dictionary<long, string> KeyOf { get; } = [];

    /// <summary>What others make just like ours.</summary>
    public IReadOnlyList<WithdrawalRequest> LikeStrangers { get; set; } = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Withdrawal> Ledger => _ledger;

    public TimeSpan RequestTimeout => World.RequestTimeout;

    /// <summary>Whether each response tells the gateway's clock.</summary>
    public bool SaysItsTime { get; }

    public int Calls { get; private set; }

    public int Requests { get; private set; }

    /// <summary>Where the list's lag is not itself longer, making and listing together take no longer than the settling time.</summary>
    private TimeSpan MaxLateness =>
        _world.Disorder is { } disorder && disorder.MaxLag < World.SettlingTime ? World.SettlingTime - disorder.MaxLag : World.SettlingTime;

    /// <summary>Makes a withdrawal now.</summary>
    public Withdrawal Make(long amount, string iban, string? key = null)
    {
        _id += 1 + _world.Random.NextBelow(3);
        var made = new Withdrawal
        {
            Id = _id,
            Amount = amount,
            Iban = _spacesIbans ? iban.Insert(4, " ").ToLowerInvariant() : iban,
            Status = WithdrawalStatus.Pending,
            CreatedAt = IranTime.FromUtc(_world.Time.Now.UtcDateTime),
        };
        _ledger.Add(made);
        _madeAt[made.Id] = _world.Time.Now;
        if (key is not null)
        {
            KeyOf[made.Id] = key;
        }

        _world.Log($"the gateway makes {made.Id}: {amount} to {iban} for {key ?? "somebody"}");
        return made;
    }

    public Task<Withdrawal> RequestAsync(WithdrawalRequest request, Func<bool>? mayLeave, CancellationToken cancellationToken)
    {
        Calls++;
        Requests++;
        _world.Step("before a request");
        cancellationToken.ThrowIfCancellationRequested();
        var deadline = _world.Time.Now + World.RequestTimeout;
        if (_world.Fails(Fault.NotSent, 0.3) || mayLeave?.Invoke() == false)
        {
            _world.Log($"not sent");
            throw new GatewayUnreachableException(UnreachableReason.NotSent, NoText, null);
        }

        _world.Time.Pass(_world.Fails(Fault.SlowRequest) ? _world.AnyTimeWithin(World.RequestTimeout) : TimeSpan.FromMilliseconds(_world.Random.NextBelow(3)));
        try
        {
            _world.Step("half way into a request");
            if (_world.Fails(Fault.DeathInRequest))
            {
                _world.Die("half way into a request");
            }
        }
        catch (CrashException crash) when (!crash.IsPowerLoss && _world.Time.Now < deadline && _world.Random.NextBool(0.5))
        {
            // What the process had handed to the operating system is sent without it, within the time that its request had.
            var lastByteAt = _world.Time.Now + _world.AnyTimeWithin(deadline - _world.Time.Now);
            MakeLater(request, lastByteAt + _world.AnyTimeWithin(MaxLateness));
            throw;
        }

        if (_world.Time.Now > deadline)
        {
            // The process was suspended while others acted; its connection is given up.
            throw Unknown(_world.Time.Now, null);
        }

        return request.Amount == RefusedAmount ? Refuse(deadline) : Response(request, deadline, cancellationToken);
    }

    public Task<Withdrawal> GetAsync(long id, CancellationToken cancellationToken) =>
        Task.FromResult(_ledger.Find(row => row.Id == id) ?? throw new WithdrawalNotFoundException(id));

    public Task<WithdrawalPage> GetPageAsync(int page, CancellationToken cancellationToken)
    {
        Calls++;
        _world.Step("before a page");
        _world.MaySleep();
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<WithdrawalPage>(cancellationToken);
        }

        _world.Time.Pass(_world.Fails(Fault.SlowList) ? _world.AnyTimeWithin(World.SettlingTime) : TimeSpan.FromMilliseconds(_world.Random.NextBelow(3)));
        // More, and a list whose pages have one row would grow faster than it can be read.
        if (_ledger.Count < MaxRowsOfStrangers && _world.Random.NextBool(0.1))
        {
            Make(1 + _world.Random.NextBelow(3), StrangersIban);
        }

        if (LikeStrangers.Count > 0 && _likeStrangers < 3 && _world.Fails(Fault.LikeStranger, 0.3))
        {
            _likeStrangers++;
            var like = _world.Random.Pick(LikeStrangers);
            Make(like.Amount, like.Iban);
        }

        if (_world.Fails(Fault.UnreadableList))
        {
            _world.Log($"page {page} cannot be read");
            return Task.FromException<WithdrawalPage>(_world.Random.NextBelow(4) switch
            {
                0 => new GatewayErrorException(-20, WithdrawalOperation.List, 422),
                1 => new GatewayErrorException(-18, WithdrawalOperation.List, 422),
                2 => new GatewayProtocolException(NoText, 500, null),
                _ => new GatewayUnreachableException(UnreachableReason.TimedOut, NoText, null),
            });
        }

        var listed = _world.Disorder is { } disorder ? Listed(disorder) : Enumerable.Reverse(_ledger);
        var count = _world.Disorder is null ? _ledger.Count : listed.Count();
        var rows = listed.Skip((page - 1) * _pageSize).Take(_pageSize).ToArray();
        _world.Log($"page {page}: {string.Join(' ', rows.Select(row => row.Id))}");
        var pages = (count + _pageSize - 1) / _pageSize;
        return Task.FromResult(new WithdrawalPage(page, rows, _saysTotals ? count : null, _saysTotals ? pages : null)
        {
            RespondedAt = SaysItsTime ? _world.Time.Now : null,
        });
    }

    /// <summary>The list as a replica shows it that may be behind.</summary>
    private Withdrawal[] Listed(Disorder disorder)
    {
        var at = _world.Time.Now - (disorder.MaxLag > TimeSpan.Zero ? _world.AnyTimeWithin(disorder.MaxLag) : TimeSpan.Zero);
        var rows = _ledger.Where(row => _madeAt[row.Id] <= at).Select(row => WithStatus(row, at)).OrderByDescending(row => row.Id);
        return disorder.Order switch
        {
            ListOrder.OldestFirst => [.. rows.Reverse()],
            ListOrder.PendingLast => [.. rows.OrderBy(row => row.Status == WithdrawalStatus.Pending)],
            ListOrder.PaidLast => [.. rows.OrderBy(row => row.Status != WithdrawalStatus.Pending)],
            ListOrder.LastChangedFirst => [.. rows.OrderByDescending(row => row.Status == WithdrawalStatus.Pending ? _madeAt[row.Id] : PaidAt(row))],
            ListOrder.Shuffled => Shuffled(rows),
            _ => [.. rows],
        };
    }

    /// <summary>In no order, as the first two rows show: a list whose first page looks in order by chance nobody can tell from one that is.</summary>
    private static Withdrawal[] Shuffled(IEnumerable<Withdrawal> rows)
    {
        Withdrawal[] shuffled = [.. rows.OrderBy(row => (row.Id * 0x9E3779B1) & 0xFFFF)];
        Array.Sort(shuffled, 0, Math.Min(2, shuffled.Length), Comparer<Withdrawal>.Create((one, other) => one.Id.CompareTo(other.Id)));
        return shuffled;
    }

    private DateTimeOffset PaidAt(Withdrawal row) => _madeAt[row.Id] + TimeSpan.FromMinutes(30 + (row.Id * 977 % 600));

    private Withdrawal WithStatus(Withdrawal row, DateTimeOffset at) => PaidAt(row) > at ? row : new Withdrawal
    {
        Id = row.Id,
        Amount = row.Amount,
        Iban = row.Iban,
        Status = WithdrawalStatus.Paid,
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.CreatedAt + (PaidAt(row) - _madeAt[row.Id]),
    };

    private void MakeLater(WithdrawalRequest request, DateTimeOffset at)
    {
        if (request.Amount != RefusedAmount)
        {
            var key = _world.Paying;
            _world.Time.Schedule(at, () => Make(request.Amount, request.Iban, key));
        }
    }

    private Task<Withdrawal> Refuse(DateTimeOffset deadline)
    {
        _world.Step("before a refusal");
        if (_world.Fails(Fault.LostResponse))
        {
            throw Unknown(deadline, null);
        }

        return Task.FromException<Withdrawal>(new GatewayErrorException(-12, WithdrawalOperation.Request, 422));
    }

    private Task<Withdrawal> Response(WithdrawalRequest request, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        // The last byte has left. From here on nothing that happens to the caller changes what the gateway does.
        Withdrawal? made = null;
        var never = _world.Fails(Fault.NoWithdrawal);
        var late = _world.Fails(Fault.LateWithdrawal);
        var commitAt = _world.Time.Now + (late ? _world.AnyTimeWithin(MaxLateness) : TimeSpan.Zero);
        if (!never)
        {
            var key = _world.Paying;
            _world.Time.Schedule(commitAt, () => made = Make(request.Amount, request.Iban, key));
        }

        _world.Step("after the last byte");
        if (_world.Fails(Fault.DeathInRequest))
        {
            _world.Die("after the last byte");
        }

        _world.MaySleep();
        if (cancellationToken.IsCancellationRequested)
        {
            throw Unknown(_world.Time.Now, new OperationCanceledException(cancellationToken));
        }

        if (never || commitAt > deadline || _world.Fails(Fault.LostResponse))
        {
            // A timeout, a broken connection, a response that nobody can read, or -18.
            throw Unknown(_world.Random.NextBool(0.5) ? deadline : _world.Time.Now, null);
        }

        if (made is null)
        {
            _world.Time.Pass(commitAt - _world.Time.Now);
        }

        _world.Step("before the response");
        return Task.FromResult(made!);
    }

    private OutcomeUnknownException Unknown(DateTimeOffset at, Exception? cause)
    {
        if (at > _world.Time.Now)
        {
            _world.Time.Pass(at - _world.Time.Now);
        }

        _world.Log($"no response");
        _world.Step("when no response came");
        return new OutcomeUnknownException(NoText, NoText, cause);
    }
}
