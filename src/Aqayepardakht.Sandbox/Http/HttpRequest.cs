namespace Aqayepardakht.Sandbox;

/// <summary>One complete HTTP request.</summary>
/// <param name="Method">The method, such as <c>POST</c>.</param>
/// <param name="Path">The path without its query.</param>
/// <param name="Body">The body, without chunk framing; empty when there is none.</param>
/// <param name="KeepsConnection">Whether another request may follow on the connection.</param>
internal sealed record HttpRequest(string Method, string Path, byte[] Body, bool KeepsConnection);
