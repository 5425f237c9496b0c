using System;
using System.Globalization;

namespace Aqayepardakht;

/// <summary>What is said of input, of the gateway's responses and of its list, in both languages.</summary>
internal static class Messages
{
    private const int QuoteLength = 60;

    /// <summary>Persian text shows a number with hyphens in reverse order unless this mark stands before it.</summary>
    private const char LeftToRightMark = '\u200E';

    // Advice. It is part of an exception's message, also of one inside an unknown outcome: only what is safe to do in every case.
    public static readonly LocalizedText CorrectInput = new(
        "Correct the value and try again; nothing was sent.",
        "چیزی فرستاده نشد. مقدار را اصلاح کنید و دوباره تلاش کنید.");

    public static readonly LocalizedText UnknownCodeAdvice = new(
        "Ask the gateway's support what this code means.",
        "معنای این کد را از پشتیبانی درگاه بپرسید.");

    public static readonly LocalizedText ProtocolAdvice = new(
        "Check the gateway's address, and whether a proxy or a network login page responds in its place.",
        "آدرس درگاه را بررسی کنید و ببینید آیا پروکسی یا صفحه ورود شبکه به جای درگاه پاسخ می‌دهد.");

    public static readonly LocalizedText ContradictionAdvice = new(
        "If it happens again, report it to the gateway's support.",
        "اگر تکرار شد، آن را به پشتیبانی درگاه گزارش دهید.");

    public static readonly LocalizedText UnreachableAdvice = new(
        "Check the network and the gateway's address.",
        "شبکه و آدرس درگاه را بررسی کنید.");

    public static readonly LocalizedText WithdrawalNotFoundAdvice = new(
        "Check the id, and that it belongs to this account.",
        "آیدی را بررسی کنید و مطمئن شوید که متعلق به همین حساب است.");

    public static readonly LocalizedText CheckBeforePayingAgain = new(
        "Do not request it again yet. Look in the gateway's list for a new withdrawal with this amount and IBAN; it can take some minutes "
        + "to appear there. If it does not, ask the gateway's support before you request it again.",
        "فعلاً دوباره درخواست ندهید. در لیست تسویه‌ها دنبال تسویه جدیدی با همین مبلغ و شبا بگردید؛ شاید چند دقیقه طول بکشد تا در لیست بیاید. اگر نیامد، پیش از درخواست دوباره از پشتیبانی درگاه بپرسید.");

    public static readonly LocalizedText RunAgainToReconcile = new(
        "Request it again later with the same idempotency key and journal: the gateway's list is searched first, and it is sent again only "
        + "if it was not made.",
        "کمی بعد با همان کلید یکتایی و همان دفتر پرداخت دوباره درخواست دهید: ابتدا لیست درگاه جستجو می‌شود و فقط اگر تسویه ثبت نشده باشد دوباره فرستاده می‌شود.");

    // Input.
    public static readonly LocalizedText IdempotencyKeyEmpty = new(
        "The idempotency key is empty. Give each payment a name of its own, such as its invoice number.",
        "کلید یکتایی خالی است. برای هر پرداخت نام جداگانه‌ای مانند شماره فاکتور بدهید.");

    public static readonly LocalizedText IbanEmpty = new(
        "The IBAN is empty. Give IR and 24 digits.",
        "شماره شبا خالی است. IR و 24 رقم بدهید.");

    public static readonly LocalizedText AmountEmpty = new(
        "The amount is empty. Give a whole number above zero, in the gateway's unit.",
        "مبلغ خالی است. مبلغ را به واحد درگاه، عدد صحیح و بزرگ‌تر از صفر بدهید.");

    public static readonly LocalizedText AccountEmpty = new(
        "The account number is empty. Give it as the user name.",
        "شماره حساب کاربری خالی است. آن را در قسمت «نام کاربری» وارد کنید.");

    public static LocalizedText AccountCharacters(string number) => new(
        $"The account number '{Quote(number)}' has control characters. Copy it again.",
        $"شماره حساب کاربری «{Quote(number)}» کاراکتر کنترلی دارد. آن را دوباره کپی کنید.");

    public static readonly LocalizedText EncryptionKeyEmpty = new(
        "The encryption key is empty. Give it as the password.",
        "کلید رمزنگاری خالی است. آن را در قسمت «گذرواژه» وارد کنید.");

    public static LocalizedText IbanMalformed(string text) => new(
        $"'{Quote(text)}' is not an Iranian IBAN. Give IR and 24 digits, with or without spaces and dashes.",
        $"«{Quote(text)}» شماره شبای ایرانی نیست. IR و 24 رقم بدهید، با فاصله و خط تیره یا بدون آن.");

    public static LocalizedText IbanLength(string text, int length) => new(
        $"The IBAN '{Quote(text)}' has {length} characters; an Iranian IBAN has {Iban.Length}: IR and 24 digits.",
        $"شماره شبای «{Quote(text)}» {length} کاراکتر دارد؛ شبای ایرانی {Iban.Length} کاراکتر است: IR و 24 رقم.");

    public static LocalizedText IbanCheckDigits(string text) => new(
        $"The check digits of the IBAN '{Quote(text)}' are wrong (ISO 13616), so at least one digit is mistyped. Copy it again.",
        $"رقم‌های کنترلی شبای «{Quote(text)}» درست نیست (ISO 13616)، پس حداقل یک رقم اشتباه است. آن را دوباره کپی کنید.");

    public static LocalizedText AmountNotWhole(string text) => new(
        $"The amount '{Quote(text)}' is not a whole number. Give it in the gateway's unit, in digits: 1500000, or with thousands "
        + "separators, in quotes: '1,500,000'.",
        $"مبلغ «{Quote(text)}» عدد صحیح نیست. مبلغ را به واحد درگاه و فقط با رقم بنویسید: 1500000. اگر جداکننده هزارگان دارد، آن را بین دو کوتیشن بگذارید: '1,500,000'.");

    public static LocalizedText AmountTooLarge(string text) => new(
        $"The amount '{Quote(text)}' is out of range. The maximum is {Grouped(long.MaxValue)}.",
        $"مبلغ «{Quote(text)}» خارج از محدوده مجاز است. حداکثر: {Grouped(long.MaxValue)}.");

    public static LocalizedText AmountNotAboveZero(long amount) => new(
        $"The amount {Invariant(amount)} is not above zero. Give a whole number above zero, in the gateway's unit.",
        $"مبلغ {Number(amount)} بزرگ‌تر از صفر نیست. مبلغ را به واحد درگاه، عدد صحیح و بزرگ‌تر از صفر بدهید.");

    public static LocalizedText WithdrawalId(long id) => new(
        $"The withdrawal id {Invariant(id)} is not above zero. Give the id that the gateway returned or lists.",
        $"آیدی تسویه {Number(id)} بزرگ‌تر از صفر نیست. همان آیدی را بدهید که درگاه برگردانده یا در لیست آن آمده است.");

    public static LocalizedText PageNumber(int page) => new(
        $"Page {Invariant(page)} does not exist: pages are counted from 1.",
        $"صفحه {Number(page)} وجود ندارد: صفحه‌ها از 1 شمرده می‌شوند.");

    public static LocalizedText DateForm(string? text) => new(
        $"'{Quote(text)}' is not a date, or could be two different days. Accepted are 25-12-2026 (day first), 2026-12-25, 2026/12/25, "
        + "Jalali 1405/10/04 or 1405-10-04, and a DateTime.",
        $"«{Quote(text)}» تاریخ نیست یا دو معنا دارد. این‌ها پذیرفته می‌شود: {LeftToRightMark}25-12-2026 (اول روز) یا {LeftToRightMark}2026-12-25 یا 2026/12/25 (میلادی)، 1405/10/04 یا {LeftToRightMark}1405-10-04 (شمسی)، یا یک DateTime.");

    public static LocalizedText NoSuchDay(string text) => new(
        $"There is no such day as '{Quote(text)}'.",
        $"چنین روزی وجود ندارد: «{LeftToRightMark}{Quote(text)}».");

    public static LocalizedText PeriodReversed(DateTime start, DateTime end) => new(
        $"The end date {Day(end)} is before the start date {Day(start)}.",
        $"تاریخ پایان {LeftToRightMark}{Day(end)} پیش از تاریخ شروع {LeftToRightMark}{Day(start)} است.");

    public static LocalizedText EndpointNotAbsolute(string? text) => new(
        $"'{Quote(text)}' is not an absolute address. Give one such as {WithdrawEndpoint.Default}",
        $"«{Quote(text)}» آدرس کامل نیست. نمونه درست: {WithdrawEndpoint.Default}");

    public static LocalizedText EndpointScheme(Uri endpoint) => new(
        $"The address {endpoint.Scheme}://{endpoint.Host} is not safe for an encryption key: it must be https, or http to this computer "
        + "(localhost, 127.0.0.1, [::1]).",
        $"آدرس {endpoint.Scheme}://{endpoint.Host} برای فرستادن کلید رمزنگاری امن نیست: باید https باشد، یا http به همین دستگاه (localhost، 127.0.0.1، [::1]).");

    public static LocalizedText EndpointParts(Uri endpoint) => new(
        $"The address of {endpoint.Host} has a user name, a query or a fragment; give it without these.",
        $"آدرس {endpoint.Host} نباید نام کاربری، query یا fragment داشته باشد؛ آن را بدون این‌ها بدهید.");

    public static LocalizedText DurationNotAboveZero(string what) => new(
        $"{what} must be above zero and at most {(int)WithdrawClientOptions.MaxDuration.TotalDays} days.",
        $"مقدار {what} باید بزرگ‌تر از صفر و حداکثر {(int)WithdrawClientOptions.MaxDuration.TotalDays} روز باشد.");

    public static LocalizedText CountNotAboveZero(string what) => new(
        $"{what} must be 1 or more.",
        $"مقدار {what} باید 1 یا بیشتر باشد.");

    public static LocalizedText IdempotencyKeyTooLong(string key) => new(
        $"The idempotency key '{Quote(key)}' has {key.Length} characters; at most {IdempotencyKey.MaxLength} are accepted.",
        $"کلید یکتایی «{Quote(key)}» {key.Length} کاراکتر دارد؛ حداکثر {IdempotencyKey.MaxLength} کاراکتر پذیرفته می‌شود.");

    public static LocalizedText IdempotencyKeyCharacters(string key) => new(
        $"The idempotency key '{Quote(key)}' has control characters or invalid ones. Letters, digits, spaces and signs of any language are "
        + "accepted.",
        $"کلید یکتایی «{Quote(key)}» کاراکتر کنترلی یا نامعتبر دارد. حرف، رقم، فاصله و علامت به هر زبانی پذیرفته است.");

    public static LocalizedText IdempotencyKeyInvisibleMark(string key, int index) => new(
        $"The idempotency key '{Quote(key)}' has an invisible mark ({CodePoint(key[index])}) as its character {Invariant(index + 1)}, so "
        + "it is not the same key as one that looks the same. Remove the mark.",
        $"کلید یکتایی «{Quote(key)}» در کاراکتر {Invariant(index + 1)} یک علامت نامرئی ({CodePoint(key[index])}) دارد، پس با کلیدی که همین شکل دیده می‌شود یکی نیست. این علامت را حذف کنید.");

    // The gateway's responses.
    public static LocalizedText UnknownCode(int code) => new(
        $"The gateway returned an error code that its documentation does not list. (gateway code {Invariant(code)})",
        $"درگاه کد خطایی برگرداند که در مستندات آن نیست. (کد درگاه {Invariant(code)})");

    public static LocalizedText WithCode(LocalizedText text, int code) => new(
        $"{text.English} (gateway code {Invariant(code)})",
        $"{text.Persian} (کد درگاه {Invariant(code)})");

    public static LocalizedText Redirected(int status) => new(
        $"The response is a redirect (HTTP {status}). Redirects are not followed: the encryption key would go to another address.",
        $"پاسخ یک تغییر مسیر است (HTTP {status}). تغییر مسیر دنبال نمی‌شود، چون کلید رمزنگاری به آدرس دیگری می‌رفت.");

    public static LocalizedText ResponseTooLarge(int status, long limit) => new(
        $"The response (HTTP {status}) is larger than {limit / (1024 * 1024)} MiB and was not read.",
        $"پاسخ (HTTP {status}) از {limit / (1024 * 1024)} مگابایت بزرگ‌تر است و خوانده نشد.");

    public static LocalizedText ResponseNotReadable(int status, string? contentType, LocalizedText problem, string bodyStart) => new(
        $"Unexpected response from the gateway: {problem.English} (HTTP {status}, {contentType ?? "no content type"}). "
        + $"It begins: {bodyStart}",
        $"پاسخ درگاه قابل قبول نیست: {problem.Persian} (HTTP {status}، {contentType ?? "بدون نوع محتوا"}). ابتدای پاسخ: {bodyStart}");

    public static LocalizedText ResponseEmpty { get; } = new("it is empty", "خالی است");

    public static LocalizedText ResponseNull { get; } = new("it is null", "null است");

    public static LocalizedText ResponseNotJson { get; } = new(
        "it is not JSON of the withdraw service",
        "JSON سرویس تسویه حساب نیست");

    public static LocalizedText ErrorWithoutCode { get; } = new(
        "it is an error without a readable 'code'",
        "خطایی است که «code» خوانا ندارد");

    public static LocalizedText ResponseStatusUnknown { get; } = new(
        "'status' is neither success nor error",
        "مقدار «status» نه success است و نه error");

    public static LocalizedText ResponseWithout(string field) => new($"'{field}' is missing", $"«{field}» را ندارد");

    public static LocalizedText FieldRepeated(string field) => new($"'{field}' is there twice", $"«{field}» را دو بار دارد");

    public static LocalizedText RowWithout(string field) => new(
        $"'{field}' is missing in a withdrawal",
        $"یک تسویه «{field}» را ندارد");

    public static LocalizedText FieldNotWhole(string field) => new(
        $"'{field}' is not a whole number, or is out of range",
        $"«{field}» عدد صحیحی در محدوده مجاز نیست");

    public static LocalizedText DataNotWithdrawals { get; } = new("'data' is not a list of withdrawals", "«data» لیست تسویه‌ها نیست");

    public static LocalizedText RowNotObject { get; } = new(
        "a withdrawal in 'data' is not an object",
        "یکی از تسویه‌های «data» شیء (object) نیست");

    public static LocalizedText WithdrawalNotFound(long id) => new(
        $"The gateway has no withdrawal {Invariant(id)} for this account.",
        $"درگاه برای این حساب تسویه‌ای با آیدی {Invariant(id)} ندارد.");

    public static LocalizedText OtherWithdrawal(long id) => new(
        $"The gateway returned another withdrawal than the one requested ({Invariant(id)}).",
        $"درگاه به جای تسویه {Invariant(id)} تسویه دیگری برگرداند.");

    public static LocalizedText RowsForRequest(int rows) => new(
        $"The gateway reported success but returned {rows} withdrawals; one was requested.",
        $"درگاه پاسخ موفق داد ولی {rows} تسویه برگرداند؛ فقط یکی درخواست شده بود.");

    // The gateway's list, where it has to prove that a withdrawal was not made.
    public static LocalizedText ListEndedEarly(long id) => new(
        $"The gateway's list ended before withdrawal {Invariant(id)}, which was in the list earlier.",
        $"لیست درگاه پیش از رسیدن به تسویه {Invariant(id)} تمام شد؛ این تسویه پیش‌تر در لیست بود.");

    public static LocalizedText ListIsShort { get; } = new(
        "The gateway's list has fewer withdrawals than the total that it reports.",
        "تعداد تسویه‌ها در لیست درگاه کمتر از تعدادی است که خود درگاه اعلام می‌کند.");

    public static LocalizedText ListShrank { get; } = new(
        "The gateway's list became shorter while it was read.",
        "لیست درگاه هنگام خواندن کوتاه‌تر شد.");

    public static LocalizedText ListIsBehind(long id) => new(
        $"The gateway's list shows neither withdrawal {Invariant(id)}, which was in the list earlier, nor a later one.",
        $"در لیست درگاه نه تسویه {Invariant(id)} دیده می‌شود، که پیش‌تر در لیست بود، و نه تسویه‌ای پس از آن.");

    public static LocalizedText ListWithoutEnd(int page) => new(
        $"The gateway's list repeats itself and has no end after {page} pages.",
        $"لیست درگاه تکراری است و تا صفحه {page} هم به پایان نرسید.");

    public static LocalizedText ListedIbanUnreadable(long id) => new(
        $"Withdrawal {Invariant(id)} in the gateway's list has this amount and an IBAN that cannot be read, so it may be this one. "
        + "Compare it in the gateway's panel; nothing is sent until this is known.",
        $"تسویه {Invariant(id)} در لیست درگاه همین مبلغ را دارد ولی شبای آن خوانا نیست، پس شاید همین پرداخت باشد. آن را در پنل کاربری بررسی کنید؛ تا معلوم شدن نتیجه چیزی فرستاده نمی‌شود.");

    public static LocalizedText ListedRowUnreadable(UnreadableRow row) => new(
        $"Row {row.Position} on page {row.Page} of the gateway's list cannot be read ({row.Reason.English}), so it may be this withdrawal.",
        $"ردیف {row.Position} در صفحه {row.Page} لیست درگاه خوانا نیست ({row.Reason.Persian})، پس شاید همین تسویه باشد.");

    public static LocalizedText ResponsesDiffer { get; } = new(
        "This gateway has registered withdrawals with another amount or IBAN than requested, so this one may also be listed with another. "
        + "Look for it in the gateway's panel; nothing is sent until this is known.",
        "این درگاه تسویه‌هایی را با مبلغ یا شبایی غیر از آنچه درخواست شده ثبت کرده است، پس شاید این یکی هم با مبلغ یا شبای دیگری در لیست باشد. پنل کاربری را ببینید؛ تا معلوم شدن نتیجه چیزی فرستاده نمی‌شود.");

    public static LocalizedText ClockSetBack(DateTimeOffset latest) => new(
        $"The latest time in the journal, {Utc(latest)} UTC, is ahead of this computer's clock.",
        $"آخرین زمان ثبت‌شده در دفتر پرداخت از ساعت این دستگاه جلوتر است: {LeftToRightMark}{Utc(latest)} UTC");

    // Unknown outcomes.
    public static LocalizedText OutcomeUnknown(long amount, string iban, LocalizedText reason) => new(
        $"It is not known whether the withdrawal of {Invariant(amount)} to {iban} was made: {reason.English}",
        $"معلوم نیست تسویه مبلغ {Invariant(amount)} به شبای {iban} ثبت شده است یا نه: {reason.Persian}");

    public static LocalizedText Stopped { get; } = new(
        "the command was stopped while it waited for the gateway's response.",
        "دستور هنگام انتظار برای پاسخ درگاه متوقف شد.");

    public static LocalizedText IdClaimedByAnotherKey(long id) => new(
        $"the gateway returned withdrawal {Invariant(id)}, which belongs to another idempotency key.",
        $"درگاه تسویه {Invariant(id)} را برگرداند که متعلق به کلید یکتایی دیگری است.");

    public static LocalizedText SentTooOften(int times) => new(
        $"it was sent {times} times; each time no response came, and the list did not show it.",
        $"{times} بار درخواست شد؛ هر بار پاسخ نرسید و تسویه در لیست هم نبود.");

    /// <summary>What a user typed, short enough for a sentence.</summary>
    private static string Quote(string? text)
    {
        var quoted = DisplayText.Clean(text ?? string.Empty);
        return quoted.Length <= QuoteLength ? quoted : quoted.Substring(0, QuoteLength) + "…";
    }

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number for a Persian sentence, its minus on the left.</summary>
    private static string Number(long number) => number < 0 ? LeftToRightMark + Invariant(number) : Invariant(number);

    private static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string CodePoint(char character) => "U+" + ((int)character).ToString("X4", CultureInfo.InvariantCulture);

    private static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
