using System;
using System.IO;
using System.Security;

namespace Aqayepardakht;

/// <summary>What a disk and its file system throw, as the journal's own exception.</summary>
internal static class StorageErrors
{
    public static bool IsStorageError(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or SecurityException;

    public static T Translate<T>(string name, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (IsStorageError(exception))
        {
            throw JournalErrors.NotUsable(name, exception);
        }
    }

    public static void Translate(string name, Action work) => Translate(name, () =>
    {
        work();
        return true;
    });
}
