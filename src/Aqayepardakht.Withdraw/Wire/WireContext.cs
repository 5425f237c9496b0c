using System.Text.Json.Serialization;

namespace Aqayepardakht.Wire;

/// <summary>The source-generated readers, so that nothing is reflected over at run time.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(WireAnswer))]
[JsonSerializable(typeof(WireError))]
internal sealed partial class WireContext : JsonSerializerContext;
