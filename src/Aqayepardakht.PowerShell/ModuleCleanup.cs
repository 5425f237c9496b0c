using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Leaves nothing behind when the module is removed from a session: no key in memory, no sandbox on a port.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        SessionConnections.Current.RemoveAll();
        foreach (var sandbox in SessionSandboxes.Current)
        {
            sandbox.Stop();
        }

        SessionSandboxes.Current.Clear();
#if !NET
        // Last, since what is stopped above may still ask for a dependency.
        ModuleDependencies.RemoveImport();
#endif
    }
}
