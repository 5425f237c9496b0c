namespace Aqayepardakht.Shell;

/// <summary>The usage text.</summary>
internal static class Usage
{
    internal const string Text =
        """
        Usage: Aqayepardakht.Shell [options] [script.ps1 [arguments]]

        PowerShell with the Aqayepardakht commands, for machines without pwsh.

          (nothing)              Show the quick start against the sandbox; at a terminal the prompt follows
          script.ps1 [arguments] Run a script; its arguments and exit code are as with pwsh -File
          -Command <text>        Run a command; '-' reads it from standard input
          -Interactive, -i       Go to the prompt

          -UICulture <name>      The language of messages, such as fa-IR (the environment's by default)
          -NonInteractive        Never ask: a command that has to ask fails
          -Version               Show the versions
          -Help, -h, -?          Show this
        """;
}
