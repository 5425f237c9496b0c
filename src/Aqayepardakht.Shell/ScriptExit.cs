using System;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace Aqayepardakht.Shell;

/// <summary>Lets <c>exit</c> in a script end the shell with its code.</summary>
/// <remarks>
/// The engine treats a script that a host runs like one that another script calls: its code lands in <c>$LASTEXITCODE</c>, where it
/// cannot be told from that of a program. What pwsh sets to have it otherwise is not public.
/// </remarks>
internal static class ScriptExit
{
    /// <summary>Holds for the next script that the runspace runs.</summary>
    internal static void EndsShell(Runspace runspace)
    {
        var context = HiddenProperty(runspace, "ExecutionContext").GetValue(runspace)!;
        HiddenProperty(context, "ScriptCommandProcessorShouldRethrowExit").SetValue(context, true);
    }

    private static PropertyInfo HiddenProperty(object owner, string name) =>
        owner.GetType().GetProperty(name, BindingFlags.Instance | BindingFlags.NonPublic)
        ?? throw new MissingMemberException(owner.GetType().FullName, name);
}
