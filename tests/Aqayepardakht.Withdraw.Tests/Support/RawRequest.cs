using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;

namespace Aqayepardakht.Tests;

/// <summary>One HTTP request as it came over the socket.</summary>
internal sealed record RawRequest(int Number, int Connection, string Head, byte[] Body)
{
    public string RequestLine => Head[..Head.IndexOf("\r\n", StringComparison.Ordinal)];

    public string BodyText => Encoding.UTF8.GetString(Body);

    /// <summary>The values of a header, in the order they came.</summary>
    public IReadOnlyList<string> Header(string name)
    {
        var values = new List<string>();
        foreach (var line in Head.Split("\r\n"))
        {
            if (line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            {
                values.Add(line[(name.Length + 1)..].Trim());
            }
        }

        return values;
    }

    /// <summary>The members of the JSON body, in the order they came.</summary>
    public IReadOnlyList<(string Name, JsonValueKind Kind, string Value)> Fields()
    {
        using var document = JsonDocument.Parse(Body);
        var fields = new List<(string, JsonValueKind, string)>();
        foreach (var member in document.RootElement.EnumerateObject())
        {
            fields.Add((member.Name, member.Value.ValueKind, member.Value.ToString()));
        }

        return fields;
    }

    /// <summary>A member of the JSON body, or null when there is none.</summary>
    public string? Field(string name)
    {
        foreach (var field in Fields())
        {
            if (field.Name == name)
            {
                return field.Value;
            }
        }

        return null;
    }
}
