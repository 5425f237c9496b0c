using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace Aqayepardakht.Commands.Tests.Desktop;

/// <summary>Nothing is asked of .NET Framework that its version 4.7.2, the oldest the module runs on, does not have.</summary>
public sealed class FrameworkApiTests(ITestOutputHelper output)
{
    public static TheoryData<string> ShippedAssemblies => [.. BuiltModule.AssembliesForDesktop.Select(path => Path.GetRelativePath(BuiltModule.DesktopFolder, path))];

    [Theory]
    [MemberData(nameof(ShippedAssemblies))]
    public void Every_type_and_member_that_is_referred_to_exists(string assembly)
    {
        using var framework = Framework();

        var missing = framework.MissingFrom(Path.Combine(BuiltModule.DesktopFolder, assembly), out var checkedCount);

        output.WriteLine($"{checkedCount} references");
        Assert.Empty(missing);
        Assert.NotEqual(0, checkedCount);
    }

    [Theory]
    [InlineData("System.Net.Http.SocketsHttpHandler")]
    [InlineData("System.Net.Http.HttpRequestException.get_HttpRequestError: instance System.Net.Http.HttpRequestError <0>()")]
    [InlineData("System.String.Trim: instance System.String <0>(System.Char)")]
    public void What_only_newer_frameworks_have_is_noticed(string newer)
    {
        using var framework = Framework();
        var paths = Directory.EnumerateFiles(BuiltModule.CoreFolder, "*.dll").ToArray();

        var missing = new List<string>();
        foreach (var path in paths)
        {
            missing.AddRange(framework.MissingFrom(path, out _));
        }

        Assert.Contains(missing, text => text.StartsWith(newer, System.StringComparison.Ordinal));
    }

    private static FrameworkReferences Framework() => new(
        BuiltModule.DesktopFolder,
        BuiltModule.DependenciesFolder,
        BuiltModule.PowerShellStandardFolder,
        BuiltModule.FrameworkFolder,
        Path.Combine(BuiltModule.FrameworkFolder, "Facades"));
}
