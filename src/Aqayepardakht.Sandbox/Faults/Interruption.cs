namespace Aqayepardakht.Sandbox;

/// <summary>What stands in the way of a call: a fault, or an error code that it gets whatever it asked.</summary>
internal readonly record struct Interruption(SandboxFault? Fault, int? Code);
