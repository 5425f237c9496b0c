using System;
using System.IO;
using System.Text;
using BenchmarkDotNet.Attributes;

namespace Aqayepardakht.Benchmarks;

/// <summary>Opening a journal of 100,000 finished payments, and appending one payment with its flush.</summary>
[MemoryDiagnoser]
public class JournalBenchmarks
{
    private const int Entries = 100_000;
    private const string Iban = "IR270170000000100324200001";

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [GlobalSetup]
    public void Write()
    {
        using var file = new StreamWriter(_path, append: false, new UTF8Encoding(false));
        file.Write("{\"v\":1,\"type\":\"journal\",\"at\":\"2026-01-01T00:00:00Z\",\"account\":\"1\",\"endpoint\":\"http://127.0.0.1/\"}\n");
        for (var entry = 1; entry <= Entries; entry++)
        {
            file.Write(FormattableString.Invariant($"{{\"v\":1,\"type\":\"intent\",\"at\":\"2026-01-01T00:00:00.1234567+00:00\",\"key\":\"INV-{entry}\",\"amount\":55214,\"iban\":\"{Iban}\",\"after\":{entry},\"timeout\":30}}\n"));
            file.Write(FormattableString.Invariant($"{{\"v\":1,\"type\":\"made\",\"at\":\"2026-01-01T00:00:01.1234567+00:00\",\"key\":\"INV-{entry}\",\"id\":{entry + 1},\"status\":0,\"holder\":\"محمد علیزاده\",\"bank\":\"ملی\",\"created\":\"2026-01-01T03:30:00\"}}\n"));
        }
    }

    [GlobalCleanup]
    public void Delete() => File.Delete(_path);

    [Benchmark]
    public int Open() => WithdrawalJournal.Read(_path).Count;
}
