using System;

namespace Aqayepardakht;

/// <summary>What one call remembers of its payment while it waits for the list to show what became of it, or for another payer.</summary>
internal sealed class PendingPayment(string key, WithdrawalRequest request)
{
    public string Key { get; } = key;

    public WithdrawalRequest Request { get; } = request;

    /// <summary>How many requests this call has sent.</summary>
    public int Requests { get; set; }

    /// <summary>Whether a request may have been made whose outcome is not known.</summary>
    public bool MayBeMade { get; set; }

    /// <summary>Why the outcome is not known yet.</summary>
    public Exception? LastFailure { get; set; }

    /// <summary>From when on a list that does not show the payment proves that it was not made.</summary>
    public DateTimeOffset NotMadeFrom { get; set; }

    /// <summary>Until when another payer's request that could be mistaken for this one can be on its way; null when none is.</summary>
    public DateTimeOffset? OtherInFlightUntil { get; set; }

    public PollDelay Delay { get; } = new();

    /// <summary>Until when there is something to wait for.</summary>
    public DateTimeOffset WaitUntil => OtherInFlightUntil ?? NotMadeFrom;

    public OutcomeUnknownException StillUnknown(Exception cause)
    {
        var known = (cause as OutcomeUnknownException)?.InnerException as WithdrawException ?? cause as WithdrawException;
        return StillUnknown(known?.Text ?? Messages.Stopped, cause);
    }

    public OutcomeUnknownException StillUnknown(LocalizedText reason, Exception? cause) =>
        new(Messages.OutcomeUnknown(Request.Amount, Request.Iban, reason), Messages.RunAgainToReconcile, cause) { IsKeyed = true };
}
