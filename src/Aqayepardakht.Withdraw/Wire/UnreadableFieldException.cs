using System.Text.Json;

namespace Aqayepardakht.Wire;

/// <summary>A field of an answer is not what it must be. Its message is ours: it names the field and quotes nothing.</summary>
internal sealed class UnreadableFieldException(string message) : JsonException(message);
