using System;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Text;

namespace Aqayepardakht.Shell;

/// <summary>Draws a line while it is typed, over as many rows of the terminal as it takes.</summary>
internal sealed class LineDrawing(Screen screen, string prompt)
{
    private readonly int _promptWidth = TextWidth.Of(new StringDecorated(prompt).ToString(OutputRendering.PlainText));
    private int _cursorRow;

    internal void Draw(LineBuffer line)
    {
        var width = screen.Terminal.Width;
        var end = _promptWidth + TextWidth.Of(line.Text);
        var cursor = _promptWidth + TextWidth.Of(line.BeforeCursor);

        var drawing = new StringBuilder();
        AppendMove(drawing, _cursorRow, 'A');
        drawing.Append("\r\e[J").Append(prompt).Append(line.Text);
        if (end > 0 && end % width == 0)
        {
            // A terminal wraps only with the next character; the cursor has to be on the new row already.
            drawing.Append("\r\n");
        }

        AppendMove(drawing, (end / width) - (cursor / width), 'A');
        drawing.Append('\r');
        AppendMove(drawing, cursor % width, 'C');
        _cursorRow = cursor / width;
        Console.Out.Write(drawing);
    }

    internal void Finish(LineBuffer line)
    {
        line.MoveToEnd();
        Draw(line);
        Console.Out.WriteLine();
    }

    private static void AppendMove(StringBuilder drawing, int count, char direction)
    {
        if (count > 0)
        {
            drawing.Append("\e[").Append(count).Append(direction);
        }
    }
}
