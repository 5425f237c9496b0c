using Xunit;

namespace Aqayepardakht.Commands.Tests.Reports;

/// <summary>The same, for several screens.</summary>
internal sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() => Skip = Chromium.Program is null ? ChromiumFactAttribute.Reason : null;
}
