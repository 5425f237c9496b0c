using System.Collections.Generic;

namespace Aqayepardakht.Shell;

/// <summary>What the command line asks the shell to do.</summary>
internal abstract record ShellRequest
{
    private ShellRequest()
    {
    }

    /// <summary>Nothing was asked for: the quick start, and the prompt after it for someone at a terminal.</summary>
    internal sealed record QuickStart : ShellRequest;

    /// <summary>The prompt at once.</summary>
    internal sealed record Prompt : ShellRequest;

    /// <summary>A script file with the arguments that follow it.</summary>
    internal sealed record Script(string Path, IReadOnlyList<string> Arguments) : ShellRequest;

    /// <summary>Command text.</summary>
    internal sealed record Command(string Text) : ShellRequest;

    /// <summary>Command text that comes from standard input.</summary>
    internal sealed record CommandFromInput : ShellRequest;

    /// <summary>The usage text.</summary>
    internal sealed record Help : ShellRequest;

    /// <summary>The version of the module and of the engine.</summary>
    internal sealed record Version : ShellRequest;

    /// <summary>A command line that cannot be understood.</summary>
    internal sealed record Misuse(string Message) : ShellRequest;
}
