using System;
using System.Management.Automation.Host;

namespace Aqayepardakht.Shell;

/// <summary>The terminal's size and keys, as the engine asks for them.</summary>
internal sealed class ShellRawUserInterface(Terminal terminal) : PSHostRawUserInterface
{
    // The terminal's own colors are not known, so these only keep what a script sets.
    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override Size BufferSize
    {
        get => WindowSize;
        set => throw NotOffered("BufferSize");
    }

    public override Size WindowSize
    {
        get => new(terminal.Width, terminal.Height);
        set => throw NotOffered("WindowSize");
    }

    public override Size MaxWindowSize => WindowSize;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override Coordinates WindowPosition
    {
        get => new(0, 0);
        set => throw NotOffered("WindowPosition");
    }

    public override Coordinates CursorPosition
    {
        get => terminal.IsOutput ? new(Console.CursorLeft, Console.CursorTop) : new(0, 0);
        set => Console.SetCursorPosition(value.X, value.Y);
    }

    public override int CursorSize { get; set; } = 25;

    public override string WindowTitle
    {
        get => "";
        set
        {
            if (terminal.IsOutput)
            {
                Console.Title = value;
            }
        }
    }

    public override bool KeyAvailable => terminal.IsInput && Console.KeyAvailable;

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        var key = Console.ReadKey(intercept: options.HasFlag(ReadKeyOptions.NoEcho));
        return new KeyInfo((int)key.Key, key.KeyChar, default, keyDown: true);
    }

    public override void FlushInputBuffer()
    {
        while (KeyAvailable)
        {
            Console.ReadKey(intercept: true);
        }
    }

    public override int LengthInBufferCells(string source) => TextWidth.Of(source);

    public override int LengthInBufferCells(string source, int offset) => TextWidth.Of(source[offset..]);

    public override int LengthInBufferCells(char source) => TextWidth.Of(source.ToString());

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NotOffered("GetBufferContents");

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NotOffered("SetBufferContents");

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NotOffered("SetBufferContents");

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw NotOffered("ScrollBufferContents");

    private static HostException NotOffered(string member) => new($"This shell does not offer {member}.");
}
