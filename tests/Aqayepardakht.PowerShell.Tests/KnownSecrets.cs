using System;
using System.Management.Automation;
using System.Net;
using System.Text;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>Opens sessions whose key and pin cannot be mistaken for anything else, with every stream turned on, and looks for them.</summary>
internal static class KnownSecrets
{
    public const string Key = "KeyThatNobodyMaySee7f3a";
    public const string Pin = "PinThatNobodyMaySee91cd";

    /// <summary>As the PostgreSQL servers of the tests have it.</summary>
    public const string DatabasePassword = "pg-passw0rd-of-the-tests";

    public static ModuleSession Open()
    {
        var credential = new PSCredential("KeyHolder0001", new NetworkCredential(string.Empty, Key).SecurePassword);
        var session = ModuleSession.Connected(
            "-Manual -Credential $credential -Pin $pin",
            variables:
            [
                ("credential", credential),
                ("pin", new NetworkCredential(string.Empty, Pin).SecurePassword),
                ("database", "Host=127.0.0.1;Port=1;Database=payments;Username=payer"),
                ("password", DatabasePassword),
                ("role", new PSCredential("payer", new NetworkCredential(string.Empty, DatabasePassword).SecurePassword)),
            ]);
        session.Run("$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'").Succeeded();
        return session;
    }

    public static void AssertHidden(ModuleSession session, ScriptResult? result = null)
    {
        var text = new StringBuilder();
        foreach (var item in (object?[])[result, .. session.Host.Screen.Lines, .. session.Host.Screen.Warnings, session.Host.Screen.Progress])
        {
            text.Append(SecretSearch.TextOf(item)).Append('\n');
        }

        foreach (var secret in (string[])[Key, Pin, DatabasePassword, Convert.ToBase64String(Encoding.UTF8.GetBytes(Key)), Convert.ToBase64String(Encoding.UTF8.GetBytes(Pin))])
        {
            Assert.DoesNotContain(secret, text.ToString());
        }
    }
}
