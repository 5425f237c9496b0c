using System;
using System.Collections.Generic;
using System.Threading;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>A process that pays all payments once over, in any order. It can die and be started again.</summary>
internal sealed class PayingProcess
{
    private readonly World _world;
    private readonly IReadOnlyList<Payment> _payments;
    private readonly int _number;
    private List<Payment> _left = [];
    private IdempotentWithdrawalClient _keyed = null!;

    public PayingProcess(World world, IReadOnlyList<Payment> payments, int number)
    {
        _world = world;
        _payments = payments;
        _number = number;
        Start();
    }

    public bool IsDone => _left.Count == 0;

    public void Start()
    {
        _left = [.. _payments];
        _keyed = new IdempotentWithdrawalClient(_world.Gateway, _world.OpenJournal(), new IdempotencyOptions
        {
            DuplicateWindow = TimeSpan.Zero,
            SettlingTime = World.SettlingTime,
            Clock = new SimulatedClock(_world),
        });
    }

    /// <summary>Pays one of those that are left.</summary>
    public void PayOne()
    {
        if (IsDone)
        {
            return;
        }

        var payment = _world.Random.Pick(_left);
        using var stop = new CancellationTokenSource();
        var outer = _world.Stop;
        _world.Stop = stop;
        try
        {
            _world.Log($"process {_number} pays {payment.Key}");
            var call = _keyed.RequestAsync(payment.Key, payment.Request, stop.Token);
            Assert.True(call.IsCompleted, "Nothing in a simulation waits for the world.");
            var keyed = call.GetAwaiter().GetResult();
            _world.Log($"process {_number} has {payment.Key} as {keyed.Withdrawal.Id}, {keyed.Origin}");
            if (keyed.NotRecorded is null)
            {
                payment.ReportedId = keyed.Withdrawal.Id;
                _left.Remove(payment);
            }
        }
        catch (GatewayErrorException exception) when (exception.Operation == WithdrawalOperation.Request)
        {
            _world.Log($"{payment.Key} is refused");
            payment.Correct();
        }
        catch (JournalException exception) when (exception.Kind == JournalErrorKind.KeyConflict)
        {
            _world.Log($"process {_number}: {exception.Message}");
            payment.Restore();
        }
        catch (JournalException exception) when (exception.Kind is JournalErrorKind.NotUsable or JournalErrorKind.TooSlow or JournalErrorKind.Busy)
        {
            _world.Log($"process {_number}: {exception.Message}");
        }
        catch (Exception exception) when (exception is OutcomeUnknownException or GatewayUnreachableException or GatewayProtocolException or GatewayErrorException or OperationCanceledException)
        {
            _world.Log($"process {_number}: {exception.GetType().Name}");
        }
        finally
        {
            _world.Stop = outer;
        }
    }

    /// <summary>Asks what would be done, beside whoever is writing.</summary>
    public void Preview()
    {
        var payment = _world.Random.Pick(_payments);
        try
        {
            _keyed.PreviewAsync(payment.Key, payment.Request).GetAwaiter().GetResult();
        }
        catch (WithdrawException exception) when (exception is not JournalException { Kind: not JournalErrorKind.KeyConflict })
        {
            // The list cannot be read, or another process has the payment corrected that this one has as it was.
        }
    }
}
