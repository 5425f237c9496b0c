using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Security;
using Aqayepardakht.Sandbox;

namespace Aqayepardakht.Commands;

/// <summary>Start-AqpSandbox: starts a local gateway in this process, with a ledger of its own and no money.</summary>
[Cmdlet(VerbsLifecycle.Start, "AqpSandbox")]
[OutputType(typeof(RunningSandbox))]
public sealed class StartAqpSandboxCommand : AqpCommand
{
    private const int PinLength = 10;

    /// <summary>The account number and encryption key that calls must send; made up by default.</summary>
    [Parameter]
    [CredentialArgument]
    public PSCredential? Credential { get; set; }

    /// <summary>The gateway pin that a request must send; made up by default.</summary>
    [Parameter]
    public SecureString? Pin { get; set; }

    /// <summary>Makes an account that must not send a pin (code -13).</summary>
    [Parameter]
    public SwitchParameter WithoutPin { get; set; }

    /// <summary>The balance, in the gateway's unit.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long Balance { get; set; } = new SandboxSettings().Balance;

    /// <summary>The IBANs to register; two made-up ones by default, none for an empty array (code -16).</summary>
    [Parameter]
    [AllowEmptyCollection]
    public string[]? Iban { get; set; }

    /// <summary>The number of withdrawals on a page of the list.</summary>
    [Parameter]
    [ValidateRange(1, 100_000)]
    public int PageSize { get; set; } = new SandboxSettings().PageSize;

    /// <summary>How long after its request a withdrawal is paid: seconds or a TimeSpan. 2 seconds by default.</summary>
    [Parameter]
    [DurationArgument(AllowZero = true)]
    public TimeSpan SettleAfter { get; set; } = new SandboxSettings().SettleAfter!.Value;

    /// <summary>Leaves withdrawals pending until the sandbox's Pay or Cancel is called.</summary>
    [Parameter]
    public SwitchParameter Manual { get; set; }

    /// <summary>The share of withdrawals, 0 to 1, that are cancelled instead of paid.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double CancelRate { get; set; }

    /// <summary>How long each call waits: seconds or a TimeSpan.</summary>
    [Parameter]
    [DurationArgument(AllowZero = true)]
    public TimeSpan Latency { get; set; }

    /// <summary>The share of calls, 0 to 1, that meet a fault.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double FaultRate { get; set; }

    /// <summary>The faults to choose from; all but those that hang by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public SandboxFault[]? Fault { get; set; }

    /// <summary>How responses are spelled where it is not as the gateway's documentation does.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public SandboxDialect[]? Dialect { get; set; }

    /// <summary>Makes random faults, cancellations and tracking numbers repeatable.</summary>
    [Parameter]
    public int? Seed { get; set; }

    /// <summary>The TCP port on loopback; any free one by default.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>A file to keep the ledger in, so that the sandbox can be stopped and started again.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LedgerPath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var settings = Settings();
            var gateway = SandboxGateway.Start(settings);
            var key = new NetworkCredential(string.Empty, settings.Code).SecurePassword;
            var pin = settings.Pin is null ? null : new NetworkCredential(string.Empty, settings.Pin).SecurePassword;
            var sandbox = new RunningSandbox(gateway, new PSCredential(gateway.Account, key), pin) { Ibans = [.. settings.Ibans] };
            SessionSandboxes.Current.Add(sandbox);
            foreach (var iban in sandbox.Ibans)
            {
                CompletionHistory.Current.Remember(iban);
            }

            WriteObject(sandbox);
        }
        catch (WithdrawException exception)
        {
            ThrowTerminating(exception);
        }
        catch (Exception exception) when (
            exception is ArgumentException or InvalidOperationException or InvalidDataException
                or IOException or UnauthorizedAccessException or SocketException)
        {
            ThrowTerminating(ArgumentMessages.SandboxNotStarted(exception.Message));
        }
    }

    private SandboxSettings Settings()
    {
        var settings = new SandboxSettings
        {
            Balance = Balance,
            PageSize = PageSize,
            SettleAfter = Manual ? null : SettleAfter,
            CancelRate = CancelRate,
            Latency = Latency,
            FaultRate = FaultRate,
            Seed = Seed,
            Port = Port,
            LedgerPath = LedgerPath is null ? null : FilePath(LedgerPath),
        };
        if (Credential is not null)
        {
            settings.Account = Credential.UserName;
            settings.Code = Credential.GetNetworkCredential().Password;
        }

        if (!WithoutPin)
        {
            settings.Pin = Pin is null ? RandomPin() : new NetworkCredential(string.Empty, Pin).Password;
        }

        if (Iban is not null)
        {
            settings.Ibans = [.. Iban.Select(Aqayepardakht.Iban.Parse)];
        }

        if (Fault is not null)
        {
            settings.Faults = Fault;
        }

        if (Dialect is not null)
        {
            settings.Dialects = Dialect;
        }

        return settings;
    }

    private static string RandomPin() => Guid.NewGuid().ToString("N").Substring(0, PinLength).ToUpperInvariant();
}
