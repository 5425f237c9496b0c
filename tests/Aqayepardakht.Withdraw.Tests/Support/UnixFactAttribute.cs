using System;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

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
