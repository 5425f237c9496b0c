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
            "در این نشست حسابی متصل نیست، پس معلوم نیست دفتر پرداخت کدام حساب را می‌خواهید."),
        new LocalizedText(
            "Run Connect-AqpAccount, or give the path of a journal with -Path.",
            "ابتدا حساب را متصل کنید: Connect-AqpAccount. یا مسیر دفتر پرداخت را با پارامتر Path بدهید."));

    public static LocalizedText JournalAt(string path) => new($"The journal is {path}.", $"مسیر دفتر پرداخت: {path}");

    public static CommandException NeedsPowerShell7() => new(
        "JournalDatabaseNeedsPowerShell7",
        ErrorCategory.NotImplemented,
        new LocalizedText(
            "A journal in a database needs PowerShell 7.4 or later; this is Windows PowerShell. Nothing was sent.",
            "دفتر پرداخت در پایگاه داده به PowerShell 7.4 یا جدیدتر نیاز دارد؛ این Windows PowerShell است. چیزی فرستاده نشد."),
        new LocalizedText(
            "Run the command in PowerShell 7 (pwsh), with the same -JournalDatabase.",
            "همین دستور را با همان پارامتر JournalDatabase در PowerShell 7 اجرا کنید (pwsh)."));

    public static CommandException PathAndDatabase() => new(
        "JournalPathAndDatabase",
        ErrorCategory.InvalidArgument,
        new LocalizedText(
            "Both a journal file (-JournalPath) and a journal database (-JournalDatabase) are given. Nothing was sent.",
            "هم فایل دفتر پرداخت (پارامتر JournalPath) و هم پایگاه داده آن (پارامتر JournalDatabase) داده شده است. چیزی فرستاده نشد."),
        new LocalizedText(
            "Give one of them, the one that this account has always used. Import-AqpWithdrawalJournal moves a file into a database.",
            "فقط یکی را بدهید، همان که این حساب همیشه داشته است. برای انتقال فایل به پایگاه داده: Import-AqpWithdrawalJournal"));

    public static CommandException DatabaseMissing() => new(
        "JournalDatabaseMissing",
        ErrorCategory.InvalidArgument,
        new LocalizedText(
            "This needs the database of a journal, and none is given.",
            "این دستور به پایگاه داده دفتر پرداخت نیاز دارد، ولی پایگاه داده‌ای داده نشده است."),
        new LocalizedText(
            "Give it with -JournalDatabase: 'Host=db.example.com;Database=payments;Username=payer'. -JournalCredential belongs to it.",
            "پارامتر JournalDatabase را بدهید؛ JournalCredential فقط همراه آن معنا دارد. نمونه: 'Host=db.example.com;Database=payments;Username=payer'"));

    public static LocalizedText NullCredential { get; } = new(
        "The credential of the journal's database is empty ($null). Give a PSCredential: the user name is the database's role.",
        "اطلاعات ورود پایگاه داده دفتر پرداخت خالی است ($null). یک PSCredential بدهید: نام کاربری، نقش پایگاه داده است.");

    public static LocalizedText InitializeAction(string? payerRole) => payerRole is null
        ? new("Prepare as a journal", "آماده کردن برای دفتر پرداخت")
        : new(
            $"Prepare as a journal, and let the role {payerRole} read it and append to it",
            $"آماده کردن برای دفتر پرداخت، با اجازه خواندن و افزودن برای نقش {payerRole}");

    public static LocalizedText Initialized(string database) => new(
        $"The database {database} is prepared as a journal.",
        $"پایگاه داده برای دفتر پرداخت آماده است. نام آن: {database}");

    public static LocalizedText ImportTarget(string path, string database) => new(
        $"{path} to {database}",
        $"{path} به {database}");

    public static LocalizedText ImportAction { get; } = new(
        "Move the journal file into the database; no payment is made from the file after that",
        "انتقال فایل دفتر پرداخت به پایگاه داده؛ پس از آن پرداختی با این فایل انجام نمی‌شود");
}
