using System;

namespace Aqayepardakht;

/// <summary>By how much clocks may differ, where a payment depends on it.</summary>
internal static class ClockTolerance
{
    /// <summary>The clocks of computers that share a journal.</summary>
    public static readonly TimeSpan OfPayers = TimeSpan.FromMinutes(1);

    /// <summary>The gateway's clock, once its difference was measured at an earlier request.</summary>
    public static readonly TimeSpan OfMeasuredGateway = TimeSpan.FromMinutes(2);

    /// <summary>The gateway's clock while nothing is known of it and a row is to be attributed to a request.</summary>
    public static readonly TimeSpan OfUnknownGateway = TimeSpan.FromHours(1);

    /// <summary>How far this computer's clock may be ahead of the gateway's, unnoticed, when duplicates are searched for.</summary>
    public static readonly TimeSpan OfDuplicateWindow = TimeSpan.FromMinutes(10);
}
