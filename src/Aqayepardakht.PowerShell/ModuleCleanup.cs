using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Forgets the encryption keys and stops the sandboxes of a session when the module is removed from it.</summary>
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
        // Last, because the code above may still load a dependency.
        ModuleDependencies.RemoveImport();
#endif
    }
}
