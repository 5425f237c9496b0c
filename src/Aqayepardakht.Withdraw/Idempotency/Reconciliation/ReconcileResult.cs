using System.Collections.Generic;

namespace Aqayepardakht;

/// <summary>What is to be done with open intents that could stand for one another.</summary>
/// <param name="Decisions">One for each intent.</param>
/// <param name="Leftover">
/// Rows with this amount and IBAN that no key claims and no intent adopts: there are more of them than intents, or their time is not
/// that of a request.
/// </param>
internal sealed record ReconcileResult(IReadOnlyList<ReconcileDecision> Decisions, IReadOnlyList<Withdrawal> Leftover);
