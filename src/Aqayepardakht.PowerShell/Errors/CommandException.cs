using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Something about the PowerShell session, not the gateway, keeps a command from working.</summary>
public sealed class CommandException : WithdrawException
{
    internal CommandException(string name, ErrorCategory category, LocalizedText text, LocalizedText advice)
        : base(name, text, advice) => Category = category;

    internal ErrorCategory Category { get; }
}
