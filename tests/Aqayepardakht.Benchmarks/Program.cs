using System;
using System.Threading.Tasks;
using BenchmarkDotNet.Running;

namespace Aqayepardakht.Benchmarks;

/// <summary>
/// Without arguments, or with BenchmarkDotNet's: the client's benchmarks. <c>serve PORT</c>: the gateway that responds from memory.
/// <c>plain-loop ENDPOINT PAGES</c>: the plainest C# reader, to compare with.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["serve", var port]:
                await MemoryGateway.ServeAsync(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture));
                return 0;
            case ["plain-loop", var endpoint, var pages]:
                Console.WriteLine(await PlainLoop.CountRowsAsync(new Uri(endpoint), int.Parse(pages, System.Globalization.CultureInfo.InvariantCulture)));
                return 0;
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments.Length == 0 ? ["--filter", "*"] : arguments);
                return 0;
        }
    }
}
