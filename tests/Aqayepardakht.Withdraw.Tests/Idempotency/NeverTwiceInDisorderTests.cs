using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Aqayepardakht.Tests.Idempotency.Model;
using CsCheck;
using Xunit;
using Xunit.Abstractions;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>
/// Histories in a world that is not in order: lists without order or far behind, others who pay the same to the same IBAN, several
/// journals, lost ones and old copies, wrong clocks. And small worlds with faults at every place.
/// </summary>
public sealed class NeverTwiceInDisorderTests(ITestOutputHelper output)
{
    private static readonly int Histories = RunSize.Histories(1_000);

    /// <summary>
    /// All places of a third fault take minutes for each world, so they are for a run that AQP_HISTORIES asks for; any other has it at one
    /// place, drawn anew each time.
    /// </summary>
    private static readonly bool HasAllThirdFaults = RunSize.Histories(0) > 0;

    private static readonly Fault[] WorstFaults =
        [Fault.Death, Fault.DeathInRequest, Fault.LostResponse, Fault.LateWithdrawal, Fault.NoWithdrawal, Fault.UnreadableList, Fault.Overtaken, Fault.LikeStranger];

    private static readonly Gen<Disorder> Disorders =
        from order in Gen.Enum<ListOrder>()
        from lag in Gen.OneOf(Gen.Const(0), Gen.Const(0), Gen.Const(10), Gen.Const(60))
        from strangers in Gen.Bool
        from journals in Gen.Int[1, 2]
        from loss in Gen.Enum<JournalLoss>()
        from movesClocks in Gen.Bool
        select new Disorder(order, TimeSpan.FromSeconds(lag), strangers, journals, loss, movesClocks);

    private static readonly Gen<Scenario> Scenarios =
        from keys in Gen.Int[1, 4]
        from kinds in Gen.Int[1, 2]
        from processes in Gen.Int[1, 3]
        from troubles in Gen.Int[0, 15]
        from rate in Gen.Int[3, 50]
        from disorder in Disorders
        from seed in Gen.ULong
        select new Scenario(keys, kinds, processes, troubles, rate, seed, Disorder: disorder with { Journals = Math.Min(disorder.Journals, processes) });

    public static TheoryData<int, bool> SmallWorlds => new() { { 1, false }, { 1, true }, { 2, false } };

    [Fact]
    public void No_payment_is_made_twice_or_lost_in_silence_and_each_key_can_be_ended() =>
        Scenarios.Sample(DisorderlyHistory.Check, iter: Math.Max(Histories, Check.Iter), print: scenario => scenario.ToString());

    /// <summary>
    /// Two payers of two equal payments: every place of two faults, and of a third one as said above. With AQAYEPARDAKHT_ALL_FAULTS every kind
    /// of fault, at every step; that takes hours.
    /// </summary>
    [Theory]
    [MemberData(nameof(SmallWorlds))]
    public void Every_placement_of_up_to_three_faults_holds(int journals, bool hasLikeStrangers)
    {
        var disorder = new Disorder(ListOrder.NewestFirst, TimeSpan.Zero, hasLikeStrangers, journals, JournalLoss.None, MovesClocks: false);
        var scenario = new Scenario(Keys: 2, Kinds: 1, Processes: 2, Faults: int.MaxValue, FaultRate: 0, Seed: 0, Disorder: disorder);
        var isThorough = Environment.GetEnvironmentVariable("AQAYEPARDAKHT_ALL_FAULTS") is not null;
        var faults = isThorough ? Enum.GetValues<Fault>() : WorstFaults;
        var histories = 1;
        var moments = DisorderlyHistory.Check(scenario, [], faults, isThorough);

        // Without a limit the pool adds threads as long as this goes on, and the tests over sockets wait for their turn.
        Parallel.For(0, moments, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, first => CheckFrom([first]));

        output.WriteLine($"{histories} histories");
        Assert.True(histories > (HasAllThirdFaults ? 10_000 : 1_000), $"Only {histories} histories.");

        void CheckFrom(List<int> occurring)
        {
            var all = DisorderlyHistory.Check(scenario, occurring, faults, isThorough);
            Interlocked.Increment(ref histories);
            var first = occurring[^1] + 1;
            if (occurring.Count == 2 && !HasAllThirdFaults && first < all)
            {
                CheckFrom([.. occurring, Random.Shared.Next(first, all)]);
                return;
            }

            for (var next = first; occurring.Count < 3 && next < all; next++)
            {
                CheckFrom([.. occurring, next]);
            }
        }
    }
}
