using System;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>A test for which a file is given to somebody else.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            Skip = "Only root can give a file to somebody else.";
        }
    }
}
