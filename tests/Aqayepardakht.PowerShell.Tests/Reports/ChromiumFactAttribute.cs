using Xunit;

namespace Aqayepardakht.Commands.Tests.Reports;

/// <summary>A test that looks at a page in a real browser.</summary>
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public const string Reason = "There is no Chromium on this machine.";

    public ChromiumFactAttribute() => Skip = Chromium.Program is null ? Reason : null;
}
