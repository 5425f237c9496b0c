using System;

namespace Aqayepardakht;

/// <summary>What one call remembers of its payment while it waits for the list to show what became of it.</summary>
internal sealed class PendingPayment(string key, WithdrawalRequest request, TimeSpan pollInterval)
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
    public DateTimeOffset Until { get; set; }

    /// <summary>How long to wait before the list is read again; zero for at once.</summary>
    public TimeSpan PollInterval { get; set; } = pollInterval;
}
