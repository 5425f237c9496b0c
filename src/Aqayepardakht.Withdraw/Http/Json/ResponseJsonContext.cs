using System.Text.Json.Serialization;

namespace Aqayepardakht.Http;

/// <summary>The source-generated readers, so that nothing is reflected over at run time.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(GatewayResponse))]
[JsonSerializable(typeof(ErrorResponse))]
internal sealed partial class ResponseJsonContext : JsonSerializerContext;
