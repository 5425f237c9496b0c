#if NET
using System.IO;
#endif

namespace Aqayepardakht;

/// <summary>Who besides the user can write what the journal says. Windows keeps the user's own folders to the user.</summary>
internal static class JournalExposure
{
    /// <summary>Finds a file or a folder of the journal that others can write.</summary>
    /// <param name="journalPath">The journal.</param>
    /// <param name="isDefaultPlace">Whether it is the user's own place; elsewhere a group may share it.</param>
    /// <returns>Its path; null when there is none.</returns>
    public static string? Find(string journalPath, bool isDefaultPlace)
    {
#if NET
        if (System.OperatingSystem.IsWindows())
        {
            return null;
        }

        var foreign = UnixFileMode.OtherWrite | (isDefaultPlace ? UnixFileMode.GroupWrite : UnixFileMode.None);
        foreach (var file in new[] { journalPath, JournalLock.PathOf(journalPath) })
        {
            if (UnixFile.At(file) is { } status && (IsOfAnother(status) || (status.Mode & foreign) != 0))
            {
                return file;
            }
        }

        for (var path = Path.GetDirectoryName(journalPath); path is not null; path = Path.GetDirectoryName(path))
        {
            // In a sticky folder, such as /tmp, nobody but its owner can replace what is somebody else's.
            if (UnixFile.At(path) is { } folder
                && (IsOfAnother(folder) || ((folder.Mode & foreign) != 0 && !folder.Mode.HasFlag(UnixFileMode.StickyBit))))
            {
                return path;
            }

            // Above the journal's own folder, a group is often the user's own.
            foreign = UnixFileMode.OtherWrite;
        }

        return null;

        // Whoever a file belongs to can write to it, whatever its mode. One that is shared may belong to any of those who share it.
        bool IsOfAnother(UnixFile file) => isDefaultPlace && file.Owner != 0 && file.Owner != UnixFile.CurrentUser;
#else
        return null;
#endif
    }
}
