using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>Tests that measure the whole process or wait for the clock run when no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class NotInParallel
{
    public const string Name = "Measured alone";
}
