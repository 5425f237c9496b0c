using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>What the commands say of the journal, in both languages.</summary>
internal static class JournalMessages
{
    public static CommandException NotConnectedForJournal() => new(
        "NotConnected",
        ErrorCategory.ConnectionError,
        new LocalizedText(
            "No account is connected in this session, so it is not clear whose journal is meant.",
            "در این نشست حسابی متصل نیست، پس معلوم نیست دفتر کدام حساب خواسته شده است."),
        new LocalizedText(
            "Run Connect-AqpAccount, or give the path of a journal with -Path.",
            "ابتدا حساب را متصل کنید: Connect-AqpAccount. یا مسیر دفتر پرداخت را با پارامتر Path بدهید."));

    public static LocalizedText JournalAt(string path) => new($"The journal is {path}.", $"دفتر {path} است.");
}
