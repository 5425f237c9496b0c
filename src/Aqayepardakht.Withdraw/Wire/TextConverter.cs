using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aqayepardakht.Wire;

/// <summary>Lets the source-generated reader read <see cref="LooseText"/>.</summary>
internal sealed class TextConverter : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => LooseText.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => throw new NotSupportedException();
}
