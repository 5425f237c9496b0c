using System;
using System.IO;
using System.Text;

namespace Aqayepardakht;

/// <summary>Where journals lie when nobody says otherwise: one file an account and user, in the user's own state folder.</summary>
internal static class JournalLocation
{
    /// <exception cref="JournalException">The user has no folder of their own.</exception>
    public static string For(string account, Uri endpoint)
    {
        // A rehearsal must not mark a key as paid for the real gateway, so any other endpoint has files of its own.
        var name = Safe(account);
        if (endpoint != WithdrawEndpoint.Default)
        {
            name += "@" + Safe(endpoint.Authority);
        }

        // Relative to wherever a command happens to run, the same key would find another journal each time, and be paid again.
        var folder = Folder();
        return Path.IsPathRooted(folder) ? Path.Combine(folder, name + ".jsonl") : throw JournalErrors.NoFolder();
    }

    /// <summary>%LOCALAPPDATA% on Windows, ~/Library/Application Support on macOS, $XDG_STATE_HOME or ~/.local/state elsewhere.</summary>
    private static string Folder()
    {
        if (Path.DirectorySeparatorChar == '\\')
        {
            return Path.Combine(FolderOf(Environment.SpecialFolder.LocalApplicationData), "Aqayepardakht", "Journals");
        }

        var home = FolderOf(Environment.SpecialFolder.UserProfile);
        if (System.Runtime.InteropServices.RuntimeInformation.IsOSPlatform(System.Runtime.InteropServices.OSPlatform.OSX))
        {
            return Path.Combine(home, "Library", "Application Support", "Aqayepardakht", "Journals");
        }

        // A relative one is to be ignored (XDG Base Directory Specification).
        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        return Path.Combine(Path.IsPathRooted(state) ? state : Path.Combine(home, ".local", "state"), "aqayepardakht", "journals");
    }

    /// <summary>Where the folder is, whether or not it is there already; empty for a user who has none.</summary>
    private static string FolderOf(Environment.SpecialFolder folder) =>
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);

    private static string Safe(string text)
    {
        var safe = new StringBuilder();
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            var character = (char)value;
            var isPlain = character is (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '-' or '_';
            if (isPlain || (character == '.' && safe.Length > 0))
            {
                safe.Append(character);
            }
            else
            {
                safe.Append('%').Append(value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return safe.ToString();
    }
}
