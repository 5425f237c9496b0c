using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Aqayepardakht.Commands.Tests.Desktop;

/// <summary>Where the built module and what it is compared with lie.</summary>
internal static class BuiltModule
{
    internal static IReadOnlyDictionary<string, string?> Metadata { get; } = typeof(BuiltModule).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(attribute => attribute.Key, attribute => attribute.Value);

    private static readonly string Root = Path.GetDirectoryName(ModuleSession.ManifestPath)!;

    public static string CoreFolder { get; } = Path.Combine(Root, "bin", "net8.0");

    public static string DatabaseFolder { get; } = Path.Combine(Root, "bin", "PostgreSql");

    public static string DesktopFolder { get; } = Path.Combine(Root, "bin", "netstandard2.0");

    public static string DependenciesFolder { get; } = Path.Combine(DesktopFolder, "dependencies");

    public static string FrameworkFolder { get; } = Metadata["FrameworkFolder"]!;

    public static string FrameworkFacades { get; } = Metadata["FrameworkFacades"]!;

    public static string CoreNeighbour { get; } = Path.GetFullPath(Metadata["CoreNeighbour"]!);

    public static string DesktopNeighbour { get; } = Path.GetFullPath(Metadata["DesktopNeighbour"]!);

    public static string DesktopHost { get; } = Path.GetFullPath(Metadata["DesktopHost"]!);

    public static string PowerShellStandardFolder { get; } = Metadata["PowerShellStandardFolder"]!;

    /// <summary>What is shipped for Windows PowerShell, ours and theirs.</summary>
    public static IEnumerable<string> AssembliesForDesktop =>
        Directory.EnumerateFiles(DesktopFolder, "*.dll").Concat(Directory.EnumerateFiles(DependenciesFolder, "*.dll")).Order();
}
