using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aqayepardakht.Wire;

/// <summary>A withdrawal's status number, whether the documentation lists it or not.</summary>
internal sealed class StatusConverter : JsonConverter<int?>
{
    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        WholeNumber.Read(ref reader, "status", zeroFraction: false) switch
        {
            null => null,
            >= int.MinValue and <= int.MaxValue and var status => (int)status,
            _ => throw new UnreadableFieldException("'status' is not a whole number that fits"),
        };

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options) => throw new NotSupportedException();
}
