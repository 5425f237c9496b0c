using System;
using System.Text;

namespace Aqayepardakht.Http;

/// <summary>The start of a response's body for an error message, with the account's secrets masked.</summary>
internal static class BodyExcerpt
{
    private const int Length = 200;
    private const string Mask = "***";

    /// <summary>Cuts the excerpt only after masking, so that no half of a secret remains at its end.</summary>
    public static string Of(ReadOnlySpan<byte> body, GatewayRequest call)
    {
        // A secret that begins inside the excerpt may end after it; everything that could be shown is masked first.
        var maxLength = Length + (4 * 1024);
        var head = body.Length > maxLength ? body.Slice(0, maxLength) : body;
        var text = new StringBuilder(Encoding.UTF8.GetString(head.ToArray()));
        call.Account.EncryptionKey.Use(text, MaskIn);
        call.Account.Pin?.Use(text, MaskIn);
        call.Pin?.Use(text, MaskIn);

        var excerpt = DisplayText.Clean(text.ToString());
        if (excerpt.Length > Length)
        {
            excerpt = excerpt.Substring(0, Length) + "…";
        }

        // A secret that is encoded in some way, or cut, takes the whole excerpt with it.
        return IsIn(excerpt, call.Account.EncryptionKey) || IsIn(excerpt, call.Account.Pin) || IsIn(excerpt, call.Pin) ? Mask : excerpt;
    }

    private static bool IsIn(string excerpt, Secret? secret)
    {
        var found = false;
        secret?.Use(excerpt, (letters, text) => found = SecretDetector.IsIn(text, letters.ToString()));
        return found;
    }

    private static void MaskIn(ReadOnlySpan<char> secret, StringBuilder text)
    {
        var plain = secret.ToString();
        text.Replace(plain, Mask);

        // The one encoding in which a part of the secret cannot be found without the rest.
        text.Replace(Convert.ToBase64String(Encoding.UTF8.GetBytes(plain)), Mask);
    }
}
