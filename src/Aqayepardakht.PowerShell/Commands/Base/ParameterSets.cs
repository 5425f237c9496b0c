namespace Aqayepardakht.Commands;

/// <summary>The ways to say whose account a command works for, as Get-Help and Get-Command show them.</summary>
internal static class ParameterSets
{
    public const string Current = "Current";
    public const string Credential = "Credential";
    public const string Secret = "Secret";
    public const string Connection = "Connection";
    public const string All = "All";
}
