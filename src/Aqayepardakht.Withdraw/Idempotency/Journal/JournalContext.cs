using System.Text.Json.Serialization;

namespace Aqayepardakht;

/// <summary>The source-generated reader and writer of journal lines.</summary>
[JsonSerializable(typeof(JournalLine))]
internal sealed partial class JournalContext : JsonSerializerContext;
