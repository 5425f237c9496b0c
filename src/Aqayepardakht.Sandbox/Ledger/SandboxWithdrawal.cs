using System;

namespace Aqayepardakht.Sandbox;

/// <summary>A snapshot of one withdrawal in the sandbox's ledger.</summary>
public sealed record SandboxWithdrawal
{
    internal SandboxWithdrawal(long id, long amount, string iban, string holderName, string bankName, DateTime requestedAt)
    {
        Id = id;
        Amount = amount;
        Iban = iban;
        HolderName = holderName;
        BankName = bankName;
        RequestedAt = requestedAt;
    }

    /// <summary>The withdrawal's number; a later withdrawal has a higher one.</summary>
    public long Id { get; }

    /// <summary>The amount, in the gateway's unit.</summary>
    public long Amount { get; }

    /// <summary>Who holds the bank account.</summary>
    public string HolderName { get; }

    /// <summary>The name of the bank.</summary>
    public string BankName { get; }

    /// <summary>The IBAN that the money goes to.</summary>
    public string Iban { get; }

    /// <summary>Whether it is pending, paid or cancelled.</summary>
    public WithdrawalStatus Status { get; internal init; }

    /// <summary>When it was requested: Tehran time in whole seconds, kind Unspecified, as the gateway prints it.</summary>
    public DateTime CreatedAt => TehranTime.FromUtc(RequestedAt);

    /// <summary>When it was paid or cancelled, in the form of <see cref="CreatedAt"/>; null while it is pending.</summary>
    public DateTime? UpdatedAt { get; internal init; }

    /// <summary>The bank's tracking number, 18 digits; null unless it is paid.</summary>
    public string? TrackingNumber { get; internal init; }

    /// <summary>Why it was cancelled; null unless it is.</summary>
    public string? Comment { get; internal init; }

    /// <summary>The exact time of the request in UTC, from which <see cref="SandboxSettings.SettleAfter"/> counts.</summary>
    internal DateTime RequestedAt { get; }

    internal SandboxWithdrawal PaidAt(DateTime utc, string trackingNumber) => this with
    {
        Status = WithdrawalStatus.Paid,
        UpdatedAt = TehranTime.FromUtc(utc),
        TrackingNumber = trackingNumber,
    };

    internal SandboxWithdrawal CancelledAt(DateTime utc, string comment) => this with
    {
        Status = WithdrawalStatus.Cancelled,
        UpdatedAt = TehranTime.FromUtc(utc),
        Comment = comment,
    };
}
