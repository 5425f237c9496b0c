using System;

namespace Aqayepardakht;

/// <summary>One withdrawal (settlement) as the gateway reports it.</summary>
/// <remarks>The order of the properties is the order of the columns when withdrawals are exported to CSV.</remarks>
public class Withdrawal
{
    /// <summary>The gateway's number for the withdrawal.</summary>
    public required long Id { get; init; }

    /// <summary>
    /// The amount in the gateway's unit, a whole number. The documentation does not say Toman or Rial, so it is never converted.
    /// </summary>
    public required long Amount { get; init; }

    /// <summary>Pending, paid or cancelled; a number that the documentation does not list shows as that number.</summary>
    public required WithdrawalStatus Status { get; init; }

    /// <summary>The holder of the bank account, or null when the gateway did not say.</summary>
    public string? HolderName { get; init; }

    /// <summary>The bank, or null when the gateway did not say.</summary>
    public string? BankName { get; init; }

    /// <summary>The IBAN as the gateway wrote it, or null when the gateway did not say.</summary>
    public string? Iban { get; init; }

    /// <summary>
    /// When it was requested, by the gateway's clock, in Iran's time; the kind is <see cref="DateTimeKind.Unspecified"/>. Null when the
    /// gateway gave no time that can be read.
    /// </summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary><see cref="CreatedAt"/> in the Jalali calendar, such as <c>1401/07/09 12:12:12</c>; null without it.</summary>
    public string? CreatedAtJalali => CreatedAt is { } time ? JalaliTime.Format(time) : null;

    /// <summary>When it was paid or cancelled, by the gateway's clock, in Iran's time; null while it is pending.</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <summary><see cref="UpdatedAt"/> in the Jalali calendar; null without it.</summary>
    public string? UpdatedAtJalali => UpdatedAt is { } time ? JalaliTime.Format(time) : null;

    /// <summary>The bank's tracking number, up to 18 digits and therefore text; null until it is paid.</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>Why it was cancelled; null otherwise.</summary>
    public string? Comment { get; init; }

    /// <summary>Id, amount, IBAN and status in one line.</summary>
    public override string ToString() => FormattableString.Invariant($"{Id}: {Amount:N0} to {Iban}, {Status}");
}
