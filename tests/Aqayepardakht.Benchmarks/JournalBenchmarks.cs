using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;

namespace Aqayepardakht.Benchmarks;

/// <summary>Opening a journal of 100,000 finished payments, and writing one payment with its flush to the disk.</summary>
[MemoryDiagnoser]
public class JournalBenchmarks
{
    private const int Entries = 100_000;
    private const string Iban = "IR270170000000100324200001";

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private WithdrawalJournal _growing = null!;
    private long _appended;

    private string FullPath => Path.Combine(_folder, "full.jsonl");

    [GlobalSetup]
    public void Write()
    {
        using var file = new StreamWriter(FullPath, append: false, new UTF8Encoding(false));
        file.Write("{\"v\":1,\"type\":\"journal\",\"at\":\"2026-01-01T00:00:00Z\",\"account\":\"1\",\"endpoint\":\"http://127.0.0.1/\"}\n");
        for (var entry = 1; entry <= Entries; entry++)
        {
            file.Write(FormattableString.Invariant($"{{\"v\":1,\"type\":\"intent\",\"at\":\"2026-01-01T00:00:00.1234567+00:00\",\"key\":\"INV-{entry}\",\"amount\":55214,\"iban\":\"{Iban}\",\"after\":{entry},\"timeout\":30}}\n"));
            file.Write(FormattableString.Invariant($"{{\"v\":1,\"type\":\"made\",\"at\":\"2026-01-01T00:00:01.1234567+00:00\",\"key\":\"INV-{entry}\",\"id\":{entry + 1},\"status\":0,\"holder\":\"محمد علیزاده\",\"bank\":\"ملی\",\"created\":\"2026-01-01T03:30:00\"}}\n"));
        }

        _growing = WithdrawalJournal.For("1", new Uri("http://127.0.0.1/"), Path.Combine(_folder, "growing.jsonl"));
    }

    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Benchmark]
    public int Open() => WithdrawalJournal.Read(FullPath).Count;

    [Benchmark]
    public async Task AppendAsync()
    {
        var number = ++_appended;
        var key = FormattableString.Invariant($"INV-{number}");
        using var session = await _growing.Store.AcquireAsync(key, null, CancellationToken.None);
        await session.AppendAsync(
            new JournalLine { Type = JournalLine.Intent, At = DateTimeOffset.UtcNow, Key = key, Amount = 55214, Iban = Iban, BaselineId = number, TimeoutSeconds = 30 },
            flushToDisk: true);
        await session.AppendAsync(
            new JournalLine { Type = JournalLine.Made, At = DateTimeOffset.UtcNow, Key = key, Id = number + 1, Status = 0, CreatedAt = new DateTime(2026, 1, 1) },
            flushToDisk: false);
    }
}
