using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Makes the module's own dependencies available in Windows PowerShell, before a command needs one.</summary>
public sealed class ModuleStartup : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    public void OnImport() => ModuleDependencies.AddImport();
}
