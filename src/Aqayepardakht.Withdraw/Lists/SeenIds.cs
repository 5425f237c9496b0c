using System.Collections.Generic;

namespace Aqayepardakht;

/// <summary>The ids of the latest rows that were read: at least <see cref="MinRemembered"/> of them, and the whole last page.</summary>
/// <remarks>
/// A page shows rows again when as many new ones came, or as many read ones went, since the page before it was read. The window is
/// far above what a list changes between two pages, and keeps the memory for a list of a million rows as small as for one of ten thousand.
/// </remarks>
internal sealed class SeenIds
{
    private const int MinRemembered = 10_000;

    private HashSet<long> _latest = [];
    private HashSet<long> _before = [];

    /// <summary>Whether the id is a new one; it is remembered.</summary>
    public bool Add(long id) => !_before.Contains(id) && _latest.Add(id);

    /// <summary>Forgets the oldest ids; only between pages, so that the rows of one page are remembered together.</summary>
    public void Trim()
    {
        if (_latest.Count >= MinRemembered)
        {
            (_before, _latest) = (_latest, _before);
            _latest.Clear();
        }
    }
}
