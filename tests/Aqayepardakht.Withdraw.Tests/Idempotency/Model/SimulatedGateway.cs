using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>
/// A gateway that makes each withdrawal it was asked for before the settling time is over, counted from the last byte of the request,
/// or never; that loses answers; and whose list moves while it is read. Its ids ascend.
/// </summary>
internal sealed class SimulatedGateway : IWithdrawGateway
{
    /// <summary>An amount that is always refused.</summary>
    public const long RefusedAmount = 999;

    private const string StrangersIban = "IR300120000000003412345678";
    private static readonly LocalizedText NoText = new("a fault", "a fault");

    private readonly World _world;
    private readonly List<Withdrawal> _ledger = [];
    private readonly int _pageSize;
    private readonly bool _saysTotals;
    private readonly bool _spacesIbans;
    private long _id;

    public SimulatedGateway(World world)
    {
        _world = world;
        _pageSize = 1 + world.Random.NextBelow(4);
        _saysTotals = world.Random.NextBool(0.8);
        _spacesIbans = world.Random.NextBool(0.2);
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Withdrawal> Ledger => _ledger;

    public TimeSpan RequestTimeout => World.RequestTimeout;

    public int Calls { get; private set; }

    /// <summary>Makes a withdrawal now.</summary>
    public Withdrawal Make(long amount, string iban)
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
        _world.Log($"the gateway makes {made.Id}: {amount} to {iban}");
        return made;
    }

    public Task<Withdrawal> RequestAsync(WithdrawalRequest request, CancellationToken cancellationToken)
    {
        Calls++;
        _world.Step("before a request");
        cancellationToken.ThrowIfCancellationRequested();
        var deadline = _world.Time.Now + World.RequestTimeout;
        if (_world.Fails(Fault.NotSent, 0.3))
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
        catch (CrashException crash) when (!crash.IsPowerLoss && _world.Random.NextBool(0.5))
        {
            // What the process had handed to the operating system is sent without it, within the time that its request had.
            var lastByteAt = _world.Time.Now + _world.AnyTimeWithin(deadline - _world.Time.Now);
            MakeLater(request, lastByteAt + _world.AnyTimeWithin(World.SettlingTime));
            throw;
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
        if (_world.Random.NextBool(0.1))
        {
            Make(1 + _world.Random.NextBelow(3), StrangersIban);
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

        var rows = Enumerable.Reverse(_ledger).Skip((page - 1) * _pageSize).Take(_pageSize).ToArray();
        _world.Log($"page {page}: {string.Join(' ', rows.Select(row => row.Id))}");
        var pages = (_ledger.Count + _pageSize - 1) / _pageSize;
        return Task.FromResult(new WithdrawalPage(page, rows, _saysTotals ? _ledger.Count : null, _saysTotals ? pages : null));
    }

    private void MakeLater(WithdrawalRequest request, DateTimeOffset at)
    {
        if (request.Amount != RefusedAmount)
        {
            _world.Time.Schedule(at, () => Make(request.Amount, request.Iban));
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
        var commitAt = _world.Time.Now + (late ? _world.AnyTimeWithin(World.SettlingTime) : TimeSpan.Zero);
        if (!never)
        {
            _world.Time.Schedule(commitAt, () => made = Make(request.Amount, request.Iban));
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
