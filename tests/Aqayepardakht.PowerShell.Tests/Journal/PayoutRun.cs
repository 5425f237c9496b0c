using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Aqayepardakht.PostgreSql.Tests;
using Xunit;

namespace Aqayepardakht.Commands.Tests.Journal;

/// <summary>A file of payments, the gateway that pays them, and the processes of both.</summary>
internal sealed class PayoutRun : IDisposable
{
    /// <summary>Every way in which a call breaks at once, before or after the withdrawal is made.</summary>
    public const string QuickFaults =
        "ServerErrorAfterCommit,BrokenJson,DropAfterCommit,CutAnswer,DisruptedAfterCommit,ServerError,BrokenJsonBeforeCommit,DropBeforeCommit,DisruptedBeforeCommit";

    private const string Account = "100200300";
    private const string Code = "c0ffee5ec2e7";
    private static readonly string[] Ibans = ["IR270170000000100324200001", "IR300120000000003412345678"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("payouts-");
    private readonly List<(string Key, long Amount, string Iban)> _payments;
    private readonly double _faultRate;
    private readonly string _faults;
    private readonly TimeSpan _settlingTime;
    private readonly string? _database;
    private ScriptProcess? _gateway;
    private int _gateways;
    private readonly int _port = FreePort.Find();

    /// <param name="payments">How many; several are of the same amount and IBAN.</param>
    /// <param name="faultRate">The share of calls that break.</param>
    /// <param name="faults">How they break.</param>
    /// <param name="settlingTime">How long after a lost response a withdrawal may come to light.</param>
    /// <param name="database">The database that keeps the journal; null for a file.</param>
    public PayoutRun(int payments, double faultRate, string faults, TimeSpan settlingTime, string? database = null)
    {
        _database = database;
        _faultRate = faultRate;
        _faults = faults;
        _settlingTime = settlingTime;
        _payments = [.. Enumerable.Range(1, payments).Select(number => ($"فاکتور {number}", 1000L + (number % Math.Max(1, payments / 5)), Ibans[number % 2]))];
        File.WriteAllText(Path("pay.ps1"), PayoutScripts.Pay, new UTF8Encoding(true));
        File.WriteAllText(Path("gateway.ps1"), PayoutScripts.Gateway, new UTF8Encoding(true));
        File.WriteAllLines(Path("payouts.txt"), _payments.Select(payment => FormattableString.Invariant($"{payment.Key};{payment.Amount};{payment.Iban}")));
    }

    /// <summary>How often a payment was made beyond the first time, and how many were never made.</summary>
    public (int Duplicates, int Lost) Compare()
    {
        var made = Ledger().Values.GroupBy(payment => payment).ToDictionary(group => group.Key, group => group.Count());
        var wanted = _payments.GroupBy(payment => (payment.Amount, payment.Iban)).ToDictionary(group => group.Key, group => group.Count());
        var duplicates = made.Sum(group => Math.Max(0, group.Value - wanted.GetValueOrDefault(group.Key)));
        var lost = wanted.Sum(group => Math.Max(0, group.Value - made.GetValueOrDefault(group.Key)));
        return (duplicates, lost);
    }

    public int LedgerRows => Ledger().Count;

    /// <summary>How far the payers have come.</summary>
    public long JournalLength => new FileInfo(Path("journal.jsonl")) is { Exists: true } journal ? journal.Length : 0;

    /// <summary>How many bytes the ledger has: how far the payers have come, whatever keeps their journal.</summary>
    public long LedgerLength => new FileInfo(Path("ledger.jsonl")) is { Exists: true } ledger ? ledger.Length : 0;

    public void StartGateway()
    {
        _gateway = ScriptProcess.Start(
            Path("gateway.ps1"),
            ("Port", _port.ToString(CultureInfo.InvariantCulture)),
            ("Ledger", Path("ledger.jsonl")),
            ("Account", Account),
            ("Code", Code),
            ("FaultRate", _faultRate.ToString(CultureInfo.InvariantCulture)),
            ("Faults", _faults),
            ("Counts", Path($"counts-{++_gateways}.txt")));
        Assert.Equal($"PORT {_port}", _gateway.WaitForLine("PORT "));
    }

    public void KillGateway()
    {
        _gateway?.Kill();
        _gateway?.Dispose();
        _gateway = null;
    }

    public ScriptProcess StartPayer() => ScriptProcess.Start(
        Path("pay.ps1"),
        ("Payouts", Path("payouts.txt")),
        ("Journal", _database is null ? "JournalPath" : "JournalDatabase"),
        ("Place", _database ?? Path("journal.jsonl")),
        ("Endpoint", Endpoint),
        ("Account", Account),
        ("Code", Code),
        ("SettlingTime", _settlingTime.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Holds the journal to having every payment as one row of the ledger, and no row twice.</summary>
    public void AssertJournalMatchesLedger()
    {
        var ledger = Ledger();
        using var session = ModuleSession.WithoutSandbox();
        var read = _database is null
            ? session.Run("Get-AqpWithdrawalJournal $path", ("path", Path("journal.jsonl")))
            : session.Run(
                """
                $credential = [pscredential]::new($account, [System.Net.NetworkCredential]::new('', $code).SecurePassword)
                $null = Connect-AqpAccount $credential -Endpoint $endpoint -JournalDatabase $database
                Get-AqpWithdrawalJournal
                Disconnect-AqpAccount
                """,
                ("account", Account), ("code", Code), ("endpoint", Endpoint), ("database", _database));
        var entries = read.Succeeded().Output
            .ToDictionary(entry => entry.Value<string>("IdempotencyKey"), entry => (State: entry.Value<object>("State").ToString(), Id: entry.Value<long?>("Id")));
        Assert.Equal(_payments.Select(payment => payment.Key).Order(), entries.Keys.Order());
        Assert.All(_payments, payment =>
        {
            var (state, id) = entries[payment.Key];
            Assert.Equal("Made", state);
            Assert.Equal((payment.Amount, payment.Iban), ledger[id!.Value]);
        });
        Assert.Equal(_payments.Count, entries.Values.Select(entry => entry.Id).Distinct().Count());
    }

    /// <summary>Calls and faults by operation and kind, as far as the gateways had written them down before they were killed.</summary>
    public IReadOnlyDictionary<string, int> Counts() => Enumerable.Range(1, _gateways)
        .Select(number => Path($"counts-{number}.txt"))
        .Where(File.Exists)
        .SelectMany(File.ReadAllLines)
        .Where(line => line.Contains('='))
        .GroupBy(line => line.Split('=')[0].Trim(), line => int.Parse(line.Split('=')[1], CultureInfo.InvariantCulture))
        .ToDictionary(group => group.Key, group => group.Sum());

    public void Dispose()
    {
        _gateway?.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Endpoint => $"http://127.0.0.1:{_port}/api/v2/withdraw/";

    private string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    private Dictionary<long, (long Amount, string Iban)> Ledger()
    {
        using var reader = new StreamReader(new FileStream(Path("ledger.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var rows = new Dictionary<long, (long, string)>();
        while (reader.ReadLine() is { } line)
        {
            using var row = JsonDocument.Parse(line);
            if (row.RootElement.TryGetProperty("id", out var id))
            {
                rows[id.GetInt64()] = (row.RootElement.GetProperty("amount").GetInt64(), row.RootElement.GetProperty("iban").GetString()!);
            }
        }

        return rows;
    }
}
