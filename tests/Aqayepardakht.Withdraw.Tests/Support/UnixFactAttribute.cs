using System;
using Xunit;

namespace Aqayepardakht.Tests.Journal;

/// <summary>A test of what Windows does not have.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Files have no modes on Windows.";
        }
    }
}
