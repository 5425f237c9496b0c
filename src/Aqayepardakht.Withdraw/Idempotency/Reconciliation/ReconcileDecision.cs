using System;

namespace Aqayepardakht;

/// <summary>What is to be done with one open intent: adopt a listed withdrawal, send it now since it was not made, or wait.</summary>
internal sealed class ReconcileDecision(JournalRecord intent, Withdrawal? adopt, DateTimeOffset? waitUntil, bool send)
{
    public JournalRecord Intent { get; } = intent;

    /// <summary>The withdrawal that is this intent's, or null.</summary>
    public Withdrawal? Adopt { get; } = adopt;

    /// <summary>When it is certain that it was not made; null when it is adopted.</summary>
    public DateTimeOffset? WaitUntil { get; } = waitUntil;

    /// <summary>Whether that moment has come.</summary>
    public bool Send { get; } = send;
}
