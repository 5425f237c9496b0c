using System;
using System.Globalization;

namespace Aqayepardakht;

/// <summary>Everything that can be wrong with a journal, in both languages.</summary>
/// <remarks>No advice makes the journal forget payments (another file, a backup, another key): they would be paid a second time.</remarks>
internal static class JournalErrors
{
    public static LocalizedText NotALine { get; } = new("it is not a journal line", "این خط قالب دفتر پرداخت را ندارد");

    public static LocalizedText NoHeader { get; } = new(
        "a journal begins with a line of type 'journal'",
        "دفتر پرداخت با خطی از نوع «journal» آغاز می‌شود");

    public static LocalizedText HeaderIncomplete { get; } = new(
        "the first line has no account or no endpoint",
        "خط اول شماره حساب کاربری یا آدرس درگاه را ندارد");

    public static LocalizedText IntentIncomplete { get; } = new(
        "the intent has no idempotency key, amount, IBAN, last id or timeout",
        "خط درخواست ناقص است. یکی از این‌ها را ندارد: کلید یکتایی، مبلغ، شبا، آخرین آیدی، مهلت");

    public static LocalizedText ResultIncomplete { get; } = new(
        "the result has no id or status",
        "خط نتیجه ناقص است. یکی از این‌ها را ندارد: آیدی، وضعیت");

    public static LocalizedText NoOpenIntent(string? type) => new(
        $"a line of type '{type}' has no open intent before it",
        $"پیش از خط نوع «{type}» درخواست نیمه‌تمامی ثبت نشده است");

    public static LocalizedText NoSuchType(string? type) => new(
        $"there is no line type '{type}'",
        $"نوع خط «{type}» وجود ندارد");

    public static LocalizedText SecondIntent(JournalRecord record) => new(
        $"the idempotency key '{record.Key}' already has an intent ({record.State})",
        $"برای کلید یکتایی «{record.Key}» پیش‌تر درخواستی ثبت شده است ({PersianName(record.State)})");

    public static LocalizedText ClaimedTwice(long id) => new(
        $"withdrawal {Invariant(id)} already belongs to another idempotency key",
        $"تسویه {Invariant(id)} متعلق به کلید یکتایی دیگری است");

    public static LocalizedText NoDestination { get; } = new(
        "the line of the move does not say where to",
        "خط انتقال، مقصد را ندارد");

    public static LocalizedText MovedBefore(string destination) => new(
        $"the journal was moved to {destination} before it",
        $"دفتر پرداخت پیش از این خط منتقل شده است به: {destination}");

    /// <summary>The journal goes on in a database.</summary>
    public static JournalException Moved(string path, string destination) => new(
        JournalErrorKind.Moved,
        new LocalizedText(
            $"The journal {path} was moved to the database {destination} and takes no payment any more.",
            $"دفتر پرداخت به پایگاه داده منتقل شده و دیگر پرداختی در آن ثبت نمی‌شود. مسیر: {path} - مقصد: {destination}"),
        new LocalizedText(
            "Nothing was sent. Use the journal in that database: it knows every payment of the file.",
            "چیزی فرستاده نشد. از دفتر پرداخت در همان پایگاه داده استفاده کنید؛ همه پرداخت‌های فایل در آن ثبت است."));

    public static JournalException Damaged(string path, long line, LocalizedText problem) => new(
        JournalErrorKind.Damaged,
        new LocalizedText(
            $"The journal {path} is damaged in line {Invariant(line)}: {problem.English}.",
            $"دفتر پرداخت در خط {Invariant(line)} آسیب دیده است: {problem.Persian}. مسیر: {path}"),
        new LocalizedText(
            "Nothing was sent and nothing was overwritten. Compare that line with the gateway's list and correct it by hand. Do not delete "
            + "or replace the file: the payments that it knows would be made again.",
            "چیزی فرستاده یا بازنویسی نشد. آن خط را با لیست درگاه مقایسه و دستی اصلاح کنید. فایل را حذف یا جایگزین نکنید، وگرنه پرداخت‌های ثبت‌شده در آن تکرار می‌شود."));

    public static JournalException Newer(string path, long line, int version) => new(
        JournalErrorKind.Newer,
        new LocalizedText(
            $"Line {Invariant(line)} of the journal {path} has version {Invariant(version)}, which this version of the module cannot read.",
            $"خط {Invariant(line)} دفتر پرداخت نسخه {Invariant(version)} دارد که این نسخه ماژول نمی‌تواند بخواند. مسیر: {path}"),
        new LocalizedText("Nothing was sent. Update the module.", "چیزی فرستاده نشد. ماژول را به‌روز کنید."));

    public static JournalException Busy(string path, TimeSpan waited) => new(
        JournalErrorKind.Busy,
        new LocalizedText(
            $"Another process has held the journal {path} for {Seconds(waited)} seconds without finishing a payment.",
            $"فرایند دیگری {Seconds(waited)} ثانیه است که دفتر پرداخت را باز نگه داشته و هیچ پرداختی را تمام نکرده است. مسیر: {path}"),
        new LocalizedText(
            "Wait for the other run, or for the backup or virus scanner that has the file, to end; then try again with the same journal. "
            + "What the other run paid is not paid twice.",
            "تا پایان اجرای دیگر، یا برنامه پشتیبان‌گیری یا آنتی‌ویروسی که فایل را گرفته، صبر کنید و با همان دفتر پرداخت دوباره تلاش کنید؛ "
            + "آنچه اجرای دیگر پرداخت کرده، دوباره پرداخت نمی‌شود."));

    public static JournalException Gone(string path, JournalMark mark) => LostLines(
        path,
        mark,
        $"The journal {path} is gone or empty",
        "دفتر پرداخت حذف یا خالی شده است");

    public static JournalException Cut(string path, JournalMark mark, long length) => LostLines(
        path,
        mark,
        $"The journal {path} is shorter than it was ({Invariant(length)} bytes instead of {Invariant(mark.Length)})",
        $"دفتر پرداخت کوتاه‌تر شده است ({Invariant(length)} بایت به جای {Invariant(mark.Length)})");

    public static JournalException Restored(string path, JournalMark mark) => LostLines(
        path,
        mark,
        $"The journal {path} is not as it was written: it was edited, or another file is in its place",
        "محتوای دفتر پرداخت با آنچه نوشته شده بود فرق دارد: فایل ویرایش شده یا فایل دیگری جای آن را گرفته است");

    public static JournalException Replaced(string path) => new(
        JournalErrorKind.LostLines,
        new LocalizedText(
            $"The journal {path} was removed or replaced while it was written.",
            $"دفتر پرداخت در هنگام نوشتن حذف یا جایگزین شد. مسیر: {path}"),
        new LocalizedText(
            "Nothing more was sent. Put the file back as it was, then try again; payments whose lines are missing would be made again.",
            "چیز دیگری فرستاده نشد. فایل را به همان شکل برگردانید و دوباره تلاش کنید؛ وگرنه پرداخت‌هایی که خط آن‌ها نیست تکرار می‌شود."));

    public static JournalException LockWithoutEffect(string path) => new(
        JournalErrorKind.NotLocked,
        new LocalizedText(
            $"The lock of the journal {path} keeps nobody out: its file system has no locks, or they are switched off "
            + "(DOTNET_SYSTEM_IO_DISABLEFILELOCKING).",
            "قفل دفتر پرداخت مانع فرایندهای دیگر نمی‌شود: فایل‌سیستم قفل ندارد یا قفل‌ها غیرفعال شده‌اند "
            + $"(DOTNET_SYSTEM_IO_DISABLEFILELOCKING). مسیر: {path}"),
        new LocalizedText(
            "Nothing was sent, since two runs could make the same payment. Switch locks on, or move the journal and its .lock file to a "
            + "disk of this computer while nothing runs. Move the file itself: a new one knows none of its payments.",
            "چیزی فرستاده نشد، چون دو اجرا ممکن بود یک پرداخت را دو بار انجام دهند. قفل‌ها را فعال کنید، یا وقتی هیچ اجرایی در کار نیست دفتر پرداخت و فایل "
            + ".lock آن را به دیسک همین دستگاه منتقل کنید. خود فایل را منتقل کنید: دفتر جدید از هیچ پرداختی خبر ندارد."));

    public static JournalException LockRemoved(string path) => new(
        JournalErrorKind.NotLocked,
        new LocalizedText(
            $"The lock file {JournalLock.PathOf(path)} was removed or replaced while this run held it.",
            $"فایل قفل در حین کار این اجرا حذف یا جایگزین شد: {JournalLock.PathOf(path)}"),
        new LocalizedText(
            "Nothing more was sent, since another run can be writing to the journal. Wait until every other run has ended, then run the "
            + "same command again with the same journal.",
            "چیز دیگری فرستاده نشد، چون ممکن است اجرای دیگری در حال نوشتن در دفتر پرداخت باشد. تا پایان همه اجراهای دیگر صبر کنید و همان دستور را با همان دفتر دوباره اجرا کنید."));

    public static JournalException FolderNotFound(string path) => NotUsable(
        path,
        new LocalizedText("its folder does not exist", "پوشه آن وجود ندارد"));

    public static JournalException IsFolder(string path) => NotUsable(
        path,
        new LocalizedText("it is a folder; the path of a file is needed", "این مسیر یک پوشه است؛ مسیر یک فایل لازم است"));

    public static JournalException NotRegular(string path) => NotUsable(
        path,
        new LocalizedText(
            "it is a pipe or a device, which keeps nothing",
            "این مسیر یک فایل معمولی نیست (pipe یا device) و چیزی در آن نمی‌ماند"));

    public static JournalException LockIsLink(string path) => NotUsable(
        path,
        new LocalizedText("its lock file is a symbolic link; remove the link", "فایل قفل آن پیوند نمادین (symbolic link) است؛ پیوند را حذف کنید"));

    public static JournalException HasOtherNames(string path) => NotUsable(
        path,
        new LocalizedText(
            "the file has other names too (hard links), and a run that uses one of them is not kept out by the lock; remove the other "
            + "names",
            "این فایل نام‌های دیگری هم دارد (hard link) و قفل مانع اجرایی نمی‌شود که با نام دیگر کار می‌کند؛ نام‌های دیگر را حذف کنید"));

    public static JournalException NotFound(string path) => new(
        JournalErrorKind.NotFound,
        new LocalizedText(
            $"There is no journal at {path}.",
            $"دفتر پرداخت در این مسیر نیست: {path}"),
        new LocalizedText(
            "Check the path; a journal begins with the first payment that has an idempotency key.",
            "مسیر را بررسی کنید؛ دفتر پرداخت با اولین پرداختی آغاز می‌شود که کلید یکتایی دارد."));

    public static JournalException NotUsable(string path, Exception cause) =>
        NotUsable(path, new LocalizedText(cause.Message, cause.Message), cause);

    private static JournalException NotUsable(string path, LocalizedText problem, Exception? cause = null) => new(
        JournalErrorKind.NotUsable,
        new LocalizedText(
            $"The journal {path} cannot be read or written: {problem.English}{(cause is null ? "." : string.Empty)}",
            $"خواندن یا نوشتن دفتر پرداخت ممکن نیست: {path} ({problem.Persian})"),
        new LocalizedText(
            "A payment is sent only after it is in the journal. Check the path, its permissions and the free space, then try again with "
            + "the same journal.",
            "هیچ پرداختی پیش از ثبت در دفتر فرستاده نمی‌شود. مسیر، دسترسی‌ها و فضای خالی را بررسی کنید و با همان دفتر پرداخت دوباره تلاش کنید."),
        cause);

    public static JournalException NoFolder() => new(
        JournalErrorKind.NoHomeFolder,
        new LocalizedText(
            "This user has no home folder, so there is no default place where later runs would find the journal.",
            "این کاربر پوشه شخصی (home) ندارد، پس جایی نیست که اجراهای بعدی هم دفتر پرداخت را پیدا کنند."),
        new LocalizedText(
            "Nothing was sent. Give the path of the journal, the same one in every run.",
            "چیزی فرستاده نشد. مسیر دفتر پرداخت را بدهید؛ در همه اجراها همان مسیر."));

    public static JournalException TooSlow(string path, TimeSpan limit) => new(
        JournalErrorKind.TooSlow,
        new LocalizedText(
            $"The journal {path} takes more than {Seconds(limit)} seconds to write a line to the disk.",
            $"نوشتن یک خط دفتر پرداخت روی دیسک بیش از {Seconds(limit)} ثانیه طول می‌کشد. مسیر: {path}"),
        new LocalizedText(
            "This payment was not sent. Try again with the same journal when the disk is less busy.",
            "این پرداخت فرستاده نشد. وقتی دیسک خلوت‌تر است با همان دفتر پرداخت دوباره تلاش کنید."));

    public static JournalException ResultNotWritten(string path, string key, long id, Exception cause) => new(
        JournalErrorKind.ResultNotWritten,
        new LocalizedText(
            $"The withdrawal of idempotency key '{key}' was made as {Invariant(id)}, but this could not be written to the "
            + $"journal {path}: {cause.Message}",
            $"تسویه کلید یکتایی «{key}» با آیدی {Invariant(id)} ثبت شد، اما در دفتر پرداخت نوشته نشد: {path} ({cause.Message})"),
        new LocalizedText(
            "Make the journal writable and run the same command again: it finds the withdrawal in the list and does not pay again.",
            "مشکل نوشتن در دفتر پرداخت را برطرف کنید و همان دستور را دوباره اجرا کنید: تسویه را در لیست درگاه پیدا می‌کند و دوباره پرداخت نمی‌کند."),
        cause);

    public static JournalException MadeTwice(string key, long id, long recordedId) => new(
        JournalErrorKind.ResultNotWritten,
        new LocalizedText(
            $"The withdrawal of idempotency key '{key}' was made as {Invariant(id)}, but meanwhile another run recorded withdrawal "
            + $"{Invariant(recordedId)} as its payment.",
            $"تسویه کلید یکتایی «{key}» با آیدی {Invariant(id)} ثبت شد، اما در این میان اجرای دیگری تسویه {Invariant(recordedId)} را به عنوان پرداخت آن ثبت کرده است."),
        new LocalizedText(
            "Look in the gateway's panel whether both are payments of this idempotency key; one of them is surplus then.",
            "در پنل کاربری درگاه ببینید که آیا هر دو پرداخت همین کلید یکتایی هستند؛ در این صورت یکی از آن‌ها اضافی است."));

    public static JournalException OtherAccount(string path, string? account, string? endpoint) => new(
        JournalErrorKind.OfAnotherAccount,
        new LocalizedText(
            $"The journal {path} belongs to account {account} at {endpoint}.",
            $"این دفتر پرداخت متعلق به حساب یا درگاه دیگری است. حساب کاربری: {account} - درگاه: {endpoint} - مسیر: {path}"),
        new LocalizedText(
            "Nothing was sent. Use the account of this journal, or the journal that this account has always used.",
            "چیزی فرستاده نشد. از حساب همین دفتر پرداخت استفاده کنید، یا از دفتری که این حساب همیشه داشته است."));

    public static JournalException KeyConflict(JournalRecord record, WithdrawalRequest request) => new(
        JournalErrorKind.KeyConflict,
        new LocalizedText(
            $"The idempotency key '{record.Key}' is already used for {Invariant(record.Amount)} to {record.Iban} ({record.State}), not for "
            + $"{Invariant(request.Amount)} to {request.Iban}.",
            $"کلید یکتایی «{record.Key}» قبلاً برای مبلغ {Invariant(record.Amount)} به شبای {record.Iban} استفاده شده است ({PersianName(record.State)})، نه برای مبلغ {Invariant(request.Amount)} به شبای {request.Iban}."),
        new LocalizedText(
            "Nothing was sent. If this is another payment, give it an idempotency key of its own, such as its invoice number.",
            "چیزی فرستاده نشد. اگر این پرداخت دیگری است، کلید یکتایی جداگانه‌ای به آن بدهید، مانند شماره فاکتور."));

    private static JournalException LostLines(string path, JournalMark mark, string english, string persian)
    {
        var lockPath = JournalLock.PathOf(path);
        var last = mark.LastLineAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return new(
            JournalErrorKind.LostLines,
            new LocalizedText(
                $"{english}. It had {Invariant(mark.Lines)} lines, the last of {last} UTC, as the mark in {lockPath} says.",
                $"{persian}. طبق نشانه‌ای که در فایل قفل مانده، {Invariant(mark.Lines)} خط داشت و آخرین خط آن در \u200E{last} به وقت UTC نوشته شده بود. مسیر: {path}"),
            new LocalizedText(
                "Nothing was sent: payments whose lines are missing would be made again. Put the file back as it was. If you edited it and "
                + $"no line is missing, delete {lockPath} while nothing runs. If the lines are gone for good, deleting that file makes "
                + "their idempotency keys unknown: only the look at the last hours of the gateway's list then stands against a second "
                + "payment, so first take out of your file whatever the gateway's list shows as made.",
                "چیزی فرستاده نشد: پرداخت‌هایی که خط آن‌ها نیست تکرار می‌شد. فایل را به همان شکل برگردانید. اگر آن را ویرایش کرده‌اید و هیچ خطی کم نشده، وقتی هیچ اجرایی "
                + $"در کار نیست این فایل را حذف کنید: {lockPath} - و اگر خط‌ها برای همیشه از دست رفته، با حذف آن، کلیدهای یکتایی آن خط‌ها ناشناخته می‌شود و "
                + "فقط بررسی ساعت‌های اخیر لیست درگاه مانع پرداخت تکراری است؛ پس ابتدا هرچه را لیست درگاه ثبت‌شده نشان می‌دهد از فایل پرداخت خود بردارید."));
    }

    private static string PersianName(JournalState state) => state switch
    {
        JournalState.Open => "نتیجه آن هنوز معلوم نیست",
        JournalState.Made => "ثبت شده است",
        JournalState.Refused => "درگاه آن را نپذیرفته است",
        _ => "ثبت نشده است",
    };

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => Invariant((long)time.TotalSeconds);

    public static JournalException KeyLooksLike(string key, string known) => new(
        JournalErrorKind.KeyLooksLike,
        IdempotencyMessages.KeyLooksLike(key, known),
        IdempotencyMessages.KeyLooksLikeAdvice(known));
}
