using Xunit;

namespace Aqayepardakht.Commands.Tests.Pester;

public sealed class PesterTests(PesterSuite suite) : IClassFixture<PesterSuite>
{
    [Fact]
    public void Every_test_of_the_commands_passes_in_PowerShell()
    {
        Assert.True(suite.ExitCode == 0, suite.Report);
        Assert.Matches("Pester: [1-9][0-9]* passed, 0 failed, [0-9]+ skipped", suite.Report);
    }
}
