using System.Collections.Generic;

namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>A history in which exactly these faults occur: each moment at which one could is counted.</summary>
/// <param name="occurring">The numbers of the moments at which a fault occurs, ascending.</param>
/// <param name="isThorough">Whether a process may also die, and be overtaken, where that makes no difference.</param>
internal sealed class Script(IReadOnlyList<int> occurring, bool isThorough)
{
    public bool IsThorough => isThorough;

    private int _next;

    /// <summary>How many moments there were.</summary>
    public int Moments { get; private set; }

    /// <summary>Whether the fault occurs that could occur now.</summary>
    public bool Occurs()
    {
        var occurs = _next < occurring.Count && occurring[_next] == Moments;
        _next += occurs ? 1 : 0;
        Moments++;
        return occurs;
    }
}
