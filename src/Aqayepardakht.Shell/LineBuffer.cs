namespace Aqayepardakht.Shell;

/// <summary>A line while it is typed: its text and where the cursor stands in it.</summary>
internal sealed class LineBuffer
{
    internal string Text { get; private set; } = "";

    internal int Cursor { get; private set; }

    internal string BeforeCursor => Text[..Cursor];

    internal void Insert(string text)
    {
        Text = Text.Insert(Cursor, text);
        Cursor += text.Length;
    }

    internal void Replace(string text, int? cursor = null)
    {
        Text = text;
        Cursor = cursor ?? text.Length;
    }

    internal void MoveLeft() => Cursor = PreviousCharacter();

    internal void MoveRight() => Cursor = NextCharacter();

    internal void MoveToStart() => Cursor = 0;

    internal void MoveToEnd() => Cursor = Text.Length;

    internal void MoveWordLeft() => Cursor = PreviousWord();

    internal void MoveWordRight()
    {
        while (Cursor < Text.Length && char.IsWhiteSpace(Text[Cursor]))
        {
            Cursor++;
        }

        while (Cursor < Text.Length && !char.IsWhiteSpace(Text[Cursor]))
        {
            Cursor++;
        }
    }

    internal void DeleteBefore() => DeleteFrom(PreviousCharacter());

    internal void DeleteAfter() => Text = Text.Remove(Cursor, NextCharacter() - Cursor);

    internal void DeleteWordBefore() => DeleteFrom(PreviousWord());

    internal void DeleteToStart() => DeleteFrom(0);

    internal void DeleteToEnd() => Text = BeforeCursor;

    private void DeleteFrom(int start)
    {
        Text = Text.Remove(start, Cursor - start);
        Cursor = start;
    }

    private int PreviousCharacter()
    {
        if (Cursor == 0)
        {
            return 0;
        }

        return Cursor >= 2 && char.IsSurrogatePair(Text, Cursor - 2) ? Cursor - 2 : Cursor - 1;
    }

    private int NextCharacter()
    {
        if (Cursor == Text.Length)
        {
            return Cursor;
        }

        return Cursor + 1 < Text.Length && char.IsSurrogatePair(Text, Cursor) ? Cursor + 2 : Cursor + 1;
    }

    private int PreviousWord()
    {
        var start = Cursor;
        while (start > 0 && char.IsWhiteSpace(Text[start - 1]))
        {
            start--;
        }

        while (start > 0 && !char.IsWhiteSpace(Text[start - 1]))
        {
            start--;
        }

        return start;
    }
}
