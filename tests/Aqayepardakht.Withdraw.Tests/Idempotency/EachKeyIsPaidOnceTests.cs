using System;
using Aqayepardakht.Tests.Idempotency.Model;
using CsCheck;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>
/// Random histories of payments whose processes die at any step, whose disk fails, whose responses are lost and whose withdrawals come
/// late. A failure prints the seed to repeat it with and the whole log of the smallest history that was found.
/// </summary>
public sealed class EachKeyIsPaidOnceTests
{
    private static readonly int Histories = RunSize.Histories(2_500);

    private static readonly Gen<Scenario> Scenarios =
        from keys in Gen.Int[1, 6]
        from kinds in Gen.Int[1, 3]
        from processes in Gen.Int[1, 3]
        from troubles in Gen.Int[0, 25]
        from rate in Gen.Int[3, 60]
        from seed in Gen.ULong
        select new Scenario(keys, kinds, processes, troubles, rate, seed);

    private static readonly Gen<Scenario> EqualPayments =
        from keys in Gen.Int[2, 5]
        from troubles in Gen.Int[2, 10]
        from rate in Gen.Int[20, 70]
        from seed in Gen.ULong
        select new Scenario(keys, 1, 1, troubles, rate, seed, OnlyRequests: true);

    [Fact]
    public void Each_key_is_paid_exactly_once_whatever_fails() =>
        Scenarios.Sample(History.Check, iter: Math.Max(Histories, Check.Iter), print: scenario => scenario.ToString());

    [Fact]
    public void Each_key_is_paid_exactly_once_over_a_journal_that_holds_nobody_out() => Scenarios.Sample(
        scenario => History.Check(scenario with { HasSharedJournal = true }),
        iter: Math.Max(Histories, Check.Iter),
        print: scenario => scenario.ToString());

    /// <summary>The hardest part of reconciling, more often than the random histories reach it.</summary>
    [Fact]
    public void Equal_payments_whose_process_dies_during_the_request_are_each_paid_exactly_once() =>
        EqualPayments.Sample(History.Check, iter: Math.Max(Histories, Check.Iter), print: scenario => scenario.ToString());
}
