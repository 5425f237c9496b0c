using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Aqayepardakht.Commands.Tests.Help;

/// <summary>What a help file says of a parameter.</summary>
internal sealed record ParameterHelp(
    string Name,
    string Description,
    string Value,
    string Type,
    string Default,
    bool Required,
    string Position,
    string PipelineInput,
    bool Wildcards,
    string Aliases)
{
    /// <summary>What a help file should say of a parameter in one way to call its command.</summary>
    public static ParameterHelp Of(CommandParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        List<string> pipeline = [];
        if (parameter.ValueFromPipelineByPropertyName)
        {
            pipeline.Add("ByPropertyName");
        }

        if (parameter.ValueFromPipeline)
        {
            pipeline.Add("ByValue");
        }

        return new ParameterHelp(
            parameter.Name,
            string.Empty,
            type == typeof(SwitchParameter) ? string.Empty : type.Name,
            type.Name,
            string.Empty,
            parameter.IsMandatory,
            parameter.Position == int.MinValue ? "named" : parameter.Position.ToString(System.Globalization.CultureInfo.InvariantCulture),
            pipeline.Count == 0 ? "False" : $"True ({string.Join(", ", pipeline)})",
            parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(),
            parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases));
    }

    /// <summary>The facts without the prose, for one way to call a command.</summary>
    public ParameterHelp Bare() => this with { Description = string.Empty, Default = string.Empty, Type = string.Empty };
}
