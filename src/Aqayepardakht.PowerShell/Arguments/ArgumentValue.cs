using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>What an argument is beneath PowerShell's wrapping.</summary>
internal static class ArgumentValue
{
    public static object? Unwrap(object? argument) => argument is PSObject wrapped ? wrapped.BaseObject : argument;
}
