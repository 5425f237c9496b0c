using System.Text.Json.Serialization;

namespace Aqayepardakht.Wire;

/// <summary>The source-generated readers, so that nothing is reflected over at run time.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(WireAnswer))]
internal sealed partial class WireContext : JsonSerializerContext;
