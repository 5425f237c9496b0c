using System;
using System.Collections.Generic;
using System.Linq;

namespace Aqayepardakht.Sandbox;

/// <summary>
/// The settings of a new sandbox. <see cref="SandboxGateway.Start"/> takes a copy, so later changes do not affect a running sandbox.
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

    /// <summary>The first balance, in the gateway's unit. An existing ledger keeps its own.</summary>
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

    /// <summary>The number of withdrawals on a page of <c>list</c>. The documentation does not name the real one.</summary>
    public int PageSize { get; set; } = 10;

    /// <summary>
    /// How long after its request a withdrawal is paid or cancelled; null leaves that to <see cref="SandboxGateway.Pay"/> and
    /// <see cref="SandboxGateway.Cancel"/>.
    /// </summary>
    public TimeSpan? SettleAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The share of withdrawals, 0 to 1, that are cancelled instead of paid once <see cref="SettleAfter"/> has passed.</summary>
    public double CancelRate { get; set; }

    /// <summary>The comment on cancelled withdrawals; the documentation's by default.</summary>
    public string CancelComment { get; set; } = "علت رد درخواست تسویه حساب";

    /// <summary>The TCP port on loopback; 0 takes any free one.</summary>
    public int Port { get; set; }

    /// <summary>
    /// The file of the ledger, as JSON Lines, or null to keep the ledger in memory. Each change is in the file before the response is
    /// sent, so a sandbox whose process was killed continues with the same withdrawals, ids and balance. Only one sandbox at a time can
    /// have the file open.
    /// </summary>
    public string? LedgerPath { get; set; }

    /// <summary>The seed of random faults, cancellations and tracking numbers, to repeat them; null for new ones each time.</summary>
    public int? Seed { get; set; }

    /// <summary>The delay before each call is processed.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>The share of calls, 0 to 1, that meet a random one of <see cref="Faults"/>.</summary>
    public double FaultRate { get; set; }

    /// <summary>The faults that <see cref="FaultRate"/> chooses from; by default all but the two that hang.</summary>
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

    /// <summary>How responses are spelled where it is not as the documentation does; none by default.</summary>
    public IReadOnlyList<SandboxDialect> Dialects { get; set; } = [];

    /// <summary>The <c>Retry-After</c> of HTTP 429 and 503, rounded up to seconds; null leaves the header out.</summary>
    public TimeSpan? RetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Where <see cref="SandboxFault.Redirect"/> sends the caller; by default a host that does not exist.</summary>
    public Uri RedirectTarget { get; set; } = new("https://another-host.invalid/api/v2/withdraw/");

    /// <summary>The current time in UTC; the system clock by default.</summary>
    public Func<DateTime> Clock { get; set; } = () => DateTime.UtcNow;

    internal bool IsAccountChosen { get; private set; }

    /// <summary>Refuses settings that no gateway could have.</summary>
    /// <exception cref="ArgumentException">A value is empty or out of range; the message names the setting.</exception>
    internal void Validate()
    {
        Require(!string.IsNullOrWhiteSpace(Account), nameof(Account), SandboxMessages.AccountMissing);
        Require(!string.IsNullOrWhiteSpace(Code), nameof(Code), SandboxMessages.CodeMissing);
        Require(Pin is null || !string.IsNullOrWhiteSpace(Pin), nameof(Pin), SandboxMessages.PinBlank);
        Require(Balance >= 0, nameof(Balance), SandboxMessages.BelowZero);
        Require(Ibans is not null, nameof(Ibans), SandboxMessages.Null);
        foreach (var iban in Ibans!)
        {
            Require(AccountRules.IsIban(iban), nameof(Ibans), SandboxMessages.NotAnIban(iban));
        }

        Require(HolderName is not null, nameof(HolderName), SandboxMessages.Null);
        Require(BankName is not null, nameof(BankName), SandboxMessages.Null);
        Require(PageSize > 0, nameof(PageSize), SandboxMessages.PageSizeBelowOne);
        Require(SettleAfter is null || SettleAfter >= TimeSpan.Zero, nameof(SettleAfter), SandboxMessages.BelowZero);
        Require(CancelRate is >= 0 and <= 1, nameof(CancelRate), SandboxMessages.RateOutOfRange);
        Require(CancelComment is not null, nameof(CancelComment), SandboxMessages.Null);
        Require(Port is >= 0 and <= 65535, nameof(Port), SandboxMessages.PortOutOfRange);
        Require(Latency >= TimeSpan.Zero, nameof(Latency), SandboxMessages.BelowZero);
        Require(FaultRate is >= 0 and <= 1, nameof(FaultRate), SandboxMessages.RateOutOfRange);
        Require(Faults is not null, nameof(Faults), SandboxMessages.Null);
        Require(FaultRate == 0 || Faults!.Count > 0, nameof(Faults), SandboxMessages.NoFaults);
        Require(Dialects is not null, nameof(Dialects), SandboxMessages.Null);
        Require(
            Dialects!.All(dialect => dialect is >= SandboxDialect.IsoTimes and <= SandboxDialect.ReversedCodes),
            nameof(Dialects),
            SandboxMessages.NoSuchDialect);
        Require(RetryAfter is null || RetryAfter >= TimeSpan.Zero, nameof(RetryAfter), SandboxMessages.BelowZero);
        Require(RedirectTarget is { IsAbsoluteUri: true }, nameof(RedirectTarget), SandboxMessages.RedirectNotAbsolute);
        Require(Clock is not null, nameof(Clock), SandboxMessages.ClockMissing);
    }

    internal SandboxSettings Copy()
    {
        var copy = (SandboxSettings)MemberwiseClone();
        copy.Ibans = [.. Ibans];
        copy.Faults = [.. Faults];
        copy.Dialects = [.. Dialects];
        return copy;
    }

    private static void Require(bool holds, string setting, LocalizedText problem)
    {
        if (!holds)
        {
            throw new ArgumentException(SandboxMessages.Setting(setting, problem).ToString());
        }
    }
}
