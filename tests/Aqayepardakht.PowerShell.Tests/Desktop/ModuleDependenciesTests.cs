using System.IO;
using System.Reflection;
using System.Reflection.Emit;
using Xunit;

namespace Aqayepardakht.Commands.Tests.Desktop;

/// <summary>For whom the dependencies are resolved in Windows PowerShell, and in which versions.</summary>
public sealed class ModuleDependenciesTests
{
    private const string Ours = "Aqayepardakht.Withdraw";

    [Theory]
    [InlineData("System.Text.Json, Version=8.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51", "8.0.0.0")]
    [InlineData("System.Runtime.CompilerServices.Unsafe, Version=6.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a", "6.0.0.0")]
    [InlineData("System.Runtime.CompilerServices.Unsafe, Version=4.0.4.1, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a", "6.0.0.0")]
    [InlineData("System.Buffers, Version=4.0.2.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51", "4.0.3.0")]
    [InlineData("System.Text.Json, Version=9.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51", null)]
    [InlineData("System.Text.Json, Version=8.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a", null)]
    [InlineData("System.Text.Json, Version=8.0.0.0, Culture=neutral, PublicKeyToken=null", null)]
    [InlineData("System.Text.Json, Version=8.0.0.0, Culture=fa, PublicKeyToken=cc7b13ffcd2ddd51", null)]
    [InlineData("System.Text.Json.resources, Version=8.0.0.0, Culture=fa, PublicKeyToken=cc7b13ffcd2ddd51", null)]
    [InlineData("Newtonsoft.Json, Version=13.0.0.0, Culture=neutral, PublicKeyToken=30ad4fe6b2a6aeed", null)]
    public void Our_assemblies_get_ours_for_the_same_or_a_lower_version(string name, string? version)
    {
        var module = new DesktopModule();

        var found = module.Resolve(name, module.Own(Ours));

        Assert.Equal(version, found?.GetName().Version?.ToString());
        Assert.True(found is null || Path.GetDirectoryName(found.Location) == BuiltModule.DependenciesFolder);
    }

    [Fact]
    public void A_dependency_gets_its_dependencies_and_everybody_the_same_copy()
    {
        var module = new DesktopModule();
        var json = module.Resolve(Reference("System.Text.Json"), module.Own(Ours));

        var memory = module.Resolve(Reference("System.Memory"), json);

        Assert.Equal(BuiltModule.DependenciesFolder, Path.GetDirectoryName(memory!.Location));
        Assert.Same(memory, module.Resolve(Reference("System.Memory"), module.Own(Ours)));
    }

    [Fact]
    public void Others_get_nothing()
    {
        var module = new DesktopModule();
        var dynamic = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Dynamic"), AssemblyBuilderAccess.Run);
        var inMemory = Assembly.Load(File.ReadAllBytes(BuiltModule.CoreNeighbour));

        Assert.NotNull(module.Resolve(Reference("System.Text.Json"), module.Own(Ours)));
        Assert.Null(module.Resolve(Reference("System.Text.Json"), typeof(ModuleDependenciesTests).Assembly));
        Assert.Null(module.Resolve(Reference("System.Text.Json"), typeof(object).Assembly));
        Assert.Null(module.Resolve(Reference("System.Text.Json"), dynamic));
        Assert.Null(module.Resolve(Reference("System.Text.Json"), inMemory));
        Assert.Null(module.Resolve(Reference("System.Text.Json"), null));
    }

    [Fact]
    public void The_dependencies_are_found_while_a_session_has_the_module()
    {
        var never = new DesktopModule();
        Assert.Throws<FileNotFoundException>(never.AsyncEnumerable);

        var twice = new DesktopModule();
        twice.Import();
        twice.Import();
        twice.Remove();
        Assert.Equal(BuiltModule.DependenciesFolder, Path.GetDirectoryName(twice.AsyncEnumerable().Assembly.Location));
        twice.Remove();

        var removed = new DesktopModule();
        removed.Import();
        removed.Remove();
        removed.Remove();
        Assert.Throws<FileNotFoundException>(removed.AsyncEnumerable);
        removed.Import();
        removed.Remove();
    }

    private static string Reference(string name)
    {
        using var assembly = new MetadataAssembly(Path.Combine(BuiltModule.DependenciesFolder, name + ".dll"));
        return assembly.Reader.GetAssemblyDefinition().GetAssemblyName().FullName;
    }
}
