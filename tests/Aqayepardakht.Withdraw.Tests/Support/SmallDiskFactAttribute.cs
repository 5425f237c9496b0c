using System;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>A test that needs a disk of its own that can be full.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (!SmallDisk.IsAvailable)
        {
            Skip = "A small disk can be mounted only on Linux and by root.";
        }
    }
}
