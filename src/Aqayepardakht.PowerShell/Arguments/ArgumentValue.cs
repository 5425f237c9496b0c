using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>An argument without the PSObject that PowerShell may wrap it in.</summary>
internal static class ArgumentValue
{
    public static object? Unwrap(object? argument) => argument is PSObject wrapped ? wrapped.BaseObject : argument;
}
