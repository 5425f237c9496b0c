using System;
using System.Globalization;

namespace Aqayepardakht.Tests;

/// <summary>How much a test tries: as much as every run has time for, unless an environment variable asks for more.</summary>
internal static class RunSize
{
    /// <summary>How many random histories: AQP_HISTORIES, such as 100000.</summary>
    public static int Histories(int usual) => Of("AQP_HISTORIES", usual);

    public static int Of(string variable, int usual) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : usual;
}
