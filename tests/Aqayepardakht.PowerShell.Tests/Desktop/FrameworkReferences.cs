using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;

namespace Aqayepardakht.Commands.Tests.Desktop;

/// <summary>A set of assemblies in which the references of others must be found.</summary>
/// <param name="folders">Where to look, the first having precedence.</param>
internal sealed class FrameworkReferences(params string[] folders) : IDisposable
{
    private readonly Dictionary<string, MetadataAssembly?> _assemblies = new(StringComparer.OrdinalIgnoreCase);

    public void Dispose()
    {
        foreach (var assembly in _assemblies.Values)
        {
            assembly?.Dispose();
        }
    }

    /// <summary>What an assembly refers to and these do not have.</summary>
    /// <param name="path">The assembly.</param>
    /// <param name="checkedCount">How many types and members were looked for.</param>
    public IReadOnlyList<string> MissingFrom(string path, out int checkedCount)
    {
        using var assembly = new MetadataAssembly(path);
        var reader = assembly.Reader;
        var missing = assembly.References
            .Where(reference => !(Find(reference.Name)?.Version >= reference.Version))
            .Select(reference => $"{reference.Name} {reference.Version}")
            .ToList();
        foreach (var handle in reader.TypeReferences)
        {
            if (Resolve(reader, handle) is null)
            {
                missing.Add(TypeNames.Of(reader, handle));
            }
        }

        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (Owner(reader, member.Parent) is { } owner && !HasMember(owner.Assembly, owner.Type, reader.GetString(member.Name), SignatureOf(reader, member)))
            {
                missing.Add($"{TypeNames.Of(owner.Assembly.Reader, owner.Type)}.{reader.GetString(member.Name)}: {SignatureOf(reader, member)}");
            }
        }

        checkedCount = reader.TypeReferences.Count + reader.MemberReferences.Count;
        return missing;
    }

    private static string SignatureOf(MetadataReader reader, MemberReference member) =>
        member.GetKind() == MemberReferenceKind.Method
            ? TypeNames.Of(member.DecodeMethodSignature(TypeNames.Instance, null))
            : member.DecodeFieldSignature(TypeNames.Instance, null);

    private MetadataAssembly? Find(string name)
    {
        if (!_assemblies.TryGetValue(name, out var assembly))
        {
            var path = Array.Find([.. folders.Select(folder => Path.Combine(folder, name + ".dll"))], File.Exists);
            assembly = path is null ? null : new MetadataAssembly(path);
            _assemblies.Add(name, assembly);
        }

        return assembly;
    }

    /// <summary>The type in these assemblies that a member is asked of, or null for one of the asking assembly itself and for arrays.</summary>
    private (MetadataAssembly Assembly, TypeDefinitionHandle Type)? Owner(MetadataReader reader, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => Resolve(reader, (TypeReferenceHandle)parent),
        HandleKind.TypeSpecification => GenericType(reader, (TypeSpecificationHandle)parent) is { Kind: HandleKind.TypeReference } type
            ? Resolve(reader, (TypeReferenceHandle)type)
            : null,
        _ => null,
    };

    private static EntityHandle? GenericType(MetadataReader reader, TypeSpecificationHandle handle)
    {
        var blob = reader.GetBlobReader(reader.GetTypeSpecification(handle).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        _ = blob.ReadCompressedInteger();
        return blob.ReadTypeHandle();
    }

    private (MetadataAssembly Assembly, TypeDefinitionHandle Type)? Resolve(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        while (scope.Kind == HandleKind.TypeReference)
        {
            scope = reader.GetTypeReference((TypeReferenceHandle)scope).ResolutionScope;
        }

        var name = TypeNames.Of(reader, handle);
        var home = scope.Kind == HandleKind.AssemblyReference
            ? reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name)
            : reader.GetString(reader.GetAssemblyDefinition().Name);
        while (home is not null && Find(home) is { } assembly)
        {
            if (assembly.FindType(name) is { } type)
            {
                return (assembly, type);
            }

            home = assembly.FindForward(name);
        }

        return null;
    }

    /// <summary>A member is that of the type or of one it inherits from.</summary>
    private bool HasMember(MetadataAssembly assembly, TypeDefinitionHandle handle, string name, string signature)
    {
        var reader = assembly.Reader;
        var type = reader.GetTypeDefinition(handle);
        if (type.GetMethods().Select(reader.GetMethodDefinition).Any(method =>
                reader.StringComparer.Equals(method.Name, name) && TypeNames.Of(method.DecodeSignature(TypeNames.Instance, null)) == signature)
            || type.GetFields().Select(reader.GetFieldDefinition).Any(field =>
                reader.StringComparer.Equals(field.Name, name) && field.DecodeSignature(TypeNames.Instance, null) == signature))
        {
            return true;
        }

        if (type.BaseType.IsNil)
        {
            return false;
        }

        var above = type.BaseType.Kind == HandleKind.TypeDefinition ? (assembly, (TypeDefinitionHandle)type.BaseType) : Owner(reader, type.BaseType);
        return above is { } inherited && HasMember(inherited.Assembly, inherited.Type, name, signature);
    }
}
