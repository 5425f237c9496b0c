using System;

namespace Aqayepardakht;

/// <summary>What is to be done with one open intent: adopt a listed withdrawal, send it again since it was not made, or wait.</summary>
/// <param name="Intent">The intent.</param>
/// <param name="Adopt">The withdrawal that is this intent's, or null.</param>
/// <param name="NotMadeFrom">From when on it is certain that it was not made, if the list does not show it by then.</param>
/// <param name="Send">Whether that moment has come and nothing was found.</param>
internal sealed record ReconcileDecision(JournalRecord Intent, Withdrawal? Adopt, DateTimeOffset NotMadeFrom, bool Send);
