using System;

namespace Aqayepardakht;

/// <summary>What one call remembers of its payment while it waits for the list to show what became of it, or for another payer.</summary>
internal sealed class PendingPayment(string key, WithdrawalRequest request)
{
    private static readonly TimeSpan FirstPollInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxPollInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MinPollInterval = TimeSpan.FromMilliseconds(10);

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

    /// <summary>How long to wait before the next look; zero for at once.</summary>
    public TimeSpan PollInterval { get; set; } = FirstPollInterval;

    /// <summary>How long to wait now. The next time will be longer.</summary>
    public TimeSpan NextDelay(DateTimeOffset now)
    {
        if (PollInterval == TimeSpan.Zero)
        {
            PollInterval = FirstPollInterval;
            return TimeSpan.Zero;
        }

        var delay = Min(PollInterval, (OtherInFlightUntil ?? NotMadeFrom) - now);
        PollInterval = Min(PollInterval + PollInterval, MaxPollInterval);
        return delay > MinPollInterval ? delay : MinPollInterval;
    }

    public OutcomeUnknownException StillUnknown(Exception cause)
    {
        var known = (cause as OutcomeUnknownException)?.InnerException as WithdrawException ?? cause as WithdrawException;
        return StillUnknown(known?.Text ?? Messages.Stopped, cause);
    }

    public OutcomeUnknownException StillUnknown(LocalizedText reason, Exception? cause) =>
        new(Messages.OutcomeUnknown(Request.Amount, Request.Iban, reason), Messages.RunAgainToReconcile, cause) { IsKeyed = true };

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
