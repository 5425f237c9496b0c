using System;
using System.Globalization;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>What is said while a payment is requested, in both languages.</summary>
internal static class PaymentMessages
{
    public static LocalizedText RequestAction { get; } = new("Request a withdrawal", "درخواست تسویه حساب");

    /// <summary>The text of the confirmation: amount, IBAN, account, gateway and idempotency key.</summary>
    /// <remarks>In Persian with bars and left-to-right marks, so that each name stays beside its value; no mark beside the key.</remarks>
    public static LocalizedText Target(WithdrawalRequest request, string account, Uri endpoint, string? idempotencyKey) => new(
        $"{Money(request.Amount)} to {request.Iban} from account {account} at {endpoint.Authority}, "
            + (idempotencyKey is null ? "without an idempotency key" : "idempotency key " + idempotencyKey),
        $"مبلغ {Money(request.Amount)} \u200E| شبا {request.Iban} | حساب کاربری {account} \u200E| درگاه {endpoint.Authority} \u200E| {(idempotencyKey is null ? "بدون کلید یکتایی" : "کلید یکتایی " + idempotencyKey)}");

    public static LocalizedText PlannedAction(WithdrawalPreview preview) => preview.Action switch
    {
        PreviewedAction.Return => new(
            $"Return withdrawal {preview.Id}, which is already made; nothing is sent",
            $"برگرداندن تسویه {preview.Id} که پیش‌تر ثبت شده؛ چیزی فرستاده نمی‌شود"),
        PreviewedAction.Reconcile => new(
            "Reconcile: look for it in the gateway's list, and request it only if it was not made",
            "تطبیق با لیست درگاه؛ فقط اگر ثبت نشده باشد درخواست داده می‌شود"),
        _ => RequestAction,
    };

    public static CommandException IdempotencyKeysMissing() => new(
        "IdempotencyKeyMissing",
        ErrorCategory.InvalidArgument,
        new LocalizedText(
            "The rows that were piped in have no idempotency key: no column IdempotencyKey, کلید یکتایی or شماره فاکتور. Nothing was sent.",
            "ردیف‌های ورودی کلید یکتایی ندارند: ستون IdempotencyKey، کلید یکتایی یا شماره فاکتور نیست. چیزی فرستاده نشد."),
        new LocalizedText(
            "Give each row an idempotency key of its own, such as its invoice number. Rows without one are taken with -AllowUnkeyed; only "
                + "the search of the list (-DuplicateWindow) then keeps them from being paid twice.",
            "به هر ردیف یک کلید یکتایی جداگانه بدهید، مانند شماره فاکتور. ردیف‌های بدون کلید یکتایی با سوییچ AllowUnkeyed پذیرفته می‌شوند؛ آن وقت فقط جستجوی لیست (پارامتر DuplicateWindow) جلوی پرداخت تکراری را می‌گیرد."));

    public static CommandException IdempotencyKeyRepeated(string key) => new(
        "IdempotencyKeyRepeated",
        ErrorCategory.InvalidArgument,
        new LocalizedText(
            $"The idempotency key '{key}' is already in an earlier row, perhaps written differently. This row was not sent.",
            $"کلید یکتایی «{key}» در یکی از ردیف‌های قبلی هم آمده است، شاید با نگارش دیگری. این ردیف فرستاده نشد."),
        new LocalizedText(
            "If both rows are one payment, delete one of them; if they are two, give each an idempotency key of its own.",
            "اگر هر دو ردیف یک پرداخت هستند یکی را حذف کنید؛ اگر دو پرداخت هستند به هر کدام یک کلید یکتایی جداگانه بدهید."))
    {
        ConcernsOneItem = true,
    };

    public static CommandException GatewayTroubled(int rows) => new(
        "GatewayTroubled",
        ErrorCategory.ResourceUnavailable,
        new LocalizedText(
            $"{rows} payments in a row could not be made or have an unknown outcome, so the rest was not sent.",
            $"{rows} پرداخت پشت سر هم ثبت نشد یا نتیجه آن‌ها معلوم نیست، پس بقیه فرستاده نشد."),
        new LocalizedText(
            "Run the same command with the same idempotency keys again when the gateway works; it finds out what became of them.",
            "وقتی درگاه کار کرد همان دستور را با همان کلیدهای یکتایی دوباره اجرا کنید؛ نتیجه آن‌ها معلوم می‌شود."));

    public static LocalizedText Outcome(string key, PaymentResult result) => result.Origin switch
    {
        WithdrawalOrigin.Recorded => new(
            $"Idempotency key {key} is already used for withdrawal {result.Withdrawal.Id}; nothing was sent.",
            $"تسویه این کلید یکتایی پیش‌تر با آیدی {result.Withdrawal.Id} ثبت شده و چیزی فرستاده نشد: {key}"),
        WithdrawalOrigin.Adopted => new(
            $"The response for idempotency key {key} had been lost; its payment is withdrawal {result.Withdrawal.Id} in the "
                + "gateway's list.",
            $"پاسخ درگاه نرسیده بود؛ تسویه این کلید یکتایی در لیست درگاه با آیدی {result.Withdrawal.Id} پیدا شد: {key}"),
        _ => new(
            $"Withdrawal {result.Withdrawal.Id} was made under idempotency key {key}.",
            $"تسویه این کلید یکتایی با آیدی {result.Withdrawal.Id} ثبت شد: {key}"),
    };

    public static LocalizedText StoppedAfterRequest(Withdrawal made) => new(
        $"Withdrawal {made.Id.ToString(CultureInfo.InvariantCulture)} of "
            + $"{made.Amount.ToString(CultureInfo.InvariantCulture)} to {made.Iban} was made, and the command was stopped "
            + "before it could hand it on.",
        $"تسویه {made.Id.ToString(CultureInfo.InvariantCulture)} با مبلغ {made.Amount.ToString(CultureInfo.InvariantCulture)} برای شبای {made.Iban} ثبت شد، ولی دستور پیش از برگرداندن آن متوقف شد.");

    public static LocalizedText PayingActivity { get; } = new("Requesting withdrawals", "درخواست تسویه‌ها");

    public static LocalizedText PayingStatus(int made, int failed) => new($"{made} made, {failed} failed", $"{made} ثبت شده، {failed} ناموفق");

    public static LocalizedText ReconcilingActivity { get; } = new("Looking for a withdrawal whose response was lost", "جستجوی تسویه‌ای که پاسخ آن نرسید");

    public static LocalizedText ReconcilingStatus(ReconciliationProgress progress) => new(
        $"Idempotency key {progress.IdempotencyKey}",
        $"کلید یکتایی {progress.IdempotencyKey}");

    private static string Money(long amount) => amount.ToString("N0", CultureInfo.InvariantCulture);
}
