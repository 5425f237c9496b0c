using System;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>A test of what is so on Linux alone.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || NotOnMonoFactAttribute.IsMono)
        {
            Skip = "Other systems have folders of their own for a program's state, and Mono reads the environment in its own way.";
        }
    }
}
