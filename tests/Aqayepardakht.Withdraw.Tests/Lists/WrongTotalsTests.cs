using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CsCheck;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>A list that stands still, told of by a gateway that cannot count.</summary>
public sealed class WrongTotalsTests
{
    [Fact]
    public void No_row_is_lost_or_handed_out_twice_and_the_reader_comes_to_its_end()
    {
        Gen.Select(Gen.Enum<WrongTotals>(), Gen.Int[0, 60], Gen.Int[1, 12], Gen.Int[1, 6], Gen.Bool, Gen.Int[0, 3], Gen.Int[0, int.MaxValue])
            .Sample((totals, rows, pageSize, inFlight, sizesChange, beyondTheEnd, seed) =>
            {
                var random = new Random(seed);
                var pages = Pages(rows, pageSize, sizesChange, random);
                if (totals == WrongTotals.AnyNumberThatAddsUp)
                {
                    // Totals that lead past the end and pages that response from elsewhere agree with each other.
                    beyondTheEnd = 0;
                }

                var fetches = 0;
                using var reader = new WithdrawalListReader(
                    (number, _, _) =>
                    {
                        Assert.True(number >= 1, $"Page {number} was asked for.");
                        Assert.True(++fetches < 500, "The reader does not come to an end.");
                        return Task.FromResult(Page(totals, number, pages, rows, pageSize, beyondTheEnd, random));
                    },
                    inFlight,
                    0,
                    null);

                var read = ReadAll(reader, mayRepeat: beyondTheEnd >= 2);

                // A count that adds up on every page ends the list where it says, whatever is behind that.
                if (totals == WrongTotals.TooFewRows && rows > pageSize && read.Count < rows)
                {
                    Assert.Equal(Enumerable.Range(0, read.Count).Select(index => 1000L - index), read);
                    return;
                }

                Assert.Equal(Enumerable.Range(0, rows).Select(index => 1000L - index), read);
            }, iter: 5_000);
    }

    [Fact]
    public void Skip_holds_without_totals_too()
    {
        Gen.Select(Gen.OneOf(WrongTotals.None, WrongTotals.AnyNumber, WrongTotals.TooManyPages, WrongTotals.AnyNumberThatAddsUp), Gen.Int[0, 60], Gen.Int[1, 12], Gen.Int[0, 70], Gen.Int[0, int.MaxValue])
            .Sample((totals, rows, pageSize, skip, seed) =>
            {
                var random = new Random(seed);
                var pages = Pages(rows, pageSize, false, random);
                var fetches = 0;
                using var reader = new WithdrawalListReader(
                    (number, _, _) =>
                    {
                        Assert.True(++fetches < 500, "The reader does not come to an end.");
                        return Task.FromResult(Page(totals, number, pages, rows, pageSize, 0, random));
                    },
                    4,
                    skip,
                    null);

                // Totals that add up and are wrong can only be doubted once there is a row to compare with.
                var read = ReadAll(reader, mayRepeat: false);
                if (totals == WrongTotals.AnyNumberThatAddsUp)
                {
                    Assert.Equal(read.Distinct().OrderDescending(), read);
                    return;
                }

                Assert.Equal(Enumerable.Range(0, rows).Select(index => 1000L - index).Skip(skip), read);
            }, iter: 3000);
    }

    private static List<long> ReadAll(WithdrawalListReader reader, bool mayRepeat)
    {
        var read = new List<long>();
        try
        {
            while (reader.ReadAsync().GetAwaiter().GetResult() is { } withdrawals)
            {
                read.AddRange(withdrawals.Select(withdrawal => withdrawal.Id));
            }
        }
        catch (GatewayProtocolException) when (mayRepeat)
        {
            // A gateway that repeats a page for ever says nothing of where its list ends; that is an error and not the end.
        }

        return read;
    }

    private static List<long[]> Pages(int rows, int pageSize, bool sizesChange, Random random)
    {
        var pages = new List<long[]>();
        for (var at = 0; at < rows;)
        {
            var size = Math.Min(rows - at, sizesChange ? random.Next(1, (pageSize * 2) + 1) : pageSize);
            pages.Add([.. Enumerable.Range(at, size).Select(index => 1000L - index)]);
            at += size;
        }

        return pages;
    }

    private static WithdrawalPage Page(WrongTotals totals, int number, List<long[]> pages, int rows, int pageSize, int beyondTheEnd, Random random)
    {
        var ids = number <= pages.Count ? pages[number - 1]
            : pages.Count == 0 || beyondTheEnd is 0 or 1 ? []
            : beyondTheEnd == 2 ? pages[^1]
            : pages[0];
        long? count = rows;
        long? pageCount = (rows + pageSize - 1) / pageSize;
        switch (totals)
        {
            case WrongTotals.None:
                count = pageCount = null;
                break;
            case WrongTotals.OnlyCount:
                pageCount = null;
                break;
            case WrongTotals.OnlyPages:
                count = null;
                break;
            case WrongTotals.TooManyRows:
                count = rows + 17;
                pageCount = (count + pageSize - 1) / pageSize;
                break;
            case WrongTotals.TooFewRows:
                count = Math.Max(0, rows - 17);
                pageCount = (count + pageSize - 1) / pageSize;
                break;
            case WrongTotals.TooManyPages:
                pageCount += 5;
                break;
            case WrongTotals.TooFewPages:
                pageCount = Math.Min(1, pageCount.Value);
                break;
            case WrongTotals.Zero:
                count = pageCount = 0;
                break;
            case WrongTotals.Huge:
                count = long.MaxValue;
                pageCount = int.MaxValue;
                break;
            case WrongTotals.Negative:
                count = -rows;
                pageCount = -pageCount;
                break;
            case WrongTotals.MoreEachTime:
                count = rows + (number * 9L);
                pageCount = (count + pageSize - 1) / pageSize;
                break;
            case WrongTotals.FewerEachTime:
                count = rows + (pageSize * Math.Max(0, 60L - (number * 3)));
                pageCount = (count + pageSize - 1) / pageSize;
                break;
            case WrongTotals.AnyNumber:
                count = random.Next(-5, 200);
                pageCount = ((count + pageSize - 1) / pageSize) + random.Next(2, 9);
                break;
            case WrongTotals.AnyNumberThatAddsUp:
                count = rows + random.Next(0, 3 * pageSize);
                pageCount = (count + pageSize - 1) / pageSize;
                break;
        }

        return new WithdrawalPage(number, [.. ids.Select(MovingList.Row)], count, (int?)pageCount);
    }
}
