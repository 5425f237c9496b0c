using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Aqayepardakht.Commands.Tests.Desktop;

/// <summary>An assembly that is read and never loaded.</summary>
internal sealed class MetadataAssembly : IDisposable
{
    private readonly PEReader _file;
    private readonly Dictionary<string, TypeDefinitionHandle> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _forwards = new(StringComparer.Ordinal);

    public MetadataAssembly(string path)
    {
        _file = new PEReader(File.OpenRead(path));
        Reader = _file.GetMetadataReader();
        Version = Reader.GetAssemblyDefinition().Version;
        foreach (var handle in Reader.TypeDefinitions)
        {
            _types.TryAdd(TypeNames.Of(Reader, handle), handle);
        }

        foreach (var handle in Reader.ExportedTypes)
        {
            if (ForwardOf(handle) is { } forward)
            {
                _forwards.TryAdd(forward.Type, forward.Assembly);
            }
        }
    }

    public Version Version { get; }

    public MetadataReader Reader { get; }

    public TypeDefinitionHandle? FindType(string name) => _types.TryGetValue(name, out var handle) ? handle : null;

    /// <summary>The assembly that a type has moved to, or null.</summary>
    public string? FindForward(string name) => _forwards.GetValueOrDefault(name);

    public IEnumerable<(string Name, Version Version)> References =>
        Reader.AssemblyReferences.Select(Reader.GetAssemblyReference).Select(reference => (Reader.GetString(reference.Name), reference.Version));

    public void Dispose() => _file.Dispose();

    private (string Type, string Assembly)? ForwardOf(ExportedTypeHandle handle)
    {
        var type = Reader.GetExportedType(handle);
        var name = Reader.GetString(type.Name);
        switch (type.Implementation.Kind)
        {
            case HandleKind.AssemblyReference:
                var space = Reader.GetString(type.Namespace);
                var assembly = Reader.GetAssemblyReference((AssemblyReferenceHandle)type.Implementation);
                return (space.Length == 0 ? name : space + "." + name, Reader.GetString(assembly.Name));
            case HandleKind.ExportedType:
                var outer = ForwardOf((ExportedTypeHandle)type.Implementation);
                return outer is null ? null : (outer.Value.Type + "+" + name, outer.Value.Assembly);
            default:
                return null;
        }
    }
}
