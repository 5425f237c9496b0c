namespace Aqayepardakht.Shell;

/// <summary>The exit codes that are the shell's own; <c>exit N</c> gives any other.</summary>
internal static class ExitCode
{
    internal const int Success = 0;
    internal const int Failure = 1;

    /// <summary>The command line cannot be understood, as pwsh and sysexits.h number it.</summary>
    internal const int Usage = 64;

    /// <summary>Stopped by Ctrl+C: 128 and the number of the signal.</summary>
    internal const int Interrupted = 130;
}
