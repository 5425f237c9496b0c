using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Aqayepardakht.Commands;

/// <summary>
/// Finds the assemblies of the dependencies folder, in Windows PowerShell, for this module and for nobody else.
/// </summary>
/// <remarks>
/// The packages were built against different versions of each other (System.Memory asks for version 4.0.4.1 of an assembly that
/// System.Text.Json asks for as 6.0.0.0). A program settles that with binding redirects in its configuration file; a module has no say
/// in the one of powershell.exe, so a lower version than ours is answered with ours here. Another module in the same process may need
/// other versions of the same assemblies: it must neither be given ours nor lend us its own.
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

    /// <summary>Counts a session that removes the module; the last one takes the handler with it.</summary>
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

        // LoadFile takes this very file, where LoadFrom would take a copy that another module has already loaded from its folder.
        return File.Exists(path) && Satisfies(AssemblyName.GetAssemblyName(path), wanted) ? Assembly.LoadFile(path) : null;
    }

    /// <summary>Whether an assembly is one of this module. One made in memory has no location, and would throw if asked for it.</summary>
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

    /// <remarks>As an extension method, SequenceEqual would be the one of spans, from an assembly that is only being looked for here.</remarks>
    private static bool Satisfies(AssemblyName ours, AssemblyName wanted) =>
        string.Equals(ours.Name, wanted.Name, StringComparison.OrdinalIgnoreCase)
        && ours.Version >= wanted.Version
        && string.Equals(ours.CultureName ?? "", wanted.CultureName ?? "", StringComparison.OrdinalIgnoreCase)
        && Enumerable.SequenceEqual(ours.GetPublicKeyToken() ?? [], wanted.GetPublicKeyToken() ?? []);
}
