using System;
using System.Linq;
using CsCheck;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class MovingListTests
{
    private static readonly Gen<int> Seed = Gen.Int[0, int.MaxValue];

    [Fact]
    public void A_list_that_stands_still_is_read_whole_with_every_page_asked_for_once()
    {
        Gen.Select(Gen.Int[0, 60], Gen.Int[1, 12], Gen.Int[1, 6], Seed).Sample((rows, pageSize, inFlight, seed) =>
        {
            var list = new MovingList(rows, pageSize, seed: seed);

            Assert.Equal(list.Read(inFlight), list.AtStart);

            Assert.Equal(Enumerable.Range(1, Math.Max(1, (rows + pageSize - 1) / pageSize)), list.Fetched);
            Assert.InRange(list.MaxInFlight, 1, inFlight);
        });
    }

    [Fact]
    public void New_rows_at_any_moment_make_none_appear_twice_or_not_at_all()
    {
        Gen.Select(Gen.Int[0, 60], Gen.Int[1, 12], Gen.Int[1, 6], Gen.Int[0, 8], Gen.Int[1, 5], Seed).Sample((rows, pageSize, inFlight, bursts, burst, seed) =>
        {
            var list = new MovingList(rows, pageSize, bursts, burst, seed: seed);

            Assert.Equal(list.Read(inFlight), list.AtStart);
        }, iter: 3000);
    }

    [Fact]
    public void New_rows_by_the_page_make_none_appear_twice_or_not_at_all()
    {
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 6], Gen.Int[1, 6], Gen.Int[1, 6], Gen.Int[10, 40], Seed).Sample((rows, pageSize, inFlight, bursts, burst, seed) =>
        {
            var list = new MovingList(rows, pageSize, bursts, burst, seed: seed);

            Assert.Equal(list.Read(inFlight), list.AtStart);
        }, iter: 3000);
    }

    [Fact]
    public void Without_totals_new_rows_never_make_a_page_of_known_ones_look_like_the_end()
    {
        // Where the end is taken for sure and is none, a payment that was made is not found and is made again.
        var endless = 0;
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 4], Gen.Int[1, 6], Gen.Int[1, 12], Gen.Int[1, 4], Gen.Bool, Seed).Sample((rows, pageSize, inFlight, bursts, burst, saysPages, seed) =>
        {
            var list = new MovingList(rows, pageSize, bursts, burst, seed: seed, saysCount: false, saysPages: saysPages);
            try
            {
                var read = list.Read(inFlight);

                Assert.Equal(read.Distinct(), read);
                Assert.Equal(list.AtStart, read.Intersect(list.AtStart));
            }
            catch (GatewayProtocolException)
            {
                System.Threading.Interlocked.Increment(ref endless);
            }
        }, iter: 3000);

        Assert.InRange(endless, 0, 50);
    }

    [Fact]
    public void Rows_that_disappear_take_no_other_with_them()
    {
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 12], Gen.Int[1, 6], Gen.Int[1, 20], Seed).Sample((rows, pageSize, inFlight, deletions, seed) =>
        {
            var list = new MovingList(rows, pageSize, deletions: deletions, seed: seed);

            AssertSurvivors(list, list.Read(inFlight));
        }, iter: 3000);
    }

    [Fact]
    public void A_list_that_almost_vanishes_comes_to_its_end()
    {
        Gen.Select(Gen.Int[20, 60], Gen.Int[2, 8], Gen.Int[1, 6], Seed).Sample((rows, pageSize, inFlight, seed) =>
        {
            var list = new MovingList(rows, pageSize, deletions: rows, seed: seed);

            AssertSurvivors(list, list.Read(inFlight));
        }, iter: 3000);
    }

    [Fact]
    public void Rows_that_come_and_go_together_take_no_other_with_them()
    {
        // A page or more of rows that go while as many come leaves every total as it was; nothing could tell.
        Gen.Select(Gen.Int[1, 60], Gen.Int[4, 12], Gen.Int[1, 6], Gen.Int[1, 8], Gen.Int[1, 5], Gen.Int[1, 4], Seed)
            .Sample((rows, pageSize, inFlight, bursts, burst, deletions, seed) =>
            {
                // Looked up in another order than asked for, a row that comes and one that goes cannot be told from nothing at all.
                var list = new MovingList(rows, pageSize, bursts, burst, deletions, seed, inOrder: true);

                AssertSurvivors(list, list.Read(inFlight));
            }, iter: 3000);
    }

    [Fact]
    public void Skip_and_limit_take_their_part_of_the_list_as_it_was_at_the_start()
    {
        Gen.Select(Gen.Int[0, 60], Gen.Int[1, 12], Gen.Int[1, 6], Gen.Int[0, 70], Gen.Int[1, 70], Gen.Int[0, 6], Gen.Int[1, 15], Seed.Select(Gen.Bool))
            .Sample((rows, pageSize, inFlight, skip, limit, bursts, burst, rest) =>
            {
                var (seed, isLimited) = rest;
                var list = new MovingList(rows, pageSize, bursts, burst, seed: seed);

                var read = list.Read(inFlight, skip, isLimited ? limit : null);

                Assert.Equal(list.AtStart.Skip(skip).Take(isLimited ? limit : int.MaxValue), read);
            }, iter: 3000);
    }

    [Fact]
    public void Skipped_rows_stay_skipped_when_others_disappear()
    {
        Gen.Select(Gen.Int[1, 60], Gen.Int[4, 12], Gen.Int[1, 6], Gen.Int[0, 30], Gen.Int[0, 4], Gen.Int[1, 4], Seed)
            .Sample((rows, pageSize, inFlight, skip, bursts, deletions, seed) =>
            {
                var list = new MovingList(rows, pageSize, bursts, 3, deletions, seed, inOrder: true);

                var read = list.Read(inFlight, skip);

                Assert.Equal(read.Distinct(), read);
                var expected = list.AtStart.Skip(skip).Intersect(list.Survivors).ToList();
                Assert.Equal(expected, read.Intersect(expected));
            }, iter: 3000);
    }

    [Fact]
    public void A_limit_asks_for_no_page_beyond_what_it_needs()
    {
        Gen.Select(Gen.Int[0, 60], Gen.Int[1, 12], Gen.Int[1, 6], Gen.Int[0, 70], Gen.Int[1, 70], Seed).Sample((rows, pageSize, inFlight, skip, limit, seed) =>
        {
            var list = new MovingList(rows, pageSize, seed: seed);

            list.Read(inFlight, skip, limit);

            var last = Math.Min(skip + limit, rows) - 1;
            var needed = skip >= rows ? [1] : Enumerable.Range(skip / pageSize, (last / pageSize) - (skip / pageSize) + 1).Select(page => page + 1).Prepend(1).Distinct();
            Assert.Equal(needed, list.Fetched);
        });
    }

    [Fact]
    public void New_rows_force_only_the_pages_that_they_moved_to_be_asked_for_again()
    {
        Gen.Select(Gen.Int[0, 60], Gen.Int[1, 12], Gen.Int[1, 6], Gen.Int[1, 70], Gen.Int[0, 5], Gen.Int[1, 12], Seed).Sample((rows, pageSize, inFlight, limit, bursts, burst, seed) =>
        {
            var list = new MovingList(rows, pageSize, bursts, burst, seed: seed);

            list.Read(inFlight, 0, limit);

            var needed = (Math.Min(limit, list.AtStart.Count) + pageSize - 1) / pageSize;
            var moved = bursts * ((burst + pageSize - 1) / pageSize);

            // Each burst can make what is in flight worthless, and moves what is left by its own length.
            Assert.InRange(list.Fetched.Count, 1, 1 + needed + moved + (bursts * (inFlight + 1)));
        });
    }

    private static void AssertSurvivors(MovingList list, System.Collections.Generic.IReadOnlyList<long> read)
    {
        Assert.Equal(read.Distinct(), read);
        Assert.Equal(list.Survivors, read.Intersect(list.Survivors));
    }
}
