using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aqayepardakht.Wire;

/// <summary>A withdrawal's id.</summary>
internal sealed class IdConverter : JsonConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        WholeNumber.Read(ref reader, "id", zeroFraction: false);

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options) => throw new NotSupportedException();
}
