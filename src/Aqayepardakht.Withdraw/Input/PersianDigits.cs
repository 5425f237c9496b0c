namespace Aqayepardakht;

/// <summary>Persian (۰-۹) and Arabic (٠-٩) digits, as people in Iran type and copy them.</summary>
internal static class PersianDigits
{
    /// <summary>Replaces Persian and Arabic digits by ASCII ones and leaves everything else.</summary>
    public static string ToAscii(string text)
    {
        for (var first = 0; first < text.Length; first++)
        {
            if (ToAscii(text[first]) == text[first])
            {
                continue;
            }

            var characters = text.ToCharArray();
            for (var index = first; index < characters.Length; index++)
            {
                characters[index] = ToAscii(characters[index]);
            }

            return new string(characters);
        }

        return text;
    }

    private static char ToAscii(char character) => character switch
    {
        >= '۰' and <= '۹' => (char)('0' + (character - '۰')),
        >= '٠' and <= '٩' => (char)('0' + (character - '٠')),
        _ => character,
    };
}
