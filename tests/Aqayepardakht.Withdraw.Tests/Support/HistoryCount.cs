using System;
using System.Globalization;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>How many random histories a test tries: AQP_HISTORIES, such as 100000, or as many as every run has time for.</summary>
internal static class HistoryCount
{
    public static readonly string? Asked = Environment.GetEnvironmentVariable("AQP_HISTORIES");

    public static int OrElse(int usual) => Asked is null ? usual : int.Parse(Asked, CultureInfo.InvariantCulture);
}

/// <summary>A test that takes longer than every run has time for.</summary>
public sealed class ThoroughFactAttribute : FactAttribute
{
    public ThoroughFactAttribute()
    {
        if (HistoryCount.Asked is null)
        {
            Skip = "It takes minutes, and runs when AQP_HISTORIES says how many histories to try.";
        }
    }
}
