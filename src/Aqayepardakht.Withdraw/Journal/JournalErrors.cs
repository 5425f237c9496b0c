using System;
using System.Globalization;

namespace Aqayepardakht;

/// <summary>Everything that can be wrong with a journal, in words.</summary>
internal static class JournalErrors
{
    public const string KeyConflictName = "IdempotencyKeyConflict";

    public static JournalException Damaged(string path, long line, string problem) => new(
        "JournalDamaged",
        new LocalizedText(
            $"The journal {path} is damaged in line {Text(line)}: {problem}",
            $"دفتر {path} در خط {Text(line)} آسیب دیده است: {problem}"),
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

    public static JournalException NotUsable(string path, Exception cause) => new(
        "JournalNotUsable",
        new LocalizedText(
            $"The journal {path} cannot be read or written: {cause.Message}",
            $"دفتر {path} خواندنی یا نوشتنی نیست: {cause.Message}"),
        new LocalizedText(
            "Free space, correct the permissions, or name another file with -JournalPath. A payment is never sent before it is in the journal.",
            "فضا آزاد کنید، دسترسی‌ها را درست کنید یا با JournalPath- پرونده دیگری بدهید. هیچ پرداختی پیش از ثبت در دفتر فرستاده نمی‌شود."),
        cause);

    public static JournalException NoFolder() => new(
        "JournalNotUsable",
        new LocalizedText(
            "This user has no home folder, so there is no place for a journal that every run would find again.",
            "این کاربر پوشه خانگی ندارد، پس جایی برای دفتری که هر اجرا دوباره پیدا کند نیست."),
        new LocalizedText(
            "Name a file with -JournalPath, always the same one. Nothing was sent.",
            "با JournalPath- یک پرونده، و همیشه همان را، بدهید. چیزی فرستاده نشد."));

    public static JournalException TooSlow(string path, TimeSpan limit) => new(
        "JournalNotUsable",
        new LocalizedText(
            $"The journal {path} takes more than {Text((long)limit.TotalSeconds)} seconds to write a line to the disk.",
            $"نوشتن یک خط دفتر {path} روی دیسک بیش از {Text((long)limit.TotalSeconds)} ثانیه طول می‌کشد."),
        new LocalizedText(
            "Name a file on a faster, local disk with -JournalPath, or run the command again. Nothing was sent.",
            "با JournalPath- پرونده‌ای روی دیسک محلی و تندتر بدهید یا دستور را دوباره اجرا کنید. چیزی فرستاده نشد."));

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
            $"دفتر {path} از آن حساب {account} در {endpoint} است."),
        new LocalizedText(
            "Name another file with -JournalPath, or connect that account.",
            "با JournalPath- پرونده دیگری بدهید یا همان حساب را متصل کنید."));

    public static JournalException KeyConflict(JournalRecord record, WithdrawalRequest request) => new(
        KeyConflictName,
        new LocalizedText(
            $"The key '{record.Key}' already stands for {Text(record.Amount)} to {record.Iban} ({record.State}); it cannot stand for {Text(request.Amount)} to {request.Iban} as well.",
            $"کلید «{record.Key}» از پیش برای {Text(record.Amount)} به {record.Iban} است ({record.State}) و نمی‌تواند برای {Text(request.Amount)} به {request.Iban} هم باشد."),
        new LocalizedText(
            "Give every payment a key of its own, such as its invoice number. Nothing was sent.",
            "به هر پرداخت کلید خودش را بدهید، مانند شماره فاکتور. چیزی فرستاده نشد."));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
