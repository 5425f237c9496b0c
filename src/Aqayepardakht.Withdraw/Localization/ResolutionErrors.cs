using System;

namespace Aqayepardakht;

/// <summary>Why what a person says of a payment is not recorded, in both languages.</summary>
internal static class ResolutionErrors
{
    public static JournalException AlreadyMade(JournalRecord record) => new(
        JournalErrorKind.NotResolvable,
        new LocalizedText(
            $"The idempotency key '{record.Key}' is not open: its payment was made as withdrawal {record.Withdrawal!.Id}.",
            $"کلید یکتایی «{record.Key}» باز نیست؛ پرداخت آن با آیدی {record.Withdrawal!.Id} ثبت شده است."),
        new LocalizedText("There is nothing to resolve.", "نتیجه معلوم است و لازم نیست چیزی اعلام کنید."));

    public static JournalException NothingToResolve(string key) => new(
        JournalErrorKind.NotResolvable,
        new LocalizedText(
            $"The idempotency key '{key}' is not open: no request of it has an unknown outcome.",
            $"کلید یکتایی «{key}» باز نیست؛ نتیجه هیچ درخواستی از آن نامعلوم نیست."),
        new LocalizedText("There is nothing to resolve.", "نتیجه معلوم است و لازم نیست چیزی اعلام کنید."));

    public static JournalException MayBeOnItsWay(string key, TimeSpan left) => new(
        JournalErrorKind.NotResolvable,
        new LocalizedText(
            $"The request of the idempotency key '{key}' may still be on its way.",
            $"درخواست کلید یکتایی «{key}» ممکن است هنوز در راه باشد."),
        new LocalizedText(
            $"Wait {(long)Math.Ceiling(left.TotalSeconds)} seconds and look in the gateway's panel again.",
            $"{(long)Math.Ceiling(left.TotalSeconds)} ثانیه صبر کنید و دوباره پنل کاربری درگاه را ببینید."));

    public static JournalException NotThisPayment(string key, WithdrawalRequest request, Withdrawal listed, bool isClaimed) => new(
        JournalErrorKind.NotResolvable,
        isClaimed
            ? new LocalizedText(
                $"Withdrawal {listed.Id} already belongs to another idempotency key, so it is not the payment of '{key}'.",
                $"تسویه {listed.Id} متعلق به کلید یکتایی دیگری است و پرداخت «{key}» نیست.")
            : new LocalizedText(
                $"Withdrawal {listed.Id} is {listed.Amount} to {listed.Iban}; the payment of the idempotency key '{key}' is "
                    + $"{request.Amount} to {request.Iban}.",
                $"تسویه {listed.Id} به مبلغ {listed.Amount} به شبای {listed.Iban} است؛ پرداخت کلید یکتایی «{key}» به مبلغ "
                    + $"{request.Amount} به شبای {request.Iban} است."),
        new LocalizedText(
            "Look the payment up in the gateway's panel, and give its own id.",
            "این پرداخت را در پنل کاربری درگاه پیدا کنید و آیدی خودش را بدهید."));
}
