using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CsCheck;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>Lists that no rule of ids or of time holds for.</summary>
public sealed class ListOrderTests
{
    [Fact]
    public void Ids_in_any_order_are_handed_out_in_that_order()
    {
        Gen.Select(Gen.Int[0, 50].SelectMany(rows => Gen.Shuffle(Enumerable.Range(1, rows).Select(id => (long)id).ToArray())), Gen.Int[1, 12], Gen.Int[1, 6], Gen.Bool)
            .Sample((ids, pageSize, inFlight, withTotals) =>
                Assert.Equal(ids, Read(inFlight, page => Page(page, ids, pageSize, withTotals ? ids.Length : null))), iter: 2000);
    }

    [Fact]
    public void Ids_that_rise_are_handed_out_as_they_come()
    {
        var ids = Enumerable.Range(1, 100).Select(id => (long)id).ToArray();

        Assert.Equal(ids, Read(4, page => Page(page, ids, 1, 100)));
        Assert.Equal(ids, Read(4, page => Page(page, ids, 7, null)));
    }

    [Fact]
    public void A_total_counted_a_moment_before_its_rows_were_read_loses_none()
    {
        // Many servers count with one query and read with another; a withdrawal made in between is in the rows and not in the total.
        Gen.Select(Gen.Int[1, 60], Gen.Int[2, 12], Gen.Int[1, 6], Gen.Int[0, int.MaxValue]).Sample((rows, pageSize, inFlight, seed) =>
        {
            var random = new Random(seed);
            var ids = Enumerable.Range(0, rows).Select(index => 1000L - index).ToList();
            var before = ids.ToList();
            var newest = 1000L;
            var made = 0;
            var read = Read(inFlight, page =>
            {
                var counted = ids.Count;

                // On the last page nothing could tell that the oldest row was pushed to one more.
                if (page > 1 && page * pageSize < counted && made < 10 && random.Next(3) == 0)
                {
                    made++;
                    ids.Insert(0, ++newest);
                }

                return Page(page, ids, pageSize, counted);
            });

            Assert.Equal(read.Distinct(), read);
            Assert.Equal(before, read.Intersect(before));
        }, iter: 3000);
    }

    [Fact]
    public void The_same_row_twice_in_one_page_is_handed_out_once()
    {
        long[] ids = [9, 9, 8, 7, 7, 7];

        Assert.Equal([9, 8, 7], Read(4, page => Page(page, ids, 3, 6)));
    }

    private static List<long> Read(int inFlight, Func<int, WithdrawalPage> fetch)
    {
        var fetches = 0;
        using var reader = new WithdrawalListReader(
            (page, _, _) =>
            {
                Assert.True(++fetches < 1000, "The reader does not come to an end.");
                return Task.FromResult(fetch(page));
            },
            inFlight,
            0,
            null);
        var read = new List<long>();
        while (reader.ReadAsync().GetAwaiter().GetResult() is { } withdrawals)
        {
            read.AddRange(withdrawals.Select(withdrawal => withdrawal.Id));
        }

        return read;
    }

    private static WithdrawalPage Page(int number, IReadOnlyList<long> ids, int pageSize, int? total) => new(
        number,
        [.. ids.Skip((number - 1) * pageSize).Take(pageSize).Select(MovingList.Row)],
        total,
        total is null ? null : (total + pageSize - 1) / pageSize);
}
