namespace Aqayepardakht;

/// <summary>Text as people type and copy it: Persian digits, invisible marks and spaces that no one sees.</summary>
public static class InputText
{
    /// <summary>Writes the digits in ASCII, and leaves out invisible marks everywhere and spaces around the text.</summary>
    /// <returns>The text; empty for null and for text of which nothing is left.</returns>
    public static string Normalize(string? text) => PersianDigits.ToAscii(InvisibleMarks.Remove(text ?? string.Empty)).Trim();
}
