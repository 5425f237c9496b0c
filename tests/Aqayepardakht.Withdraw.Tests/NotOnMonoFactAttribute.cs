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
        if (Type.GetType("Mono.Runtime") is not null)
        {
            Skip = reason;
        }
    }

    public string Reason { get; }
}
