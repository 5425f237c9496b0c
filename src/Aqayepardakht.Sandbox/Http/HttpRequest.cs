namespace Aqayepardakht.Sandbox;

/// <summary>One HTTP request, read to its end.</summary>
/// <param name="Method">The method, such as <c>POST</c>.</param>
/// <param name="Path">The path without its query.</param>
/// <param name="Body">The body, its chunks put together; empty when there is none.</param>
/// <param name="KeepsConnection">Whether another request may follow on the connection.</param>
internal sealed record HttpRequest(string Method, string Path, byte[] Body, bool KeepsConnection);
