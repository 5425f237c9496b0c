using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CsCheck;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>Gateways that repeat pages or cannot count. The rows may be wrong then, but the reader comes to an end and none is handed out twice.</summary>
public sealed class RepeatingListTests
{
    private const int Rows = 30;

    [Theory]
    [InlineData(Rows, false)]
    [InlineData(Rows, true)]
    [InlineData(25_000, false)]
    [InlineData(25_000, true)]
    public void A_list_that_begins_again_after_its_end_is_an_error(int rows, bool withTotals)
    {
        var read = new List<long>();
        using var reader = Reader((rows / 10) + 100, number => Page(number, StartOf(number) % rows, withTotals ? 1_000_000 : null));

        Assert.Throws<GatewayProtocolException>(() => ReadTo(read, reader));

        Assert.Equal(Enumerable.Range(0, rows).Select(index => 100_000L - index), read);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(Rows - 10, null)]
    [InlineData(0, 1_000_000L)]
    [InlineData(0, long.MaxValue)]
    public void One_page_given_again_for_every_other_is_an_error(int first, long? total)
    {
        var read = new List<long>();
        using var reader = Reader(100, number => Page(number, Math.Min(StartOf(number), first), total));

        Assert.Throws<GatewayProtocolException>(() => ReadTo(read, reader));

        Assert.Equal(Enumerable.Range(0, first + 10).Select(index => 100_000L - index), read);
    }

    [Fact]
    public void Totals_that_are_any_number_neither_hang_the_reader_nor_repeat_a_row()
    {
        Gen.Select(Gen.Long, Gen.Long[-50, 200], Gen.Int[1, 6], Gen.Long[0, 40], Gen.Int[0, int.MaxValue]).Sample((huge, near, inFlight, skip, seed) =>
        {
            var random = new Random(seed);
            var read = new List<long>();
            using var reader = Reader(
                500,
                number => Page(number, StartOf(number), AnyTotal(random, huge, near), Math.Min(10, Math.Max(0, Rows - StartOf(number)))),
                inFlight,
                skip);
            try
            {
                ReadTo(read, reader);
            }
            catch (GatewayProtocolException)
            {
                // To say so is as good as to come to an end.
            }

            Assert.Equal(read.Distinct(), read);
        }, iter: 3000);
    }

    private static WithdrawalListReader Reader(int maxFetches, Func<int, WithdrawalPage> fetch, int inFlight = 4, long skip = 0)
    {
        var fetches = 0;
        return new WithdrawalListReader(
            (number, _, _) =>
            {
                Assert.True(number >= 1, $"Page {number} was asked for.");
                Assert.True(++fetches <= maxFetches, "The reader does not come to an end.");
                return Task.FromResult(fetch(number));
            },
            inFlight,
            skip,
            null);
    }

    private static void ReadTo(List<long> read, WithdrawalListReader reader)
    {
        while (reader.ReadAsync().GetAwaiter().GetResult() is { } withdrawals)
        {
            read.AddRange(withdrawals.Select(withdrawal => withdrawal.Id));
        }
    }

    private static long? AnyTotal(Random random, long huge, long near) =>
        random.Next(4) switch { 0 => huge, 1 => near, 2 => null, _ => Rows + random.Next(-20, 21) };

    private static int StartOf(int number) => (int)Math.Min(int.MaxValue, (number - 1) * 10L);

    private static WithdrawalPage Page(int number, int start, long? total, int count = 10) => new(
        number,
        [.. Enumerable.Range(start, count).Select(index => MovingList.Row(100_000L - index))],
        total,
        total is null ? null : (int)Math.Min(int.MaxValue, Math.Max(1, (total.Value / 10) + (total % 10 == 0 ? 0 : 1))));
}
