using System;
using System.IO;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.Loader;

namespace Aqayepardakht.Commands.Tests.Desktop;

/// <summary>The build for Windows PowerShell, loaded apart from the one that the engine has imported.</summary>
internal sealed class DesktopModule : AssemblyLoadContext
{
    private readonly Assembly _module;

    public DesktopModule()
        : base(isCollectible: true)
    {
        _module = Own("Aqayepardakht.PowerShell");
    }

    public Assembly Own(string name) => LoadFromAssemblyPath(Path.Combine(BuiltModule.DesktopFolder, name + ".dll"));

    public void Import() => Activate("ModuleStartup").GetType().GetMethod("OnImport")!.Invoke(Activate("ModuleStartup"), null);

    /// <summary>Removes the module, as the engine does, on a thread that belongs to a session.</summary>
    public void Remove()
    {
        using var session = RunspaceFactory.CreateRunspace(ModuleSession.BareEngine());
        session.Open();
        var before = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = session;
        try
        {
            Activate("ModuleCleanup").GetType().GetMethod("OnRemove")!.Invoke(Activate("ModuleCleanup"), [null]);
        }
        finally
        {
            Runspace.DefaultRunspace = before;
        }
    }

    /// <summary>Asks the module's handler as the runtime would.</summary>
    public Assembly? Resolve(string name, Assembly? requesting) =>
        (Assembly?)_module.GetType("Aqayepardakht.Commands.ModuleDependencies", throwOnError: true)!
            .GetMethod("Resolve", BindingFlags.NonPublic | BindingFlags.Static)!
            .Invoke(null, [AppDomain.CurrentDomain, new ResolveEventArgs(name, requesting)]);

    /// <summary>What the client refers to that is in no framework, and so must be looked for.</summary>
    public Type AsyncEnumerable() => Own("Aqayepardakht.Withdraw").GetType("Aqayepardakht.WithdrawClient", throwOnError: true)!
        .GetMethods()
        .Single(method => method.Name == "ListAsync")
        .ReturnType;

    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name is "Aqayepardakht.Withdraw" or "Aqayepardakht.Sandbox" ? Own(assemblyName.Name) : null;

    private object Activate(string type) => Activator.CreateInstance(_module.GetType("Aqayepardakht.Commands." + type, throwOnError: true)!)!;
}
