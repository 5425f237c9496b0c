using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>Lists over real sockets, from a gateway whose ledger moves.</summary>
public sealed class SandboxListTests
{
    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 10)]
    [InlineData(10, 10)]
    [InlineData(11, 10)]
    [InlineData(95, 10)]
    [InlineData(7, 1)]
    [InlineData(3000, 100)]
    public async Task Every_withdrawal_comes_once_newest_first_with_a_call_for_each_page(int rows, int pageSize)
    {
        var settings = new SandboxSettings { PageSize = pageSize, SettleAfter = null };
        using var sandbox = SandboxGateway.Start(settings);
        sandbox.AddWithdrawals(rows);
        using var client = new TestClient(sandbox, settings);

        var read = new List<Withdrawal>();
        await foreach (var withdrawal in client.Client.ListAsync())
        {
            read.Add(withdrawal);
        }

        Assert.Equal(sandbox.Withdrawals.Select(row => (row.Id, row.Amount, row.Status, (string?)row.TrackingNumber)), read.Select(row => (row.Id, row.Amount, row.Status, row.TrackingNumber)));
        Assert.Equal(Math.Max(1, (rows + pageSize - 1) / pageSize), sandbox.RequestCount(WithdrawalOperation.List));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(3, 4)]
    [InlineData(10, 4)]
    [InlineData(25, 4)]
    [InlineData(3, 8)]
    public async Task Withdrawals_made_while_the_list_is_read_push_none_out(int madeAtOnce, int pagesInFlight)
    {
        var settings = new SandboxSettings { PageSize = 10, SettleAfter = null };
        using var sandbox = SandboxGateway.Start(settings);
        sandbox.AddWithdrawals(200);
        var before = sandbox.Withdrawals.Select(row => row.Id).ToList();
        sandbox.BeforeResponse = call =>
        {
            for (var made = 0; call.Number is > 1 and < 30 && made < madeAtOnce; made++)
            {
                sandbox.AddWithdrawal(1);
            }
        };
        using var client = new TestClient(sandbox, settings, pagesInFlight: pagesInFlight);

        var read = new List<long>();
        await foreach (var withdrawal in client.Client.ListAsync())
        {
            read.Add(withdrawal.Id);
        }

        Assert.Equal(before, read);
        Assert.True(sandbox.Withdrawals.Count > 200);
    }

    [Theory]
    [InlineData(0, 10, 1)]
    [InlineData(0, 11, 2)]
    [InlineData(5, 5, 1)]
    [InlineData(5, 10, 2)]
    [InlineData(95, 10, 3)]
    [InlineData(1000, 10, 1)]
    public async Task A_limit_costs_no_more_calls_than_its_rows_need(int skip, int limit, int calls)
    {
        var settings = new SandboxSettings { PageSize = 10, SettleAfter = null };
        using var sandbox = SandboxGateway.Start(settings);
        sandbox.AddWithdrawals(300);
        using var client = new TestClient(sandbox, settings);
        var read = new List<long>();
        using (var reader = client.Client.ReadList(null, skip, limit))
        {
            while (await reader.ReadAsync() is { } withdrawals)
            {
                read.AddRange(withdrawals.Select(row => row.Id));
            }
        }

        Assert.Equal(sandbox.Withdrawals.Select(row => row.Id).Skip(skip).Take(limit), read);
        Assert.Equal(calls, sandbox.RequestCount(WithdrawalOperation.List));
    }

    [Fact]
    public async Task The_reader_knows_the_totals_and_the_page_it_is_on()
    {
        var settings = new SandboxSettings { PageSize = 10, SettleAfter = null };
        using var sandbox = SandboxGateway.Start(settings);
        sandbox.AddWithdrawals(25);
        using var client = new TestClient(sandbox, settings);
        using var reader = client.Client.ReadList();
        Assert.Null(reader.TotalCount);
        Assert.Null(reader.TotalPages);
        Assert.Equal(0, reader.PageNumber);

        for (var page = 1; page <= 3; page++)
        {
            Assert.Equal(page < 3 ? 10 : 5, (await reader.ReadAsync())!.Count);
            Assert.Equal(25, reader.TotalCount);
            Assert.Equal(3, reader.TotalPages);
            Assert.Equal(page, reader.PageNumber);
        }

        Assert.Null(await reader.ReadAsync());
        Assert.Null(await reader.ReadAsync());
    }

    [Fact]
    public async Task A_period_lists_its_days_with_both_ends()
    {
        var settings = new SandboxSettings { PageSize = 2, SettleAfter = null };
        using var sandbox = SandboxGateway.Start(settings);
        for (var day = 1; day <= 20; day++)
        {
            sandbox.AddWithdrawal(day, createdAt: new DateTime(2022, 10, day, 23, 59, 59));
        }

        using var client = new TestClient(sandbox, settings);

        Assert.Equal([9, 8, 7, 6, 5], await AmountsAsync(new WithdrawalPeriod(new DateTime(2022, 10, 5), new DateTime(2022, 10, 9))));
        Assert.Equal([20, 19, 18], await AmountsAsync(new WithdrawalPeriod(new DateTime(2022, 10, 18), null)));
        Assert.Equal([2, 1], await AmountsAsync(new WithdrawalPeriod(null, new DateTime(2022, 10, 2))));
        Assert.Equal([9], await AmountsAsync(new WithdrawalPeriod(ReportDate.Parse("1401/07/17"), ReportDate.Parse("1401-07-17"))));
        Assert.Empty(await AmountsAsync(new WithdrawalPeriod(new DateTime(2030, 1, 1), null)));

        async Task<List<long>> AmountsAsync(WithdrawalPeriod period)
        {
            var amounts = new List<long>();
            await foreach (var withdrawal in client.Client.ListAsync(period))
            {
                amounts.Add(withdrawal.Amount);
            }

            return amounts;
        }
    }

    [Fact]
    public async Task Faults_that_pass_lose_no_row()
    {
        var settings = new SandboxSettings
        {
            PageSize = 10,
            SettleAfter = null,
            FaultRate = 0.3,
            Seed = 5,
            Faults = [SandboxFault.TooManyRequests, SandboxFault.ServerError, SandboxFault.ServiceUnavailable, SandboxFault.DropBeforeCommit, SandboxFault.CutAnswer, SandboxFault.BadGatewayHtml],
        };
        using var sandbox = SandboxGateway.Start(settings);
        sandbox.AddWithdrawals(400);
        using var client = new TestClient(sandbox.Endpoint, sandbox.Account, settings.Code, attempts: 30);

        var read = new List<long>();
        await foreach (var withdrawal in client.Client.ListAsync())
        {
            read.Add(withdrawal.Id);
        }

        Assert.Equal(sandbox.Withdrawals.Select(row => row.Id), read);
        Assert.NotEmpty(client.Waits);
    }

    [Fact]
    public async Task A_page_that_fails_for_good_ends_the_list_with_its_error_and_can_be_read_again()
    {
        var settings = new SandboxSettings { PageSize = 10, SettleAfter = null };
        using var sandbox = SandboxGateway.Start(settings);
        sandbox.AddWithdrawals(60);
        using var client = new TestClient(sandbox, settings, pagesInFlight: 1);
        using var reader = client.Client.ReadList();
        var read = (await reader.ReadAsync())!.Select(row => row.Id).ToList();
        read.AddRange((await reader.ReadAsync())!.Select(row => row.Id));
        sandbox.IsActive = false;

        // The page that was under way may have been sent before.
        var failed = await Record.ExceptionAsync(async () =>
        {
            while (await reader.ReadAsync() is { } rows)
            {
                read.AddRange(rows.Select(row => row.Id));
            }
        });
        Assert.Equal(-20, Assert.IsType<GatewayErrorException>(failed).Code);
        sandbox.IsActive = true;
        while (await reader.ReadAsync() is { } rows)
        {
            read.AddRange(rows.Select(row => row.Id));
        }

        Assert.Equal(sandbox.Withdrawals.Select(row => row.Id), read);
    }

    [Fact]
    public async Task A_cancelled_list_ends_as_cancelled()
    {
        var settings = new SandboxSettings { PageSize = 1, SettleAfter = null };
        using var sandbox = SandboxGateway.Start(settings);
        sandbox.AddWithdrawals(50);
        using var client = new TestClient(sandbox, settings);
        using var stop = new CancellationTokenSource();
        var read = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var withdrawal in client.Client.ListAsync(null, stop.Token))
            {
                Assert.True(withdrawal.Id > 0);
                if (++read == 3)
                {
                    await stop.CancelAsync();
                }
            }
        });

        Assert.Equal(3, read);
    }
}
