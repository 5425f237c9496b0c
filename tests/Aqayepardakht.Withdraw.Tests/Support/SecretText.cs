using System.Security;

namespace Aqayepardakht.Tests;

internal static class SecretText
{
    public static SecureString Of(string text)
    {
        var secret = new SecureString();
        foreach (var character in text)
        {
            secret.AppendChar(character);
        }

        secret.MakeReadOnly();
        return secret;
    }
}
