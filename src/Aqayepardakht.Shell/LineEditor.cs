using System;
using System.Collections.Generic;

namespace Aqayepardakht.Shell;

/// <summary>Reads a line key by key, with editing, history and completion.</summary>
internal sealed class LineEditor(Screen screen)
{
    private readonly List<string> _history = [];

    /// <summary>Reads a line that is remembered and completed, such as a command.</summary>
    /// <returns>The line, or null where Ctrl+D ends the input.</returns>
    /// <exception cref="OperationCanceledException">Ctrl+C was pressed.</exception>
    internal string? ReadCommand(string prompt, TabCompletion completion)
    {
        var line = Read(prompt, completion, _history);
        if (!string.IsNullOrWhiteSpace(line) && (_history.Count == 0 || _history[^1] != line))
        {
            _history.Add(line);
        }

        return line;
    }

    /// <summary>Reads a line that is an answer to a question: not remembered, not completed.</summary>
    /// <inheritdoc cref="ReadCommand" path="/returns"/>
    /// <inheritdoc cref="ReadCommand" path="/exception"/>
    internal string? ReadAnswer(string prompt) => Read(prompt, null, []);

    private string? Read(string prompt, TabCompletion? completion, List<string> remembered)
    {
        var line = new LineBuffer();
        var drawing = new LineDrawing(screen, prompt);
        var recalled = remembered.Count;
        using var keys = new KeyReader();
        drawing.Draw(line);
        while (true)
        {
            var key = KeyReader.Read();
            if (key.Key != ConsoleKey.Tab)
            {
                completion?.Forget();
            }

            switch (key)
            {
                case { Key: ConsoleKey.Enter }:
                    drawing.Finish(line);
                    return line.Text;

                case { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control }:
                    drawing.Finish(line);
                    throw new OperationCanceledException();

                case { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } when line.Text.Length == 0:
                    drawing.Finish(line);
                    return null;

                case { Key: ConsoleKey.UpArrow } when recalled > 0:
                    line.Replace(remembered[--recalled]);
                    break;

                case { Key: ConsoleKey.DownArrow } when recalled < remembered.Count:
                    line.Replace(++recalled < remembered.Count ? remembered[recalled] : "");
                    break;

                case { Key: ConsoleKey.Tab }:
                    completion?.Complete(line, backwards: key.Modifiers == ConsoleModifiers.Shift);
                    break;

                default:
                    Edit(line, key);
                    break;
            }

            if (!KeyReader.AreWaiting)
            {
                drawing.Draw(line);
            }
        }
    }

    private static void Edit(LineBuffer line, ConsoleKeyInfo key)
    {
        switch (key)
        {
            case { Key: ConsoleKey.LeftArrow, Modifiers: ConsoleModifiers.Control }:
                line.MoveWordLeft();
                break;

            case { Key: ConsoleKey.RightArrow, Modifiers: ConsoleModifiers.Control }:
                line.MoveWordRight();
                break;

            case { Key: ConsoleKey.LeftArrow }:
                line.MoveLeft();
                break;

            case { Key: ConsoleKey.RightArrow }:
                line.MoveRight();
                break;

            case { Key: ConsoleKey.Home } or { Key: ConsoleKey.A, Modifiers: ConsoleModifiers.Control }:
                line.MoveToStart();
                break;

            case { Key: ConsoleKey.End } or { Key: ConsoleKey.E, Modifiers: ConsoleModifiers.Control }:
                line.MoveToEnd();
                break;

            case { Key: ConsoleKey.W, Modifiers: ConsoleModifiers.Control } or { Key: ConsoleKey.Backspace, Modifiers: ConsoleModifiers.Control }:
                line.DeleteWordBefore();
                break;

            case { Key: ConsoleKey.Backspace }:
                line.DeleteBefore();
                break;

            case { Key: ConsoleKey.Delete } or { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control }:
                line.DeleteAfter();
                break;

            case { Key: ConsoleKey.U, Modifiers: ConsoleModifiers.Control } or { Key: ConsoleKey.Escape }:
                line.DeleteToStart();
                break;

            case { Key: ConsoleKey.K, Modifiers: ConsoleModifiers.Control }:
                line.DeleteToEnd();
                break;

            default:
                if (key.KeyChar != '\0' && !char.IsControl(key.KeyChar))
                {
                    line.Insert(key.KeyChar.ToString());
                }

                break;
        }
    }
}
