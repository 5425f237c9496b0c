using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aqayepardakht.Http;

/// <summary>A total of rows or pages.</summary>
internal sealed class CountConverter : JsonConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        WholeNumber.Read(ref reader, "total", zeroFraction: false);

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options) => throw new NotSupportedException();
}
