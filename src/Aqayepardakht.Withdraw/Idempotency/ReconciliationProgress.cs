using System;

namespace Aqayepardakht;

/// <summary>A payment whose outcome is unknown is being looked for in the gateway's list.</summary>
public sealed class ReconciliationProgress
{
    internal ReconciliationProgress(string key, TimeSpan left, TimeSpan all)
    {
        IdempotencyKey = key;
        Left = left;
        SettlingTime = all;
    }

    /// <summary>The payment's key.</summary>
    public string IdempotencyKey { get; }

    /// <summary>How long until it is certain that it was not made.</summary>
    public TimeSpan Left { get; }

    /// <summary>The whole settling time.</summary>
    public TimeSpan SettlingTime { get; }
}
