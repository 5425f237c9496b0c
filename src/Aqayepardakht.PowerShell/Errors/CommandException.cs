using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>An error of the PowerShell session rather than of the gateway, such as a missing connection.</summary>
public sealed class CommandException : WithdrawException
{
    internal CommandException(string name, ErrorCategory category, LocalizedText text, LocalizedText advice)
        : base(name, text, advice) => Category = category;

    internal ErrorCategory Category { get; }

    /// <summary>Whether the next object of the pipeline may be worked on all the same.</summary>
    internal bool ConcernsOneItem { get; init; }
}
