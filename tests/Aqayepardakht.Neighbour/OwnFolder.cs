#if !NET
using System;
using System.IO;
using System.Reflection;

namespace Aqayepardakht.Neighbour;

/// <summary>Finds what lies in the neighbour's folder, for the neighbour, as a well-behaved module does.</summary>
public static class OwnFolder
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(OwnFolder).Assembly.Location)!;
    private static bool _serves;

    public static void Serve()
    {
        if (!_serves)
        {
            _serves = true;
            AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        }
    }

    private static Assembly? Resolve(object sender, ResolveEventArgs request)
    {
        var path = Path.Combine(Folder, new AssemblyName(request.Name).Name + ".dll");
        return Path.GetDirectoryName(request.RequestingAssembly?.Location ?? "none") == Folder && File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }
}
#endif
