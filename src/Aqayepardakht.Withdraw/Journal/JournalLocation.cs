using System;
using System.IO;
using System.Text;

namespace Aqayepardakht;

/// <summary>Where journals lie when nobody says otherwise: one file an account and user, in the user's own state folder.</summary>
internal static class JournalLocation
{
    public static string For(string account, Uri endpoint)
    {
        // A rehearsal must not mark a key as paid for the real gateway, so any other endpoint has files of its own.
        var name = Safe(account);
        if (endpoint != WithdrawEndpoint.Default)
        {
            name += "@" + Safe(endpoint.Authority);
        }

        return Path.Combine(Folder(), name + ".jsonl");
    }

    /// <summary>%LOCALAPPDATA% on Windows, ~/Library/Application Support on macOS, $XDG_STATE_HOME or ~/.local/state elsewhere.</summary>
    private static string Folder()
    {
        if (Path.DirectorySeparatorChar == '\\')
        {
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "Aqayepardakht", "Journals");
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (System.Runtime.InteropServices.RuntimeInformation.IsOSPlatform(System.Runtime.InteropServices.OSPlatform.OSX))
        {
            return Path.Combine(home, "Library", "Application Support", "Aqayepardakht", "Journals");
        }

        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        return Path.Combine(string.IsNullOrEmpty(state) ? Path.Combine(home, ".local", "state") : state, "aqayepardakht", "journals");
    }

    private static string Safe(string text)
    {
        var safe = new StringBuilder();
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            var character = (char)value;
            if (character is (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '-' or '_' || (character == '.' && safe.Length > 0))
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
