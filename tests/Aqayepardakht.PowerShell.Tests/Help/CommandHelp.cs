using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace Aqayepardakht.Commands.Tests.Help;

/// <summary>One command in a help file, as it lies beside the built module.</summary>
internal sealed class CommandHelp(XElement element)
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static string ModuleFolder { get; } = Path.GetDirectoryName(ModuleSession.ManifestPath)!;

    public string Name => Text(element.Element(Command + "details")!.Element(Command + "name"));

    public string VerbAndNoun =>
        Text(element.Element(Command + "details")!.Element(Command + "verb")) + "-" + Text(element.Element(Command + "details")!.Element(Command + "noun"));

    public string Synopsis => Text(element.Element(Command + "details")!.Element(Maml + "description"));

    public string Description => Text(element.Element(Maml + "description"));

    public string Notes => Text(element.Element(Maml + "alertSet"));

    public IReadOnlyList<ParameterHelp> Parameters => ParametersOf(element.Element(Command + "parameters")!);

    /// <summary>The parameters of each way to call the command.</summary>
    public IReadOnlyList<IReadOnlyList<ParameterHelp>> Syntax =>
        [.. element.Element(Command + "syntax")!.Elements().Select(item => ParametersOf(item))];

    public IReadOnlyList<(string Type, string Description)> Inputs => Types("inputTypes");

    public IReadOnlyList<(string Type, string Description)> Outputs => Types("returnValues");

    public IReadOnlyList<(string Title, string Code, string Remarks)> Examples =>
        [.. element.Element(Command + "examples")!.Elements().Select(example => (
            Text(example.Element(Maml + "title")), Text(example.Element(Dev + "code")), Text(example.Element(Dev + "remarks"))))];

    public IReadOnlyList<string> Links => [.. element.Element(Command + "relatedLinks")!.Descendants(Maml + "linkText").Select(Text)];

    /// <summary>Every text that is written in the file's language.</summary>
    public IEnumerable<string> Prose =>
    [
        Synopsis,
        Description,
        Notes,
        .. Parameters.Select(parameter => parameter.Description),
        .. Inputs.Concat(Outputs).Select(type => type.Description),
        .. Examples.Select(example => example.Title),
        .. Examples.Select(example => example.Remarks),
    ];

    public static IReadOnlyList<CommandHelp> Read(string language) =>
        [.. XDocument.Load(FileOf(language)).Root!.Elements(Command + "command").Select(command => new CommandHelp(command))];

    public static string FileOf(string language) => Path.Combine(ModuleFolder, language, "Aqayepardakht.PowerShell.dll-Help.xml");

    public override string ToString() => Name;

    private static string Text(XElement? text) => text switch
    {
        null => string.Empty,
        _ when text.Descendants(Maml + "para").Any() => string.Join("\n\n", text.Descendants(Maml + "para").Select(paragraph => paragraph.Value.Trim())),
        _ => text.Value.Trim(),
    };

    private static IReadOnlyList<ParameterHelp> ParametersOf(XElement parent) =>
        [.. parent.Elements(Command + "parameter").Select(parameter => new ParameterHelp(
            Text(parameter.Element(Maml + "name")),
            Text(parameter.Element(Maml + "description")),
            Text(parameter.Element(Command + "parameterValue")),
            Text(parameter.Element(Dev + "type")?.Element(Maml + "name")),
            Text(parameter.Element(Dev + "defaultValue")),
            (bool)parameter.Attribute("required")!,
            (string)parameter.Attribute("position")!,
            (string)parameter.Attribute("pipelineInput")!,
            (bool)parameter.Attribute("globbing")!,
            (string)parameter.Attribute("aliases")!))];

    private IReadOnlyList<(string Type, string Description)> Types(string list) =>
        [.. element.Element(Command + list)!.Elements().Select(item => (
            Text(item.Element(Dev + "type")?.Element(Maml + "name")), Text(item.Element(Maml + "description"))))];
}
