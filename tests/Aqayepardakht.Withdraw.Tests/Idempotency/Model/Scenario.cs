namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>What a history is made of; all else follows from the seed.</summary>
/// <param name="Keys">How many payments there are.</param>
/// <param name="Kinds">How many different payments they are of: the fewer, the more of them have equal amounts and IBANs.</param>
/// <param name="Processes">How many processes pay them at the same time.</param>
/// <param name="Troubles">How many things go wrong before everything goes well.</param>
/// <param name="TroubleRate">How often they do, in percent of the steps.</param>
/// <param name="Seed">Where chance begins.</param>
/// <param name="OnlyRequests">Whether only the requests meet trouble.</param>
internal sealed record Scenario(int Keys, int Kinds, int Processes, int Troubles, int TroubleRate, ulong Seed, bool OnlyRequests = false);
