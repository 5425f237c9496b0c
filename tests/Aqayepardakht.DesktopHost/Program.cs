using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Aqayepardakht.DesktopHost;

/// <summary>
/// Loads a neighbour, then the module, makes a payment in the sandbox, and tells what happened, a fact a line.
/// Arguments: the module's folder, the neighbour's assembly, the PowerShell assembly for a machine without one, and "import" to have
/// the module find its dependencies.
/// </summary>
internal static class Program
{
    private static string _moduleFolder = "";
    private static string _powerShell = "";

    private static int Main(string[] arguments)
    {
        _moduleFolder = arguments[0];
        _powerShell = arguments[2];
        AppDomain.CurrentDomain.AssemblyResolve += ResolveHostAssembly;

        var neighbour = Assembly.LoadFrom(arguments[1]);
        Call(neighbour, "Aqayepardakht.Neighbour.OwnFolder", "Serve");
        Tell("neighbour before", Call(neighbour, "Aqayepardakht.Neighbour.Json", "Describe"));

        var module = Assembly.LoadFrom(Path.Combine(_moduleFolder, "Aqayepardakht.PowerShell.dll"));
        Tell("types", module.GetTypes().Length > 0);
        if (arguments[3] == "import")
        {
            var startup = Activator.CreateInstance(module.GetType("Aqayepardakht.Commands.ModuleStartup", throwOnError: true));
            startup.GetType().GetMethod("OnImport").Invoke(startup, null);
        }

        // What the program asks for itself, the module does not resolve.
        Tell("stranger", Try(() => Assembly.Load(JsonOf(module)).Location));
        Tell("payment", Try(Payment.Make));
        Tell("neighbour after", Call(neighbour, "Aqayepardakht.Neighbour.Json", "Describe"));
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic).OrderBy(assembly => assembly.Location, StringComparer.Ordinal))
        {
            Tell("loaded", $"{assembly.GetName().Name} {assembly.GetName().Version} from {assembly.Location}");
        }

        return 0;
    }

    private static void Tell(string fact, object? value) => Console.WriteLine($"{fact}: {value}");

    private static object? Call(Assembly assembly, string type, string method) => assembly.GetType(type, throwOnError: true).GetMethod(method).Invoke(null, null);

    private static string Try(Func<string> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or TypeInitializationException or TypeLoadException)
        {
            return exception.GetType().Name;
        }
    }

    private static AssemblyName JsonOf(Assembly module) =>
        Assembly.LoadFrom(Path.Combine(Path.GetDirectoryName(module.Location)!, "Aqayepardakht.Withdraw.dll"))
            .GetReferencedAssemblies()
            .Single(reference => reference.Name == "System.Text.Json");

    private static Assembly? ResolveHostAssembly(object sender, ResolveEventArgs request)
    {
        var name = new AssemblyName(request.Name).Name;
        return name switch
        {
            "System.Management.Automation" => Assembly.LoadFrom(_powerShell),
            "Aqayepardakht.Withdraw" or "Aqayepardakht.Sandbox" => Assembly.LoadFrom(Path.Combine(_moduleFolder, name + ".dll")),
            _ => null,
        };
    }
}
