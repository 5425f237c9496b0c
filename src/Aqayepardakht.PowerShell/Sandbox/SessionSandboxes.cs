using System.Collections.Generic;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Aqayepardakht.Commands;

/// <summary>The sandboxes that a runspace has started.</summary>
internal static class SessionSandboxes
{
    private static readonly ConditionalWeakTable<Runspace, List<RunningSandbox>> Sessions = new();

    /// <summary>The sandboxes of the current runspace.</summary>
    public static List<RunningSandbox> Current => Sessions.GetOrCreateValue(Runspace.DefaultRunspace);
}
