using System;
using System.Globalization;
using System.Text.Json;

namespace Aqayepardakht;

/// <summary>Every sentence that this library says to a user, in both languages.</summary>
internal static class Messages
{
    private const int QuoteLength = 60;

    public static readonly LocalizedText CorrectInput = new(
        "Correct the value and run the command again; nothing was sent.",
        "مقدار را درست کنید و دستور را دوباره اجرا کنید؛ چیزی فرستاده نشد.");

    public static readonly LocalizedText UnknownCodeAdvice = new(
        "Ask the gateway's support what this code means.",
        "معنای این کد را از پشتیبانی درگاه بپرسید.");

    public static readonly LocalizedText ProtocolAdvice = new(
        "Check -Endpoint, and whether a proxy or a captive portal answers in the gateway's place.",
        "پارامتر Endpoint را بررسی کنید و ببینید آیا پروکسی یا صفحه ورود شبکه به جای درگاه پاسخ می‌دهد.");

    public static readonly LocalizedText UnreachableAdvice = new(
        "Check the network and -Endpoint, then run the command again.",
        "شبکه و پارامتر Endpoint را بررسی کنید و دستور را دوباره اجرا کنید.");

    public static readonly LocalizedText CheckBeforePayingAgain = new(
        "Do not ask for it again yet. Look in the list for a new withdrawal with this amount and IBAN; ask again only when there is none after some minutes. With an idempotency key the same command settles this by itself.",
        "هنوز دوباره درخواست نکنید. در لیست به دنبال تسویه تازه‌ای با همین مبلغ و شبا بگردید؛ تنها اگر پس از چند دقیقه چنین تسویه‌ای نبود دوباره درخواست کنید. با کلید یکتایی همان دستور خود این را روشن می‌کند.");

    public static readonly LocalizedText RunAgainToReconcile = new(
        "Run the same command with the same idempotency key again later: it looks for the withdrawal in the gateway's list and asks again only when it was not made.",
        "همان دستور را با همان کلید یکتایی بعداً دوباره اجرا کنید: تسویه را در لیست درگاه می‌جوید و تنها اگر ثبت نشده باشد دوباره درخواست می‌کند.");

    public static readonly LocalizedText IdempotencyKeyEmpty = new(
        "The idempotency key is empty. Give each payment a name of its own, such as its invoice number, or leave the parameter out.",
        "کلید یکتایی خالی است. به هر پرداخت نام خودش را بدهید، مانند شماره فاکتور، یا این پارامتر را نیاورید.");

    public static readonly LocalizedText IbanEmpty = new(
        "The IBAN is empty. Give IR and 24 digits.",
        "شماره شبا خالی است. IR و ۲۴ رقم بدهید.");

    public static readonly LocalizedText AmountEmpty = new(
        "The amount is empty. Give a whole number above zero, in the gateway's unit.",
        "مبلغ خالی است. عدد صحیح بزرگ‌تر از صفر و به واحد درگاه بدهید.");

    public static readonly LocalizedText AccountEmpty = new(
        "The account number is empty. Give it as the user name of the credential.",
        "شماره حساب کاربری خالی است. آن را به عنوان نام کاربری اعتبارنامه بدهید.");

    public static readonly LocalizedText EncryptionKeyEmpty = new(
        "The encryption key is empty. Give it as the password of the credential.",
        "کلید رمزنگاری خالی است. آن را به عنوان گذرواژه اعتبارنامه بدهید.");

    public static LocalizedText IbanMalformed(string text) => new(
        $"'{Quote(text)}' is not an Iranian IBAN. Accepted is IR and 24 digits, with or without spaces and dashes.",
        $"«{Quote(text)}» شماره شبای ایرانی نیست. IR و ۲۴ رقم پذیرفته می‌شود، با فاصله و خط تیره یا بدون آن.");

    public static LocalizedText IbanLength(string text, int length) => new(
        $"The IBAN '{Quote(text)}' has {length} characters; an Iranian IBAN has {Iban.Length}: IR and 24 digits.",
        $"شماره شبای «{Quote(text)}» {length} نویسه دارد؛ شبای ایرانی {Iban.Length} نویسه است: IR و ۲۴ رقم.");

    public static LocalizedText IbanCheckDigits(string text) => new(
        $"The check digits of the IBAN '{Quote(text)}' do not fit (ISO 13616), so at least one digit is wrong. Copy it again.",
        $"رقم‌های کنترلی شبای «{Quote(text)}» نمی‌خواند (ISO 13616)، پس دست‌کم یک رقم اشتباه است. آن را دوباره کپی کنید.");

    public static LocalizedText AmountNotWhole(string text) => new(
        $"The amount '{Quote(text)}' is not a whole number. Accepted are digits, with thousands separators ('1,500,000', in quotes) or without (1500000), in the gateway's unit.",
        $"مبلغ «{Quote(text)}» عدد صحیح نیست. رقم‌ها با جداکننده هزارگان ('1,500,000' در گیومه) یا بدون آن (1500000) و به واحد درگاه پذیرفته می‌شود.");

    public static LocalizedText AmountTooLarge(string text) => new(
        $"The amount '{Quote(text)}' is out of range. The largest is {long.MaxValue.ToString("N0", CultureInfo.InvariantCulture)}.",
        $"مبلغ «{Quote(text)}» بیرون از محدوده است. بزرگ‌ترین مقدار {long.MaxValue.ToString("N0", CultureInfo.InvariantCulture)} است.");

    public static LocalizedText AmountNotAboveZero(long amount) => new(
        $"The amount {Invariant(amount)} is not above zero. Give a whole number above zero, in the gateway's unit.",
        $"مبلغ {Invariant(amount)} بزرگ‌تر از صفر نیست. عدد صحیح بزرگ‌تر از صفر و به واحد درگاه بدهید.");

    public static LocalizedText WithdrawalId(long id) => new(
        $"The withdrawal id {Invariant(id)} is not above zero. Give the id that the gateway returned or lists.",
        $"آیدی تسویه حساب {Invariant(id)} بزرگ‌تر از صفر نیست. آیدی‌ای را بدهید که درگاه برگردانده یا در لیست دارد.");

    public static LocalizedText PageNumber(int page) => new(
        $"The page {Invariant(page)} does not exist: pages are counted from 1.",
        $"صفحه {Invariant(page)} وجود ندارد: صفحه‌ها از ۱ شمرده می‌شوند.");

    public static LocalizedText DateForm(string? text) => new(
        $"'{Quote(text)}' is not a date that can be read without doubt. Accepted are 25-12-2026 (day first), 2026-12-25, 2026/12/25, Jalali 1405/10/04 or 1405-10-04, and a DateTime.",
        $"«{Quote(text)}» تاریخی نیست که بی‌ابهام خوانده شود. این‌ها پذیرفته می‌شود: 25-12-2026 (ابتدا روز)، 2026-12-25، 2026/12/25، تاریخ شمسی 1405/10/04 یا 1405-10-04، و یک DateTime.");

    public static LocalizedText NoSuchDay(string text) => new(
        $"There is no such day as '{Quote(text)}'.",
        $"چنین روزی وجود ندارد: «{Quote(text)}».");

    public static LocalizedText PeriodReversed(DateTime start, DateTime end) => new(
        $"The end date {Day(end)} is before the start date {Day(start)}.",
        $"تاریخ پایان {Day(end)} پیش از تاریخ شروع {Day(start)} است.");

    public static LocalizedText EndpointNotAbsolute(string? text) => new(
        $"'{Quote(text)}' is not an absolute address. Give one such as {WithdrawEndpoint.Default}.",
        $"«{Quote(text)}» نشانی کامل نیست. نشانی‌ای مانند {WithdrawEndpoint.Default} بدهید.");

    public static LocalizedText EndpointScheme(Uri endpoint) => new(
        $"The address {endpoint.Scheme}://{endpoint.Host} is not safe for a key: it must be https, or http to this machine itself (localhost, 127.0.0.1, [::1]).",
        $"نشانی {endpoint.Scheme}://{endpoint.Host} برای فرستادن کلید امن نیست: باید https باشد، یا http به همین دستگاه (localhost، 127.0.0.1، [::1]).");

    public static LocalizedText EndpointParts(Uri endpoint) => new(
        $"The address of {endpoint.Host} has a user name, a query or a fragment; give it without these.",
        $"نشانی {endpoint.Host} نام کاربری، پرسمان یا قطعه دارد؛ آن را بدون این‌ها بدهید.");

    public static LocalizedText DurationNotAboveZero(string what) => new(
        $"{what} must be above zero and at most {(int)WithdrawClientOptions.MaxDuration.TotalDays} days.",
        $"مقدار {what} باید بزرگ‌تر از صفر و حداکثر {(int)WithdrawClientOptions.MaxDuration.TotalDays} روز باشد.");

    public static LocalizedText CountNotAboveZero(string what) => new(
        $"{what} must be 1 or more.",
        $"مقدار {what} باید ۱ یا بیشتر باشد.");

    public static LocalizedText UnknownCode(int code) => new(
        $"The gateway answered with an error code that its documentation does not list. (gateway code {Invariant(code)})",
        $"درگاه با کد خطایی پاسخ داد که در مستندات آن نیست. (کد درگاه {Invariant(code)})");

    public static LocalizedText WithCode(LocalizedText text, int code) => new(
        $"{text.English} (gateway code {Invariant(code)})",
        $"{text.Persian} (کد درگاه {Invariant(code)})");

    public static LocalizedText TimedOut(TimeSpan timeout) => new(
        $"The gateway did not answer within {Seconds(timeout)} seconds.",
        $"درگاه در {Seconds(timeout)} ثانیه پاسخ نداد.");

    public static LocalizedText NameNotResolved(string host) => new(
        $"The name {host} could not be resolved.",
        $"نام {host} پیدا نشد.");

    public static LocalizedText ConnectionRefused(string host) => new(
        $"The connection to {host} was refused.",
        $"اتصال به {host} پذیرفته نشد.");

    public static LocalizedText ConnectionFailed(string host) => new(
        $"The connection to {host} could not be made or broke off.",
        $"اتصال به {host} برقرار نشد یا قطع شد.");

    public static LocalizedText ConnectTimedOut(string host, TimeSpan timeout) => new(
        $"No connection to {host} could be made within {Seconds(timeout)} seconds. Nothing was sent.",
        $"ظرف {Seconds(timeout)} ثانیه اتصالی برقرار نشد و چیزی فرستاده نشد: {host}");

    public static LocalizedText ProxyRefused(string proxy, string host) => new(
        $"The proxy {proxy} refused to connect to {host}. Nothing was sent to the gateway.",
        $"پروکسی اتصال به {host} را نپذیرفت و چیزی به درگاه فرستاده نشد: {proxy}");

    public static LocalizedText TlsFailed(string host) => new(
        $"No secure connection (TLS) to {host} could be made. Nothing was sent.",
        $"اتصال امن (TLS) برقرار نشد و چیزی فرستاده نشد: {host}");

    public static LocalizedText CertificateRejected(string host, LocalizedText reason) => new(
        $"The certificate of {host} was rejected: {reason.English}. Nothing was sent. "
            + "Check this computer's date and time, and whether a proxy or an antivirus program intercepts the connection.",
        $"گواهی {host} پذیرفته نشد: {reason.Persian}. چیزی فرستاده نشد. "
            + "تاریخ و ساعت این رایانه را بررسی کنید و ببینید آیا پروکسی یا آنتی‌ویروس در میان اتصال قرار گرفته است.");

    public static LocalizedText CertificateMissing { get; } = new("the server sent none", "سرور گواهی نفرستاد");

    public static LocalizedText CertificateExpired(DateTime utc) => new(
        FormattableString.Invariant($"it expired at {utc:yyyy-MM-dd HH:mm} UTC"),
        FormattableString.Invariant($"در {utc:yyyy/MM/dd HH:mm} به وقت UTC منقضی شده است"));

    public static LocalizedText CertificateNotYetValid(DateTime utc) => new(
        FormattableString.Invariant($"it is not valid before {utc:yyyy-MM-dd HH:mm} UTC"),
        FormattableString.Invariant($"پیش از {utc:yyyy/MM/dd HH:mm} به وقت UTC معتبر نیست"));

    public static LocalizedText CertificateOfAnotherName(string name) => new(
        $"it belongs to '{name}'",
        $"متعلق به «{name}» است");

    public static LocalizedText CertificateNotTrusted(string? issuer) => issuer is null
        ? new("this computer does not trust it", "این رایانه به آن اعتماد ندارد")
        : new($"this computer does not trust its issuer '{issuer}'", $"این رایانه به صادرکننده آن اعتماد ندارد («{issuer}»)");

    public static LocalizedText Redirected(int status) => new(
        $"The answer was a redirect (HTTP {status}), which is never followed: the key would go to another address.",
        $"پاسخ یک تغییر مسیر بود (HTTP {status}) که هرگز دنبال نمی‌شود: کلید به نشانی دیگری می‌رفت.");

    public static LocalizedText ResponseTooLarge(int status, long limit) => new(
        $"The answer (HTTP {status}) is larger than {limit / (1024 * 1024)} MiB and was not read.",
        $"پاسخ (HTTP {status}) بزرگ‌تر از {limit / (1024 * 1024)} مبی‌بایت است و خوانده نشد.");

    public static LocalizedText ResponseNotReadable(int status, string? contentType, LocalizedText problem, string bodyStart) => new(
        $"The answer is not one of the withdraw service: {problem.English} (HTTP {status}, {contentType ?? "no content type"}). It begins: {bodyStart}",
        $"پاسخ از سرویس تسویه حساب نیست: {problem.Persian} (HTTP {status}، {contentType ?? "بدون نوع محتوا"}). آغاز پاسخ: {bodyStart}");

    public static LocalizedText ResponseEmpty { get; } = new("it is empty", "خالی است");

    public static LocalizedText ResponseNull { get; } = new("it is null", "null است");

    public static LocalizedText ResponseNotJson { get; } = new("it is not the JSON of a withdraw answer", "JSON پاسخ این سرویس نیست");

    public static LocalizedText ResponseWithout(string field) => new($"it has no '{field}'", $"«{field}» ندارد");

    public static LocalizedText ErrorWithoutCode { get; } = new("it is an error without a readable 'code'", "خطایی بدون «code» خوانا است");

    public static LocalizedText ResponseStatusUnknown { get; } = new(
        "its 'status' is neither success nor error",
        "مقدار «status» آن نه success است و نه error");

    public static LocalizedText FieldOfOtherType(string field, JsonTokenType type) => new(
        $"'{field}' is a {type} and not a whole number",
        $"«{field}» {PersianName(type)} است و عدد صحیح نیست");

    public static LocalizedText FieldNotWhole(string field) => new(
        $"'{field}' is not a whole number that fits",
        $"«{field}» عدد صحیحی نیست که در محدوده بگنجد");

    public static LocalizedText DataOfOtherType(JsonTokenType type) => new(
        $"'data' is a {type} and not withdrawals",
        $"«data» {PersianName(type)} است و لیست تسویه حساب‌ها نیست");

    public static LocalizedText RowOfOtherType(JsonTokenType type) => new(
        $"a withdrawal is a {type}",
        $"یک تسویه حساب {PersianName(type)} است");

    public static LocalizedText RowWithout(string field) => new(
        $"a withdrawal has no '{field}'",
        $"یک تسویه حساب «{field}» ندارد");

    public static LocalizedText RowsForRequest(int rows) => new(
        $"The gateway reported success with {rows} withdrawals where one was asked for.",
        $"درگاه موفقیت را با {rows} تسویه گزارش کرد، در حالی که یکی درخواست شده بود.");

    public static LocalizedText ListEndedEarly(long id) => new(
        $"The gateway's list ended before withdrawal {Invariant(id)}, which it had shown earlier.",
        $"لیست درگاه پیش از تسویه {Invariant(id)} که پیش‌تر نشان داده بود تمام شد.");

    public static LocalizedText ListIsShort { get; } = new(
        "The gateway's list shows fewer withdrawals than it says that there are.",
        "لیست درگاه کمتر از تعدادی که می‌گوید تسویه نشان می‌دهد.");

    public static LocalizedText ListShrank { get; } = new(
        "The gateway's list became shorter while it was read.",
        "لیست درگاه هنگام خواندن کوتاه‌تر شد.");

    public static LocalizedText ListIsBehind(long id) => new(
        $"The gateway's list does not show withdrawal {Invariant(id)}, which it had shown earlier, nor a later one.",
        $"لیست درگاه تسویه {Invariant(id)} را که پیش‌تر نشان داده بود و تسویه‌ای پس از آن را نشان نمی‌دهد.");

    public static LocalizedText ListedIbanUnreadable(long id) => new(
        $"Withdrawal {Invariant(id)} in the gateway's list has its amount and an IBAN that cannot be read, so it may be this one. Look it up in the gateway's panel; if it is not this one, pay under a new key.",
        $"تسویه {Invariant(id)} در لیست درگاه همین مبلغ و شبایی ناخوانا دارد، پس شاید همین باشد. در پنل درگاه ببینید؛ اگر همین نیست با کلید تازه‌ای پرداخت کنید.");

    public static LocalizedText ListedRowUnreadable(UnreadableRow row) => new(
        $"Row {row.Position} on page {row.Page} of the gateway's list cannot be read ({row.Reason.English}), so it may be this withdrawal.",
        $"سطر {row.Position} در صفحه {row.Page} لیست درگاه خوانا نیست ({row.Reason.Persian})، پس شاید همین تسویه باشد.");

    public static LocalizedText ResponsesDiffer { get; } = new(
        "This gateway has registered withdrawals with another amount or IBAN than was asked for, so this one may be listed otherwise as well. Look it up in the gateway's panel; if it was not made, pay under a new key.",
        "این درگاه تسویه‌هایی با مبلغ یا شبای دیگری جز آنچه خواسته شده ثبت کرده است، پس شاید این یکی هم جور دیگری در لیست باشد. در پنل درگاه ببینید؛ اگر ثبت نشده با کلید تازه‌ای پرداخت کنید.");

    public static LocalizedText ClockSetBack(DateTimeOffset latest) => new(
        FormattableString.Invariant($"The journal goes on to {latest.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, which is ahead of this computer's clock."),
        FormattableString.Invariant($"دفتر تا {latest.UtcDateTime:yyyy-MM-dd HH:mm:ss} به وقت UTC پیش رفته که از ساعت این رایانه جلوتر است."));

    public static LocalizedText ListWithoutEnd(int page) => new(
        $"The gateway's list repeats itself; it has no end after {page} pages.",
        $"لیست درگاه تکرار می‌شود و پس از {page} صفحه پایانی ندارد.");

    public static LocalizedText OtherWithdrawal(long id) => new(
        $"The gateway answered with another withdrawal than the one asked for ({Invariant(id)}).",
        $"درگاه با تسویه دیگری جز تسویه خواسته‌شده ({Invariant(id)}) پاسخ داد.");

    public static LocalizedText IdempotencyKeyTooLong(string key) => new(
        $"The idempotency key '{Quote(key)}' has {key.Length} characters; at most {IdempotencyKey.MaxLength} are accepted.",
        $"کلید یکتایی «{Quote(key)}» {key.Length} نویسه دارد؛ حداکثر {IdempotencyKey.MaxLength} نویسه پذیرفته می‌شود.");

    public static LocalizedText IdempotencyKeyCharacters(string key) => new(
        $"The idempotency key '{Quote(key)}' has control characters or broken ones. Letters, digits, spaces and signs of any language are accepted.",
        $"کلید یکتایی «{Quote(key)}» نویسه‌های کنترلی یا شکسته دارد. حرف، رقم، فاصله و نشانه‌های هر زبانی پذیرفته می‌شود.");

    public static LocalizedText IdempotencyKeyInvisibleMark(string key, int index) => new(
        FormattableString.Invariant($"The idempotency key '{Quote(key)}' has an invisible mark (U+{(int)key[index]:X4}) as its character {index + 1}, so it is not the same as one that looks like it. Remove it."),
        FormattableString.Invariant($"کلید یکتایی «{Quote(key)}» در نویسه {index + 1} نشانه‌ای نادیدنی (U+{(int)key[index]:X4}) دارد و با کلیدی که همین شکل را دارد یکی نیست. آن را پاک کنید."));

    public static LocalizedText IdClaimedByAnotherKey(long id) => new(
        $"the gateway answered with withdrawal {Invariant(id)}, which belongs to another key.",
        $"درگاه با تسویه {Invariant(id)} پاسخ داد که متعلق به کلید دیگری است.");

    public static LocalizedText SentTooOften(int times) => new(
        $"it was asked for {times} times, and each time the answer was lost and the list did not show it.",
        $"{times} بار درخواست شد و هر بار پاسخ از دست رفت و در لیست دیده نشد.");

    public static LocalizedText OutcomeUnknown(long amount, string iban, LocalizedText reason) => new(
        $"It is not known whether the withdrawal of {Invariant(amount)} to {iban} was made: {reason.English}",
        $"معلوم نیست تسویه مبلغ {Invariant(amount)} به شبای {iban} ثبت شده است یا نه: {reason.Persian}");

    public static LocalizedText Stopped { get; } = new(
        "the command was stopped while the gateway's answer was awaited.",
        "دستور هنگام انتظار برای پاسخ درگاه متوقف شد.");

    /// <summary>What a user typed, short enough for a sentence and without characters that would break the line.</summary>
    private static string Quote(string? text)
    {
        var quoted = (text ?? string.Empty).Replace('\r', ' ').Replace('\n', ' ').Replace('\u001b', ' ');
        return quoted.Length <= QuoteLength ? quoted : quoted.Substring(0, QuoteLength) + "…";
    }

    private static string PersianName(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "یک شیء",
        JsonTokenType.StartArray => "یک آرایه",
        JsonTokenType.String => "یک متن",
        JsonTokenType.Number => "یک عدد",
        JsonTokenType.True or JsonTokenType.False => "یک مقدار بولی",
        _ => type.ToString(),
    };

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
