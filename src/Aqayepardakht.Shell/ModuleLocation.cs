using System;
using System.IO;

namespace Aqayepardakht.Shell;

/// <summary>Where the module is: beside the shell.</summary>
internal static class ModuleLocation
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Modules");

    internal static string Manifest { get; } = Path.Combine(Folder, "Aqayepardakht", "Aqayepardakht.psd1");

    /// <summary>Puts the shell's own modules first among those that commands are found in.</summary>
    internal static void AddToModulePath()
    {
        const string variable = "PSModulePath";
        var inherited = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(
            variable, string.IsNullOrEmpty(inherited) ? Folder : Folder + Path.PathSeparator + inherited);
    }
}
