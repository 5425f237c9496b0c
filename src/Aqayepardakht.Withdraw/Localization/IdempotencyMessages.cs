using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Aqayepardakht;

/// <summary>What is said about keyed payments, possible duplicates and unknown outcomes, in both languages.</summary>
internal static class IdempotencyMessages
{
    public static LocalizedText KeyMangled(string key) => new(
        $"The idempotency key '{key}' is what a spreadsheet makes of a key that it cannot show. Format the column as text and enter the "
            + "keys again.",
        $"کلید یکتایی «{key}» را اکسل خراب کرده است. ستون را به صورت متن (Text) درآورید و کلیدهای یکتایی را دوباره وارد کنید.");

    public static LocalizedText KeyLooksLike(string key, string known) => new(
        $"The idempotency key '{key}' differs from '{known}', which is in the journal, only in a way that people do not see or mean.",
        $"کلید یکتایی «{key}» با «{known}» که در دفتر پرداخت است فقط در چیزی فرق دارد که به چشم نمی‌آید یا عمدی نیست.");

    public static LocalizedText KeyLooksLikeAdvice(string known) => new(
        $"Nothing was sent. Use '{known}' if it is the same payment; another payment needs a key that is clearly different.",
        $"چیزی فرستاده نشد. اگر همان پرداخت است، کلید یکتایی را همان‌طور بنویسید: «{known}» و برای پرداخت دیگر، کلید یکتایی کاملاً متفاوتی بدهید.");

    public static LocalizedText PossibleDuplicate(Withdrawal listed, TimeSpan window) => new(
        $"The list already has withdrawal {Number(listed.Id)} of {Money(listed.Amount)} to {listed.Iban} ({listed.Status}"
            + $"{(listed.CreatedAt is null ? string.Empty : ", requested at " + listed.CreatedAtJalali)}), which no idempotency key "
            + $"of this journal claims and which was made within the last {Hours(window)} hours. Nothing was sent.",
        $"چیزی فرستاده نشد. در لیست درگاه تسویه {Number(listed.Id)} با مبلغ {Money(listed.Amount)} برای شبای {listed.Iban} هست ({PersianName(listed.Status)}"
            + $"{(listed.CreatedAt is null ? string.Empty : "، درخواست در " + listed.CreatedAtJalali)}) که در {Hours(window)} ساعت گذشته "
            + "ثبت شده و متعلق به هیچ کلید یکتایی این دفتر نیست.");

    public static LocalizedText PossibleDuplicateAdvice { get; } = new(
        "Find out whether it is the same payment. If it is, it is already made; record that for its idempotency key, if it has one. If it "
            + "is another one, name the id of the withdrawal as no duplicate.",
        "مشخص کنید که آیا همین پرداخت است. اگر هست، قبلاً ثبت شده است؛ اگر کلید یکتایی دارد همین را برای آن ثبت کنید. اگر پرداخت دیگری است، اعلام کنید که آن آیدی تکراری نیست.");

    public static LocalizedText ListNotReadAsFar(TimeSpan window, LocalizedText reason) => new(
        $"The list could not be read over the last {Hours(window)} hours, so it is not known whether this payment was "
            + $"already made: {reason.English} Nothing was sent.",
        $"لیست درگاه برای {Hours(window)} ساعت گذشته خوانده نشد و معلوم نیست که آیا تسویه این پرداخت قبلاً ثبت شده است: {reason.Persian} چیزی فرستاده نشد.");

    public static LocalizedText ListNotReadAsFarAdvice { get; } = new(
        "Run the command again when the gateway's list works.",
        "وقتی لیست درگاه کار کرد دستور را دوباره اجرا کنید.");

    public static LocalizedText ListWithoutOrder { get; } = new(
        "The ids of the gateway's list are not in descending order, so a row that is missing may be anywhere.",
        "آیدی‌ها در لیست درگاه به ترتیب نیستند، پس ردیفی که دیده نشد ممکن است هر جای لیست باشد.");

    public static LocalizedText CandidatesToResolve(IReadOnlyCollection<Withdrawal> rows) => new(
        $"The list shows {Ids(rows)} with this amount and IBAN. It cannot be told whether "
            + $"{(rows.Count == 1 ? "it" : "one of them")} is this payment.",
        $"در لیست درگاه با همین مبلغ و شبا تسویه {Ids(rows)} هست و معلوم نیست که آیا همین پرداخت است.");

    public static LocalizedText ResolveAdvice { get; } = new(
        "Look in the gateway's panel. If this payment is there, record which withdrawal it is; if it was not made, record that. Until "
            + "then nothing is sent for this idempotency key.",
        "در پنل کاربری درگاه ببینید. اگر تسویه این پرداخت آنجا هست، حتی در انتظار پرداخت، آیدی آن را اعلام کنید؛ اگر معلوم شد که ثبت نشده است، همین را اعلام کنید. تا آن زمان برای این کلید یکتایی چیزی فرستاده نمی‌شود.");

    public static LocalizedText Adopted(string key, Withdrawal row) => new(
        $"The response for idempotency key '{key}' had been lost. Withdrawal {Number(row.Id)} of {Money(row.Amount)} to {row.Iban} was "
            + "found in the list and recorded as its payment.",
        $"پاسخ درگاه برای کلید یکتایی «{key}» نرسیده بود. تسویه {Number(row.Id)} به مبلغ {Money(row.Amount)} به شبای {row.Iban} در لیست پیدا و به عنوان پرداخت آن ثبت شد.");

    public static LocalizedText SentAgain(string key) => new(
        $"The list does not show the payment of idempotency key '{key}', whose response was lost, so it is sent again. If the first one "
            + "appears later, it is surplus: look for it in the gateway's panel.",
        $"پاسخ درگاه برای کلید یکتایی «{key}» نرسیده بود و تسویه در لیست نیست؛ پس دوباره فرستاده می‌شود. اگر تسویه اول بعداً پیدا شد، اضافی است. پنل کاربری را ببینید.");

    public static LocalizedText MadeBeforeRequest(string key, long id) => new(
        $"Withdrawal {Number(id)} was made before the last request of idempotency key '{key}' was sent. If that request made one as "
            + "well, it is surplus: look for it in the gateway's panel.",
        $"تسویه {Number(id)} پیش از آخرین درخواست کلید یکتایی «{key}» ثبت شده است. اگر آن درخواست هم ثبت شده باشد، اضافی است. پنل کاربری را ببینید.");

    public static LocalizedText SurplusRows(IReadOnlyCollection<Withdrawal> rows) => new(
        $"The list has more withdrawals with this amount and IBAN than this journal has payments: {Ids(rows)}. Check in the "
            + "gateway's panel whether somebody else made them.",
        $"در لیست درگاه با این مبلغ و شبا بیشتر از پرداخت‌های این دفتر تسویه هست: {Ids(rows)}. در پنل کاربری ببینید آیا کس دیگری آن‌ها را ثبت کرده است.");

    public static LocalizedText AlreadyCancelled(string key, Withdrawal withdrawal) => new(
        $"Withdrawal {Number(withdrawal.Id)} of idempotency key '{key}' was cancelled ({withdrawal.Comment ?? "no reason given"}). Nothing "
            + "was sent. To pay it after all, use a new idempotency key.",
        $"تسویه {Number(withdrawal.Id)} با کلید یکتایی «{key}» لغو شده است ({withdrawal.Comment ?? "بدون ذکر علت"}). چیزی فرستاده نشد. اگر باید پرداخت شود، یک کلید یکتایی جدید بدهید.");

    public static LocalizedText StateNotRead(long id, LocalizedText reason) => new(
        $"The present state of withdrawal {Number(id)} could not be read, so it is shown as it was recorded: {reason.English}",
        $"وضعیت فعلی تسویه {Number(id)} خوانده نشد و همان‌طور که ثبت شده بود نشان داده می‌شود: {reason.Persian}");

    public static LocalizedText JournalBegun(string path) => new(
        $"A new journal was begun, which knows of no earlier payment: {path}",
        $"دفتر پرداخت جدیدی آغاز شد که از پرداخت‌های قبلی خبر ندارد: {path}");

    public static LocalizedText JournalWritableByOthers(string path) => new(
        "Other users of this computer can write to the journal, and so make it forget a payment or believe one that was not made. Take "
            + $"that right from them (chmod, chown): {path}",
        "کاربران دیگر این دستگاه می‌توانند در دفتر پرداخت بنویسند، پرداختی را از آن پاک کنند یا پرداختی انجام‌نشده را انجام‌شده نشان دهند. "
            + $"این دسترسی را از آن‌ها بگیرید (chmod، chown): {path}");

    private static string Ids(IEnumerable<Withdrawal> rows) => string.Join(", ", rows.Select(row => Number(row.Id)));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Money(long amount) => amount.ToString("N0", CultureInfo.InvariantCulture);

    private static string Hours(TimeSpan window) => window.TotalHours.ToString("0.##", CultureInfo.InvariantCulture);

    private static string PersianName(WithdrawalStatus status) => status switch
    {
        WithdrawalStatus.Pending => "در انتظار پرداخت",
        WithdrawalStatus.Paid => "پرداخت شده",
        WithdrawalStatus.Cancelled => "لغو شده",
        _ => status.ToString(),
    };
}
