using System;
using System.Collections.Generic;

namespace Aqayepardakht.Sandbox;

/// <summary>
/// What a sandbox begins with. <see cref="SandboxGateway.Start"/> takes a copy, so later changes here reach no running sandbox.
/// </summary>
public sealed class SandboxSettings
{
    private string _account = RandomText.Digits(12);

    /// <summary>
    /// The account number. By default twelve random digits, so that the journals of two rehearsals never mix; with a
    /// <see cref="LedgerPath"/> that exists, the account of that ledger unless one is set here.
    /// </summary>
    public string Account
    {
        get => _account;
        set
        {
            _account = value;
            IsAccountChosen = true;
        }
    }

    /// <summary>The encryption key that calls must send as <c>code</c>. Random by default; it is never written anywhere.</summary>
    public string Code { get; set; } = RandomText.Hexadecimal(16);

    /// <summary>The gateway pin that a <c>request</c> must send, or null for an account that must not send one (error -13).</summary>
    public string? Pin { get; set; }

    /// <summary>The balance to begin with, in the gateway's unit. A ledger that exists keeps its own.</summary>
    public long Balance { get; set; } = 1_000_000_000;

    /// <summary>The IBANs registered for the account, 26 characters each; two made-up ones by default.</summary>
    public IReadOnlyList<string> Ibans { get; set; } = ["IR270170000000100324200001", "IR300120000000003412345678"];

    /// <summary>The holder's name on each withdrawal; the documentation's by default.</summary>
    public string HolderName { get; set; } = "محمد علیزاده";

    /// <summary>The bank's name on each withdrawal; the documentation's by default.</summary>
    public string BankName { get; set; } = "ملی";

    /// <summary>Whether the account is active; if not, every call gets -20.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Whether the account has its Shaparak information; if not, a <c>request</c> gets -14.</summary>
    public bool HasShaparakInformation { get; set; } = true;

    /// <summary>Whether the account has a gateway; if not, a <c>request</c> gets -15.</summary>
    public bool HasGateway { get; set; } = true;

    /// <summary>How many withdrawals a page of <c>list</c> has. The documentation does not say what the real one is.</summary>
    public int PageSize { get; set; } = 10;

    /// <summary>
    /// How long after its request a withdrawal is paid or cancelled; null leaves that to <see cref="SandboxGateway.Pay"/> and
    /// <see cref="SandboxGateway.Cancel"/>.
    /// </summary>
    public TimeSpan? SettleAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The share of withdrawals, 0 to 1, that are cancelled instead of paid once <see cref="SettleAfter"/> has passed.</summary>
    public double CancelRate { get; set; }

    /// <summary>The comment on those; the documentation's by default.</summary>
    public string CancelComment { get; set; } = "علت رد درخواست تسویه حساب";

    /// <summary>The TCP port on loopback; 0 takes any free one.</summary>
    public int Port { get; set; }

    /// <summary>
    /// A file that keeps the ledger as JSON Lines, or null to keep it in memory only. Each change is in the file before it
    /// is answered, so a sandbox whose process was killed goes on with the same withdrawals, ids and balance. One sandbox has
    /// the file to itself until it stops.
    /// </summary>
    public string? LedgerPath { get; set; }

    /// <summary>Makes random faults, cancellations and tracking numbers come in the same order each time; null for a new order.</summary>
    public int? Seed { get; set; }

    /// <summary>How long each call waits before it is looked at.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>The share of calls, 0 to 1, that meet a random one of <see cref="Faults"/>.</summary>
    public double FaultRate { get; set; }

    /// <summary>The faults that <see cref="FaultRate"/> draws from; by default all but the two that hang.</summary>
    public IReadOnlyList<SandboxFault> Faults { get; set; } =
    [
        SandboxFault.TooManyRequests,
        SandboxFault.ServerError,
        SandboxFault.ServerErrorAfterCommit,
        SandboxFault.BadGatewayHtml,
        SandboxFault.ServiceUnavailable,
        SandboxFault.BrokenJson,
        SandboxFault.BrokenJsonBeforeCommit,
        SandboxFault.DropBeforeCommit,
        SandboxFault.DropAfterCommit,
        SandboxFault.CutAnswer,
        SandboxFault.DisruptedBeforeCommit,
        SandboxFault.DisruptedAfterCommit,
        SandboxFault.Redirect,
        SandboxFault.HtmlOk,
    ];

    /// <summary>The <c>Retry-After</c> of HTTP 429 and 503, rounded up to seconds; null leaves the header out.</summary>
    public TimeSpan? RetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Where <see cref="SandboxFault.Redirect"/> sends the caller; by default a host that does not exist.</summary>
    public Uri RedirectTarget { get; set; } = new("https://another-host.invalid/api/v2/withdraw/");

    /// <summary>The present moment in UTC; the computer's clock by default.</summary>
    public Func<DateTime> Clock { get; set; } = () => DateTime.UtcNow;

    internal bool IsAccountChosen { get; private set; }

    /// <summary>Refuses settings that no gateway could have.</summary>
    /// <exception cref="ArgumentException">A value is empty, out of its range or, among <see cref="Ibans"/>, not an Iranian IBAN.</exception>
    internal void Validate()
    {
        Require(!string.IsNullOrWhiteSpace(Account), nameof(Account), "An account number is needed.");
        Require(!string.IsNullOrWhiteSpace(Code), nameof(Code), "An encryption key is needed.");
        Require(Pin is null || !string.IsNullOrWhiteSpace(Pin), nameof(Pin), "A pin is a text, or null for an account without one.");
        Require(Balance >= 0, nameof(Balance), "A balance is not below zero.");
        Require(Ibans is not null, nameof(Ibans), "The IBANs may be empty, not null.");
        foreach (var iban in Ibans!)
        {
            Require(AccountRules.IsIban(iban), nameof(Ibans), $"'{iban}' is not an Iranian IBAN of 26 characters.");
        }

        Require(HolderName is not null, nameof(HolderName), "A holder's name may be empty, not null.");
        Require(BankName is not null, nameof(BankName), "A bank's name may be empty, not null.");
        Require(PageSize > 0, nameof(PageSize), "A page has one row or more.");
        Require(SettleAfter is null || SettleAfter >= TimeSpan.Zero, nameof(SettleAfter), "The time to settlement is not below zero.");
        Require(CancelRate is >= 0 and <= 1, nameof(CancelRate), "A rate is from 0 to 1.");
        Require(CancelComment is not null, nameof(CancelComment), "A comment may be empty, not null.");
        Require(Port is >= 0 and <= 65535, nameof(Port), "A port is from 0 to 65535.");
        Require(Latency >= TimeSpan.Zero, nameof(Latency), "A latency is not below zero.");
        Require(FaultRate is >= 0 and <= 1, nameof(FaultRate), "A rate is from 0 to 1.");
        Require(Faults is not null, nameof(Faults), "The faults may be empty, not null.");
        Require(FaultRate == 0 || Faults!.Count > 0, nameof(Faults), "A fault rate needs faults to draw from.");
        Require(RetryAfter is null || RetryAfter >= TimeSpan.Zero, nameof(RetryAfter), "A time to wait is not below zero.");
        Require(RedirectTarget is { IsAbsoluteUri: true }, nameof(RedirectTarget), "A redirect needs an absolute address.");
        Require(Clock is not null, nameof(Clock), "A clock is needed.");
    }

    internal SandboxSettings Copy()
    {
        var copy = (SandboxSettings)MemberwiseClone();
        copy.Ibans = [.. Ibans];
        copy.Faults = [.. Faults];
        return copy;
    }

    private static void Require(bool holds, string setting, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message, setting);
        }
    }
}
