using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aqayepardakht.Tests.Idempotency.Model;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency.ManyPayers;

/// <summary>Three payers work through the same file at the same time, over a journal that holds none of them out.</summary>
public sealed class SharedJournalHistoryTests
{
    private const int Payers = 3;
    private const int MaxTurns = 200_000;
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(20);

    /// <summary>Many of equal amount, which could be mistaken for one another.</summary>
    private static readonly (string Key, WithdrawalRequest Request)[] Payments =
        [.. Enumerable.Range(1, 8).Select(number => ($"{number}", new WithdrawalRequest(number <= 5 ? 1000 : 1000 + number, Payer.Iban)))];

    [Fact]
    public void Three_payers_with_lost_responses_kills_and_an_unreachable_journal_make_each_payment_once()
    {
        // Each step runs where its turn comes, on this thread.
        SynchronizationContext.SetSynchronizationContext(null);
        for (var seed = 1UL; seed <= (ulong)RunSize.Histories(100); seed++)
        {
            new Run(seed).Hold();
        }
    }

    private sealed class Run
    {
        private readonly ulong _seed;
        private readonly RandomSource _random;
        private readonly Turns _turns;
        private readonly SharedJournal _journal = new();
        private readonly StubGateway _gateway = new();
        private readonly UnreliableGateway?[] _gateways = new UnreliableGateway?[Payers];
        private readonly Task[] _paying = new Task[Payers];
        private readonly List<string> _loud = [];
        private bool _isOrderly;

        public Run(ulong seed)
        {
            _seed = seed;
            _random = new RandomSource(seed);
            _turns = new Turns(_random);
            _gateway.Clock = _turns.ClockOf(-1);
            _journal.Fault = _ => !_isOrderly && _random.NextBool(0.01) ? JournalErrors.NotUsable("shared", new IOException("connection refused")) : null;
        }

        public void Hold()
        {
            for (var payer = 0; payer < Payers; payer++)
            {
                Start(payer);
            }

            var turns = 0;
            while (_paying.Any(paying => !paying.IsCompleted))
            {
                Assert.True(++turns < MaxTurns, $"seed {_seed}: the payers do not come to an end");
                Assert.True(_turns.Next(), $"seed {_seed}: nobody can act");
                _isOrderly |= turns > 2000;
                if (!_isOrderly && _random.NextBool(0.005))
                {
                    Kill(_random.NextBelow(Payers));
                }
            }

            foreach (var paying in _paying)
            {
                paying.GetAwaiter().GetResult();
            }

            while (_turns.Next())
            {
            }

            var records = _journal.Read().Records.ToArray();
            Assert.All(records, record => Assert.Equal(JournalState.Made, record.State));
            Assert.True(_gateway.Ledger.Count == Payments.Length, $"seed {_seed}: {_gateway.Ledger.Count} withdrawals for {Payments.Length} payments");
            Assert.Equal(_gateway.Ledger.Select(row => row.Id), records.Select(record => record.Withdrawal!.Id).Order());
            Assert.Empty(_loud);
        }

        private void Kill(int payer)
        {
            if (_paying[payer].IsCompleted)
            {
                return;
            }

            _turns.Kill(payer);
            _gateways[payer]!.OnKilled();
            Start(payer);
        }

        private void Start(int payer)
        {
            _gateways[payer] = new UnreliableGateway(_gateway, _turns, _random, payer);
            _paying[payer] = PayAllAsync(payer, _gateways[payer]!);
        }

        private async Task PayAllAsync(int payer, UnreliableGateway gateway)
        {
            var clock = _turns.ClockOf(payer);
            var keyed = new IdempotentWithdrawalClient(
                gateway, _journal.For(clock, () => _turns.TakeAsync(payer)), new IdempotencyOptions { SettlingTime = SettlingTime });
            var left = Payments.OrderBy(_ => _random.NextBelow(1000)).ToList();
            while (left.Count > 0)
            {
                foreach (var (key, request) in left.ToArray())
                {
                    gateway.LossRate = _isOrderly ? 0 : 0.3;
                    try
                    {
                        var result = await keyed.RequestAsync(key, request);
                        if (result.NotRecorded is { } notRecorded)
                        {
                            if (notRecorded.InnerException is null)
                            {
                                _loud.Add(notRecorded.Message);
                            }

                            continue;
                        }

                        left.RemoveAll(payment => payment.Key == key);
                    }
                    catch (WithdrawException)
                    {
                        // It is tried again with the rest of the file.
                        await clock.Delay(TimeSpan.FromSeconds(1), default);
                    }
                }
            }
        }
    }
}
