using System.Collections.Generic;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Aqayepardakht.Commands;

/// <summary>The sandboxes that one runspace started.</summary>
internal static class SessionSandboxes
{
    private static readonly ConditionalWeakTable<Runspace, List<RunningSandbox>> Sessions = new();

    /// <summary>Those of the runspace that this thread works for.</summary>
    public static List<RunningSandbox> Current => Sessions.GetOrCreateValue(Runspace.DefaultRunspace);
}
