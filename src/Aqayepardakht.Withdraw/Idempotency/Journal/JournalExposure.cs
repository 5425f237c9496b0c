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
            if ((ModeOf(file) & foreign) != 0)
            {
                return file;
            }
        }

        // In a sticky folder, such as /tmp, nobody can replace what is somebody else's.
        var folder = Path.GetDirectoryName(journalPath)!;
        var mode = ModeOf(folder);
        return (mode & foreign) != 0 && !mode.HasFlag(UnixFileMode.StickyBit) ? folder : null;
#else
        return null;
#endif
    }

#if NET
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static UnixFileMode ModeOf(string path)
    {
        try
        {
            return File.GetUnixFileMode(path);
        }
        catch (IOException exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Not made yet, or a link to nothing.
            return UnixFileMode.None;
        }
    }
#endif
}
