using System;
using System.Collections.Generic;

namespace Aqayepardakht;

/// <summary>What is to be done with one open intent: adopt a listed withdrawal, send it again since it was not made, or wait.</summary>
/// <param name="Intent">The intent.</param>
/// <param name="Adopt">The withdrawal that is this intent's, or null.</param>
/// <param name="NotMadeFrom">From when on it is certain that it was not made, if the list does not show it by then.</param>
/// <param name="Send">Whether that moment has come and nothing was found.</param>
internal sealed record ReconcileDecision(JournalRecord Intent, Withdrawal? Adopt, DateTimeOffset NotMadeFrom, bool Send);

/// <summary>What is to be done with open intents that could stand for one another.</summary>
/// <param name="Decisions">One for each intent.</param>
/// <param name="Leftover">
/// Rows with this amount and IBAN that no key claims and no intent adopts: there are more of them than intents, or their time is not
/// that of a request.
/// </param>
internal sealed record ReconcileResult(IReadOnlyList<ReconcileDecision> Decisions, IReadOnlyList<Withdrawal> Leftover);
