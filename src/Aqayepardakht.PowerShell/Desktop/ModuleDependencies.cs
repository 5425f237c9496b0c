using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Aqayepardakht.Commands;

/// <summary>
/// Resolves the assemblies of the dependencies folder in Windows PowerShell, for this module only.
/// </summary>
/// <remarks>
/// The packages reference different versions of the same assembly (System.Memory needs 4.0.4.1 of one that System.Text.Json needs as
/// 6.0.0.0). A program would use binding redirects, but a module cannot change the configuration file of powershell.exe, so a reference
/// to a lower version gets ours here. Another module of the same process may bring other versions: it must not get ours, nor we its own.
/// </remarks>
internal static class ModuleDependencies
{
    private static readonly object Gate = new();
    private static readonly string ModuleFolder = Path.GetDirectoryName(typeof(ModuleDependencies).Assembly.Location)!;
    private static readonly string DependenciesFolder = Path.Combine(ModuleFolder, "dependencies");
    private static int _imports;

    /// <summary>Counts a session that imports the module. Sessions of one process share the handler.</summary>
    public static void AddImport()
    {
        lock (Gate)
        {
            if (_imports++ == 0)
            {
                AppDomain.CurrentDomain.AssemblyResolve += Resolve;
            }
        }
    }

    /// <summary>Counts a session that removes the module; the last one removes the handler.</summary>
    public static void RemoveImport()
    {
        lock (Gate)
        {
            if (_imports > 0 && --_imports == 0)
            {
                AppDomain.CurrentDomain.AssemblyResolve -= Resolve;
            }
        }
    }

    private static Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        if (!IsOurs(request.RequestingAssembly))
        {
            return null;
        }

        var wanted = new AssemblyName(request.Name);
        var path = Path.Combine(DependenciesFolder, wanted.Name + ".dll");

        // LoadFile loads this very file; LoadFrom would return the copy that another module has loaded from its own folder.
        return File.Exists(path) && Satisfies(AssemblyName.GetAssemblyName(path), wanted) ? Assembly.LoadFile(path) : null;
    }

    /// <summary>Whether an assembly belongs to this module. Assemblies made in memory have no location.</summary>
    private static bool IsOurs(Assembly? assembly)
    {
        if (assembly is null || assembly.IsDynamic || assembly.Location.Length == 0)
        {
            return false;
        }

        var folder = Path.GetDirectoryName(assembly.Location);
        return string.Equals(folder, ModuleFolder, StringComparison.OrdinalIgnoreCase)
            || string.Equals(folder, DependenciesFolder, StringComparison.OrdinalIgnoreCase);
    }

    /// <remarks>
    /// Enumerable.SequenceEqual by name: as an extension method it would be that of spans, whose assembly is only being resolved here.
    /// </remarks>
    private static bool Satisfies(AssemblyName ours, AssemblyName wanted) =>
        string.Equals(ours.Name, wanted.Name, StringComparison.OrdinalIgnoreCase)
        && ours.Version >= wanted.Version
        && string.Equals(ours.CultureName ?? "", wanted.CultureName ?? "", StringComparison.OrdinalIgnoreCase)
        && Enumerable.SequenceEqual(ours.GetPublicKeyToken() ?? [], wanted.GetPublicKeyToken() ?? []);
}
