using System.Diagnostics.CodeAnalysis;

namespace Aqayepardakht;

/// <summary>A withdrawal with the idempotency key that it was paid under.</summary>
public sealed class KeyedWithdrawal : Withdrawal
{
    /// <summary>Joins a withdrawal and its key.</summary>
    [SetsRequiredMembers]
    public KeyedWithdrawal(string idempotencyKey, PaymentResult result)
    {
        var withdrawal = (result ?? throw new System.ArgumentNullException(nameof(result))).Withdrawal;
        IdempotencyKey = idempotencyKey;
        Origin = result.Origin;
        Id = withdrawal.Id;
        Amount = withdrawal.Amount;
        Status = withdrawal.Status;
        HolderName = withdrawal.HolderName;
        BankName = withdrawal.BankName;
        Iban = withdrawal.Iban;
        CreatedAt = withdrawal.CreatedAt;
        UpdatedAt = withdrawal.UpdatedAt;
        TrackingNumber = withdrawal.TrackingNumber;
        Comment = withdrawal.Comment;
    }

    /// <summary>The idempotency key.</summary>
    public string IdempotencyKey { get; }

    /// <summary>Whether it was requested now, recorded before, or found in the gateway's list.</summary>
    public WithdrawalOrigin Origin { get; }
}
