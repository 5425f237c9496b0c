using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class ThreadTests
{
    [Fact]
    public async Task One_client_serves_sixteen_tasks_at_the_same_time()
    {
        const int Tasks = 16;
        const int Rounds = 20;
        var settings = new SandboxSettings { PageSize = 10, SettleAfter = null, Pin = "4321", Balance = long.MaxValue / 2 };
        using var sandbox = SandboxGateway.Start(settings);
        sandbox.AddWithdrawals(100);
        var old = sandbox.Withdrawals.Select(row => row.Id).ToList();
        using var client = new TestClient(sandbox, settings);

        await HangGuard.Within(Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                var amount = 1_000_000 + (task * Rounds) + round;
                var made = await client.Client.RequestAsync(new WithdrawalRequest(amount, settings.Ibans[task % 2]));
                Assert.Equal(amount, made.Amount);
                Assert.Equal(settings.Ibans[task % 2], made.Iban);

                var read = await client.Client.GetAsync(made.Id);
                Assert.Equal(made.Id, read.Id);
                Assert.Equal(amount, read.Amount);

                var missing = await Assert.ThrowsAsync<GatewayErrorException>(() => client.Client.GetAsync(1 + task));
                Assert.Equal(-19, missing.Code);
                if (round % 10 == 0)
                {
                    var ids = new List<long>();
                    await foreach (var withdrawal in client.Client.ListAsync())
                    {
                        ids.Add(withdrawal.Id);
                    }

                    Assert.Equal(ids.Distinct(), ids);
                    Assert.Equal(old, ids.Intersect(old));
                    Assert.Contains(made.Id, ids);
                }
            }
        }))));

        Assert.Equal(
            Enumerable.Range(1_000_000, Tasks * Rounds).Select(amount => (long)amount),
            sandbox.Withdrawals.Take(Tasks * Rounds).Select(row => row.Amount).Order());
        Assert.Equal(Tasks * Rounds, sandbox.RequestCount(WithdrawalOperation.Request));
        Assert.Equal(Tasks * Rounds, client.Reports.Count(report => report.Operation == WithdrawalOperation.Request));
    }

    [Fact]
    public async Task Two_accounts_on_one_connection_never_mix()
    {
        using var gateway = new RawListener(exchange =>
            exchange.SendAsync(RawResponse.Json(Samples.Success(Samples.Row(long.Parse(exchange.Request.Field("id")!, System.Globalization.CultureInfo.InvariantCulture))))));
        using var connection = new GatewayConnection(gateway.Endpoint);

        await HangGuard.Within(Task.WhenAll(Enumerable.Range(1, 16).Select(number => Task.Run(async () =>
        {
            using var key = SecretText.Of("key " + number);
            using var account = new WithdrawAccount("account " + number, key);
            var client = new WithdrawClient(connection, account);
            for (var round = 0; round < 20; round++)
            {
                var id = (number * 1000) + round;
                Assert.Equal(id, (await client.GetAsync(id)).Id);
            }
        }))));

        Assert.Equal(320, gateway.Requests.Count);
        Assert.All(gateway.Requests, request =>
        {
            var number = int.Parse(request.Field("id")!, System.Globalization.CultureInfo.InvariantCulture) / 1000;
            Assert.Equal("account " + number, request.Field("account"));
            Assert.Equal("key " + number, request.Field("code"));
        });
    }
}
