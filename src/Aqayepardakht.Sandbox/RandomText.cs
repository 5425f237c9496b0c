using System.Security.Cryptography;

namespace Aqayepardakht.Sandbox;

/// <summary>Random account numbers and keys.</summary>
internal static class RandomText
{
    /// <summary>Decimal digits, the first of which is not zero, since spreadsheets drop a leading zero.</summary>
    public static string Digits(int length) => Draw("123456789", 1) + Draw("0123456789", length - 1);

    /// <summary>Lower-case hexadecimal digits, two for each byte.</summary>
    public static string Hexadecimal(int bytes) => Draw("0123456789abcdef", bytes * 2);

    private static string Draw(string alphabet, int length)
    {
        var random = new byte[length];
        using (var generator = RandomNumberGenerator.Create())
        {
            generator.GetBytes(random);
        }

        var text = new char[length];
        for (var index = 0; index < length; index++)
        {
            text[index] = alphabet[random[index] % alphabet.Length];
        }

        return new string(text);
    }
}
