using System;

namespace Aqayepardakht;

/// <summary>The state of the gateway's list just before a request.</summary>
/// <param name="Id">The highest id that it had shown; what the request makes has a higher one.</param>
/// <param name="ReadAt">The moment before the list was read.</param>
internal readonly record struct Baseline(long Id, DateTimeOffset ReadAt);
