using System;
using System.Security;
using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;

namespace Aqayepardakht.Benchmarks;

/// <summary>A list of 100 pages with 100 rows each over loopback: the client, and the plainest loop beside it.</summary>
[MemoryDiagnoser]
public class ListBenchmarks
{
    private const int Pages = 100;

    private WebApplication _gateway = null!;
    private WithdrawAccount _account = null!;
    private GatewayConnection _connection = null!;
    private Uri _endpoint = null!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        _gateway = MemoryGateway.Create(0);
        await _gateway.StartAsync();
        _endpoint = new Uri($"{string.Concat(_gateway.Urls)}/{Pages}/100/0/");
        using var key = new SecureString();
        key.AppendChar('k');
        _account = new WithdrawAccount("1", key);
        _connection = new GatewayConnection(_endpoint);
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        _connection.Dispose();
        _account.Dispose();
        await _gateway.DisposeAsync();
    }

    [Benchmark(Baseline = true)]
    public async Task<int> PlainLoopAsync() => await PlainLoop.CountRowsAsync(_endpoint, Pages);

    [Benchmark]
    public async Task<int> ClientAsync()
    {
        using var reader = new WithdrawClient(_connection, _account).ReadList();
        var rows = 0;
        while (await reader.ReadAsync() is { } withdrawals)
        {
            rows += withdrawals.Count;
        }

        return rows;
    }
}
