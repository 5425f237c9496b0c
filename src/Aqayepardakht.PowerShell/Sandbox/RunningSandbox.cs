using System;
using System.Management.Automation;
using System.Security;
using Aqayepardakht.Sandbox;

namespace Aqayepardakht.Commands;

/// <summary>A sandbox that runs in this process. It pipes into Connect-AqpAccount.</summary>
/// <remarks>Its collections are arrays, because PowerShell cannot index every read-only list.</remarks>
public sealed class RunningSandbox
{
    private readonly SandboxGateway _gateway;

    internal RunningSandbox(SandboxGateway gateway, PSCredential credential, SecureString? pin)
    {
        _gateway = gateway;
        Credential = credential;
        Pin = pin;
    }

    /// <summary>The account number.</summary>
    public string Account => _gateway.Account;

    /// <summary>The address on loopback that calls are sent to.</summary>
    public Uri Endpoint => _gateway.Endpoint;

    /// <summary>The account number and its encryption key.</summary>
    public PSCredential Credential { get; }

    /// <summary>The gateway pin, or null for an account that must not send one.</summary>
    public SecureString? Pin { get; }

    /// <summary>The IBANs registered for the account.</summary>
    public string[] Ibans { get; init; } = [];

    /// <summary>The balance, in the gateway's unit. It can be set.</summary>
    public long Balance
    {
        get => _gateway.Balance;
        set => _gateway.Balance = value;
    }

    /// <summary>Whether the account is active (code -20 if not). It can be set.</summary>
    public bool IsActive
    {
        get => _gateway.IsActive;
        set => _gateway.IsActive = value;
    }

    /// <summary>Whether the account has its Shaparak information (code -14 if not). It can be set.</summary>
    public bool HasShaparakInformation
    {
        get => _gateway.HasShaparakInformation;
        set => _gateway.HasShaparakInformation = value;
    }

    /// <summary>Whether the account has a gateway (code -15 if not). It can be set.</summary>
    public bool HasGateway
    {
        get => _gateway.HasGateway;
        set => _gateway.HasGateway = value;
    }

    /// <summary>Every withdrawal in the sandbox's ledger, newest first.</summary>
    public SandboxWithdrawal[] Withdrawals => [.. _gateway.Withdrawals];

    /// <summary>The latest calls and their responses, oldest first.</summary>
    public SandboxCall[] Requests => [.. _gateway.Requests];

    /// <summary>Pays a pending withdrawal now.</summary>
    public void Pay(long id) => _gateway.Pay(id);

    /// <summary>Cancels a pending withdrawal now and gives its amount back.</summary>
    public void Cancel(long id, string? comment = null) => _gateway.Cancel(id, comment);

    /// <summary>Adds withdrawals as test data.</summary>
    public void AddWithdrawals(int count, WithdrawalStatus status = WithdrawalStatus.Paid) => _gateway.AddWithdrawals(count, status);

    /// <summary>Makes the next calls of an operation meet a fault.</summary>
    public void FailNext(SandboxFault fault, WithdrawalOperation operation, int times = 1) => _gateway.FailNext(fault, operation, times);

    /// <summary>Makes the next calls of an operation get an error code.</summary>
    public void AnswerNext(int code, WithdrawalOperation operation, int times = 1) => _gateway.AnswerNext(code, operation, times);

    internal void Stop() => _gateway.Stop();

    /// <summary>The address.</summary>
    public override string ToString() => Endpoint.ToString();
}
