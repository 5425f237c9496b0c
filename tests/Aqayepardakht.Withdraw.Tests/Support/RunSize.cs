using System;
using System.Globalization;

namespace Aqayepardakht.Tests;

/// <summary>How many random histories a test tries: AQP_HISTORIES, such as 100000, or as many as every run has time for.</summary>
internal static class HistoryCount
{
    private static readonly string? Asked = Environment.GetEnvironmentVariable("AQP_HISTORIES");

    public static int OrElse(int usual) => Asked is null ? usual : int.Parse(Asked, CultureInfo.InvariantCulture);
}
