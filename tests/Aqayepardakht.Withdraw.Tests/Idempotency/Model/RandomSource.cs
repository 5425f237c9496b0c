using System.Collections.Generic;

namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>A random source that repeats its numbers for the same seed and is cheap to create (SplitMix64).</summary>
internal class RandomSource(ulong seed)
{
    private ulong _state = seed;

    public virtual bool NextBool(double share) => (Next() >> 11) * (1.0 / (1UL << 53)) < share;

    /// <summary>A number from 0 to one less than the limit.</summary>
    public virtual int NextBelow(int limit) => (int)(Next() % (ulong)limit);

    public T Pick<T>(IReadOnlyList<T> items) => items[NextBelow(items.Count)];

    private ulong Next()
    {
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}

/// <summary>Leaves nothing to chance.</summary>
internal sealed class NoChance() : RandomSource(0)
{
    public override bool NextBool(double share) => false;

    public override int NextBelow(int limit) => 0;
}
