using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aqayepardakht.Http;

/// <summary>Lets the source-generated reader read <see cref="TextOrNumber"/>.</summary>
internal sealed class TextConverter : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TextOrNumber.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => throw new NotSupportedException();
}
