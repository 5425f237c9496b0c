namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>The parameters of a history; everything else follows from the seed.</summary>
/// <param name="Keys">The number of payments.</param>
/// <param name="Kinds">The number of different amounts and IBANs: the fewer, the more payments are equal.</param>
/// <param name="Processes">The number of processes that pay them at the same time.</param>
/// <param name="Faults">The number of faults, after which everything succeeds.</param>
/// <param name="FaultRate">The probability of a fault at a step, in percent.</param>
/// <param name="Seed">The seed of the random source.</param>
/// <param name="OnlyRequests">Whether only requests meet faults.</param>
/// <param name="Disorder">What is not in order around the journal; null when all is.</param>
/// <param name="HasSharedJournal">Whether the journal is one that holds nobody out, as a database is, instead of a file.</param>
internal sealed record Scenario(
    int Keys,
    int Kinds,
    int Processes,
    int Faults,
    int FaultRate,
    ulong Seed,
    bool OnlyRequests = false,
    Disorder? Disorder = null,
    bool HasSharedJournal = false);
