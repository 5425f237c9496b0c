using System;
using System.Globalization;

namespace Aqayepardakht;

/// <summary>Everything that can be wrong with a journal, in words.</summary>
internal static class JournalErrors
{
    public const string KeyConflictName = "IdempotencyKeyConflict";

    public static LocalizedText NotALine { get; } = new("it is not a journal line", "خط دفتر نیست");

    public static LocalizedText NoHeader { get; } = new(
        "a journal begins with a line of type 'journal'",
        "دفتر با خطی از نوع «journal» آغاز می‌شود");

    public static LocalizedText HeaderIncomplete { get; } = new(
        "the first line names no account or no endpoint",
        "خط نخست حساب یا نشانی درگاه را ندارد");

    public static LocalizedText IntentIncomplete { get; } = new(
        "the intent lacks its key, amount, IBAN, last id or timeout",
        "درخواست، کلید، مبلغ، شبا، آخرین آیدی یا مهلت را ندارد");

    public static LocalizedText ResultIncomplete { get; } = new(
        "the result lacks its id, status or time",
        "نتیجه، آیدی، وضعیت یا زمان را ندارد");

    public static LocalizedText NoOpenIntent(string? type) => new(
        $"there is no open intent for a line of type '{type}'",
        $"برای خطی از نوع «{type}» درخواست بازی نیست");

    public static LocalizedText NoSuchType(string? type) => new(
        $"there is no line type '{type}'",
        $"نوع خط «{type}» وجود ندارد");

    public static LocalizedText SecondIntent(JournalRecord record) => new(
        $"the key '{record.Key}' has an intent already that is {record.State}",
        $"کلید «{record.Key}» از پیش درخواستی دارد که {PersianName(record.State)}");

    public static LocalizedText ClaimedTwice(long id) => new(
        $"the withdrawal {Text(id)} belongs to another key already",
        $"تسویه {Text(id)} از پیش متعلق به کلید دیگری است");

    public static JournalException Damaged(string path, long line, LocalizedText problem) => new(
        "JournalDamaged",
        new LocalizedText(
            $"The journal {path} is damaged in line {Text(line)}: {problem.English}",
            $"دفتر {path} در خط {Text(line)} آسیب دیده است: {problem.Persian}"),
        new LocalizedText(
            "Nothing was sent and nothing was overwritten. Restore the file from a backup, or correct that line by hand after comparing it with the gateway's list.",
            "چیزی فرستاده و چیزی بازنویسی نشد. پرونده را از پشتیبان بازگردانید یا پس از مقایسه با لیست درگاه آن خط را دستی درست کنید."));

    public static JournalException Newer(string path, long line, int version) => new(
        "JournalNewer",
        new LocalizedText(
            $"Line {Text(line)} of the journal {path} has version {Text(version)}, which this version of the module cannot read.",
            $"خط {Text(line)} دفتر {path} نسخه {Text(version)} دارد که این نسخه ماژول نمی‌تواند بخواند."),
        new LocalizedText("Update the module.", "ماژول را به‌روز کنید."));

    public static JournalException Busy(string path, TimeSpan waited) => new(
        "JournalBusy",
        new LocalizedText(
            $"Another process has been using the journal {path} for {Text((long)waited.TotalSeconds)} seconds without finishing a payment.",
            $"فرایند دیگری {Text((long)waited.TotalSeconds)} ثانیه است که دفتر {path} را در دست دارد و پرداختی را تمام نکرده است."),
        new LocalizedText(
            "Wait for the other run to end, then run the command again; what it paid is not paid twice.",
            "تا پایان اجرای دیگر صبر کنید و دستور را دوباره اجرا کنید؛ آنچه پرداخته دوباره پرداخت نمی‌شود."));

    public static JournalException NotFound(string path) => new(
        "JournalNotFound",
        new LocalizedText(
            $"There is no journal at {path}.",
            $"در {path} دفتری نیست."),
        new LocalizedText(
            "Check the path; a journal begins with the first payment that has an idempotency key.",
            "مسیر را بررسی کنید؛ دفتر با نخستین پرداختی آغاز می‌شود که کلید یکتایی دارد."));

    public static JournalException NotUsable(string path, Exception cause) => new(
        "JournalNotUsable",
        new LocalizedText(
            $"The journal {path} cannot be read or written: {cause.Message}",
            $"نمی‌توان دفتر {path} را خواند یا در آن نوشت: {cause.Message}"),
        new LocalizedText(
            "Free space, correct the permissions, or name another file with -JournalPath. A payment is never sent before it is in the journal.",
            "فضا آزاد کنید، دسترسی‌ها را درست کنید یا با پارامتر JournalPath پرونده دیگری بدهید. هیچ پرداختی پیش از ثبت در دفتر فرستاده نمی‌شود."),
        cause);

    public static JournalException NoFolder() => new(
        "JournalNotUsable",
        new LocalizedText(
            "This user has no home folder, so there is no place for a journal that every run would find again.",
            "این کاربر پوشه خانگی ندارد، پس جایی برای دفتری که هر اجرا دوباره پیدا کند نیست."),
        new LocalizedText(
            "Name a file with -JournalPath, always the same one. Nothing was sent.",
            "با پارامتر JournalPath یک پرونده، و همیشه همان را، بدهید. چیزی فرستاده نشد."));

    public static JournalException TooSlow(string path, TimeSpan limit) => new(
        "JournalNotUsable",
        new LocalizedText(
            $"The journal {path} takes more than {Text((long)limit.TotalSeconds)} seconds to write a line to the disk.",
            $"نوشتن یک خط دفتر {path} روی دیسک بیش از {Text((long)limit.TotalSeconds)} ثانیه طول می‌کشد."),
        new LocalizedText(
            "Name a file on a faster, local disk with -JournalPath, or run the command again. Nothing was sent.",
            "با پارامتر JournalPath پرونده‌ای روی دیسک محلی و سریع‌تر بدهید یا دستور را دوباره اجرا کنید. چیزی فرستاده نشد."));

    public static JournalException ResultNotWritten(string path, string key, long id, Exception cause) => new(
        "JournalResultNotWritten",
        new LocalizedText(
            $"The withdrawal of key '{key}' was made as {Text(id)}, but this could not be written to the journal {path}: {cause.Message}",
            $"تسویه کلید «{key}» با آیدی {Text(id)} ثبت شد، اما در دفتر {path} نوشته نشد: {cause.Message}"),
        new LocalizedText(
            "Make the journal writable and run the same command again: it finds the withdrawal in the gateway's list and does not pay again.",
            "دفتر را نوشتنی کنید و همان دستور را دوباره اجرا کنید: تسویه را در لیست درگاه پیدا می‌کند و دوباره پرداخت نمی‌کند."),
        cause);

    public static JournalException OtherAccount(string path, string? account, string? endpoint) => new(
        "JournalOfAnotherAccount",
        new LocalizedText(
            $"The journal {path} belongs to account {account} at {endpoint}.",
            $"دفتر {path} متعلق به حساب {account} در {endpoint} است."),
        new LocalizedText(
            "Name another file with -JournalPath, or connect that account.",
            "با پارامتر JournalPath پرونده دیگری بدهید یا همان حساب را متصل کنید."));

    public static JournalException KeyConflict(JournalRecord record, WithdrawalRequest request) => new(
        KeyConflictName,
        new LocalizedText(
            $"The key '{record.Key}' already stands for {Text(record.Amount)} to {record.Iban} ({record.State}); it cannot stand for {Text(request.Amount)} to {request.Iban} as well.",
            $"کلید «{record.Key}» قبلاً برای تسویه مبلغ {Text(record.Amount)} به شبای {record.Iban} به کار رفته است ({PersianName(record.State)}) و نمی‌توان آن را برای مبلغ {Text(request.Amount)} به شبای {request.Iban} به کار برد."),
        new LocalizedText(
            "Give every payment a key of its own, such as its invoice number. Nothing was sent.",
            "به هر پرداخت کلید خودش را بدهید، مانند شماره فاکتور. چیزی فرستاده نشد."));

    private static string PersianName(JournalState state) => state switch
    {
        JournalState.Open => "نتیجه آن هنوز روشن نیست",
        JournalState.Made => "ثبت شده است",
        JournalState.Refused => "درگاه آن را نپذیرفته است",
        _ => "ثبت نشده است",
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
