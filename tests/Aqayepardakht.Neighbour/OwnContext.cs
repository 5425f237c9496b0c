#if NET
using System;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace Aqayepardakht.Neighbour;

/// <summary>Loads everything that lies in the neighbour's folder apart from the rest of the process.</summary>
public sealed class OwnContext : AssemblyLoadContext
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(OwnContext).Assembly.Location)!;
    private static readonly OwnContext Context = new();

    private OwnContext()
        : base("Neighbour")
    {
    }

    public static string Describe() =>
        (string)Context.LoadFromAssemblyPath(typeof(OwnContext).Assembly.Location).GetType(typeof(Json).FullName!)!.GetMethod(nameof(Json.Describe))!.Invoke(null, null)!;

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);
        var path = Path.Combine(Folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
#endif
