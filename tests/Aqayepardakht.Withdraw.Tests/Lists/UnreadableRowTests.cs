using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;
using CsCheck;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>Lists in which some rows cannot be read: the others all come, and each place of the list is told once.</summary>
public sealed class UnreadableRowTests
{
    private static readonly Gen<bool[]> Places = Gen.Frequency((3, Gen.Bool.Array[0, 60]), (1, Gen.Const(false).Array[0, 60]));

    [Fact]
    public void Every_readable_row_comes_and_every_other_is_told()
    {
        Gen.Select(Places, Gen.Int[1, 12], Gen.Int[1, 6], Gen.Bool, Gen.Bool).Sample((readable, pageSize, inFlight, withTotals, withIds) =>
        {
            using var reader = Reader(readable, pageSize, inFlight, withTotals, withIds);

            Assert.Equal(Enumerable.Range(1, readable.Length).Select(place => (place, readable[place - 1])), Read(reader));
        });
    }

    [Fact]
    public void Portions_of_the_list_join_up()
    {
        Gen.Select(Places, Gen.Int[1, 12], Gen.Int[1, 6], Gen.Int[0, 70], Gen.Int[0, 20], Gen.Bool).Sample((readable, pageSize, inFlight, skip, limit, withTotals) =>
        {
            using var reader = Reader(readable, pageSize, inFlight, withTotals, withIds: false, skip, limit);

            var expected = Enumerable.Range(1, readable.Length).Skip(skip).Take(limit).Select(place => (place, readable[place - 1]));
            Assert.Equal(expected, Read(reader));
        });
    }

    [Theory]
    [InlineData(10)]
    [InlineData(700)]
    [InlineData(5000)]
    public void Pages_of_unreadable_rows_alone_do_not_end_a_list_that_says_how_long_it_is(int rows)
    {
        var readable = Enumerable.Range(0, rows).Select(place => place == 0 || place == rows - 1).ToArray();
        using var reader = Reader(readable, 10, 4, withTotals: true, withIds: false);

        Assert.Equal([1, rows], Read(reader).Where(row => row.Readable).Select(row => row.Place));
    }

    [Fact]
    public void A_page_of_unreadable_rows_that_comes_for_ever_is_an_error_where_no_total_ends_it()
    {
        using var reader = new WithdrawalListReader(
            (number, _, _) => Task.FromResult(Page(number, 10, [false, false, false], null, withIds: true, repeated: true)), 4, 0, null);

        Assert.Throws<GatewayProtocolException>(() => Read(reader));
    }

    [Fact]
    public async Task New_withdrawals_while_the_list_is_read_tell_no_row_twice()
    {
        var settings = new SandboxSettings { PageSize = 10, SettleAfter = null, Dialects = [SandboxDialect.UnreadableRows] };
        using var sandbox = SandboxGateway.Start(settings);
        sandbox.AddWithdrawals(100);
        var before = sandbox.Withdrawals.Select(row => row.Id).ToList();
        sandbox.BeforeResponse = call =>
        {
            if (call.Number is > 1 and < 10)
            {
                sandbox.AddWithdrawals(1);
            }
        };
        using var client = new TestClient(sandbox, settings);
        using var reader = client.Client.ReadList();

        var read = new List<long>();
        var unreadable = 0;
        while (await reader.ReadAsync() is { } withdrawals)
        {
            read.AddRange(withdrawals.Select(row => row.Id));
            unreadable += reader.UnreadableRows.Count;
        }

        Assert.Equal(before.Where(id => id % 3 != 0), read);
        Assert.Equal(before.Count(id => id % 3 == 0), unreadable);
    }

    private static WithdrawalListReader Reader(bool[] readable, int pageSize, int inFlight, bool withTotals, bool withIds, long skip = 0, long? limit = null) => new(
        (number, _, _) => Task.FromResult(Page(number, pageSize, readable, withTotals ? readable.Length : null, withIds)), inFlight, skip, limit);

    private static WithdrawalPage Page(int number, int pageSize, bool[] readable, int? total, bool withIds, bool repeated = false)
    {
        var start = repeated ? 0 : (number - 1) * pageSize;
        var places = Enumerable.Range(start, Math.Max(0, Math.Min(pageSize, readable.Length - start))).ToArray();
        return new WithdrawalPage(
            number,
            [.. places.Where(place => readable[place]).Select(place => MovingList.Row(1000 - place))],
            total,
            total is null ? null : Math.Max(1, (readable.Length + pageSize - 1) / pageSize))
        {
            UnreadableRows = [.. places.Where(place => !readable[place]).Select(place =>
                new UnreadableRow(place - start + 1, Messages.RowNotObject, Encoding.UTF8.GetBytes("null")) 
                {
                    Id = withIds ? 1000 - place : null,
                    Amount = place + 1,
                })],
        };
    }

    /// <summary>Each place that was handed out, from 1, in the order of the list.</summary>
    private static List<(int Place, bool Readable)> Read(WithdrawalListReader reader)
    {
        var read = new List<(int Place, bool Readable)>();
        while (reader.ReadAsync().GetAwaiter().GetResult() is { } withdrawals)
        {
            read.AddRange(withdrawals.Select(row => ((int)(1001 - row.Id), true)));
            read.AddRange(reader.UnreadableRows.Select(row => ((int)row.Amount!, false)));
        }

        return [.. read.OrderBy(row => row.Place)];
    }
}
