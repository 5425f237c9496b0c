using System;
using System.Globalization;
using System.IO;

namespace Aqayepardakht.Shell;

/// <summary>What the process's three standard streams are connected to.</summary>
internal sealed class Terminal
{
    /// <summary>Wide enough for a table of withdrawals, where a file has no width of its own.</summary>
    private const int WidthOfFile = 120;
    private const int HeightOfFile = 50;

    private readonly bool _understandsSequences;

    internal Terminal()
    {
        IsInput = !Console.IsInputRedirected;
        IsOutput = !Console.IsOutputRedirected;
        IsError = !Console.IsErrorRedirected;
        _understandsSequences = OperatingSystem.IsWindows()
            ? WindowsTerminalMode.EnableSequences()
            : Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        ShowsColor = _understandsSequences && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
    }

    /// <summary>Whether a person types the input.</summary>
    internal bool IsInput { get; }

    /// <summary>Whether a person reads the output as it comes.</summary>
    internal bool IsOutput { get; }

    /// <summary>Whether a person reads the errors as they come.</summary>
    internal bool IsError { get; }

    /// <summary>Whether color is wanted by the person and understood by the terminal.</summary>
    internal bool ShowsColor { get; }

    /// <summary>Whether a line can be drawn again while it is typed.</summary>
    internal bool CanEditLines => IsInput && IsOutput && _understandsSequences;

    /// <summary>Whether a line of progress can be drawn and removed again.</summary>
    internal bool CanShowProgress => IsError && _understandsSequences;

    internal int Width => IsOutput || IsError ? Measure(() => Console.WindowWidth, WidthOfFile) : ConfiguredWidth() ?? WidthOfFile;

    internal int Height => IsOutput || IsError ? Measure(() => Console.WindowHeight, HeightOfFile) : HeightOfFile;

    private static int? ConfiguredWidth() =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns > 0
            ? columns
            : null;

    private static int Measure(Func<int> measure, int otherwise)
    {
        try
        {
            var size = measure();
            return size > 0 ? size : otherwise;
        }
        catch (IOException)
        {
            // A terminal that has gone away has no size.
            return otherwise;
        }
    }
}
