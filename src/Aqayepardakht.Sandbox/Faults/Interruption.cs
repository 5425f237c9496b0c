namespace Aqayepardakht.Sandbox;

/// <summary>What a call gets instead of its regular response: a fault or an error code.</summary>
internal readonly record struct Interruption(SandboxFault? Fault, int? Code);
