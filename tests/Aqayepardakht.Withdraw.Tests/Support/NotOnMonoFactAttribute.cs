using System;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>A test that the .NET Framework build cannot pass on Mono, though on .NET Framework.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NotOnMonoFactAttribute : FactAttribute
{
    public NotOnMonoFactAttribute(string reason)
    {
        Reason = reason;
        if (IsMono)
        {
            Skip = reason;
        }
    }

    public static bool IsMono { get; } = Type.GetType("Mono.Runtime") is not null;

    public string Reason { get; }
}
