using System;

namespace Aqayepardakht;

/// <summary>The list shows a withdrawal that may be this payment, made without this journal's knowledge. Nothing was sent.</summary>
public sealed class PossibleDuplicateException : WithdrawException
{
    internal PossibleDuplicateException(Withdrawal existing, TimeSpan window)
        : base("PossibleDuplicate", IdempotencyMessages.PossibleDuplicate(existing, window), IdempotencyMessages.PossibleDuplicateAdvice) =>
        Existing = existing;

    /// <summary>The withdrawal that is listed already.</summary>
    public Withdrawal Existing { get; }
}
