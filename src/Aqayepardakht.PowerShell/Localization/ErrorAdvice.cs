namespace Aqayepardakht.Commands;

/// <summary>What to do about an error of the client; names the parameter where one is part of it, since the client knows none.</summary>
internal static class ErrorAdvice
{
    /// <summary>What to do about an error; names the parameter where one is part of it, since the client knows none.</summary>
    public static LocalizedText For(WithdrawException exception) => exception switch
    {
        GatewayUnreachableException => UnreachableAdvice,
        GatewayProtocolException { HttpStatus: not null } => ProtocolAdvice,
        JournalException { Kind: JournalErrorKind.NotUsable } => JournalNotUsableAdvice,
        JournalException { Kind: JournalErrorKind.NoHomeFolder } => NoHomeFolderAdvice,
        JournalException { Kind: JournalErrorKind.OfAnotherAccount } => OtherAccountAdvice,
        PossibleDuplicateException duplicate => DuplicateAdvice(duplicate.Existing.Id),
        OutcomeUnknownException { IsKeyed: true } => KeyedUnknownAdvice,
        _ => exception.Advice,
    };

    private static LocalizedText KeyedUnknownAdvice { get; } = new(
        "Run the same command with the same idempotency key again later: it looks for the withdrawal in the gateway's list, and requests "
        + "it only if it was not made. If the idempotency key stays open, look in the gateway's panel and record what you find with "
        + "Resolve-AqpWithdrawal.",
        "همان دستور را با همان کلید یکتایی بعداً دوباره اجرا کنید: تسویه را در لیست درگاه جستجو می‌کند و فقط اگر ثبت نشده باشد درخواست می‌دهد. "
        + "اگر کلید یکتایی باز ماند، پنل کاربری درگاه را ببینید و نتیجه را با این دستور ثبت کنید: Resolve-AqpWithdrawal");

    private static LocalizedText DuplicateAdvice(long id) => new(
        $"If it is the same payment, run Resolve-AqpWithdrawal -IdempotencyKey KEY -Id {id}. If it is another one, give -NotDuplicateOf {id}.",
        $"اگر همین پرداخت است این را اجرا کنید: Resolve-AqpWithdrawal -IdempotencyKey KEY -Id {id}. اگر پرداخت دیگری است این پارامتر را بدهید: NotDuplicateOf {id}");

    private static LocalizedText UnreachableAdvice { get; } = new(
        "Check the network and -Endpoint.",
        "شبکه و آدرس درگاه (پارامتر Endpoint) را بررسی کنید.");

    private static LocalizedText ProtocolAdvice { get; } = new(
        "Check -Endpoint, and whether a proxy or a network login page responds in the gateway's place.",
        "آدرس درگاه (پارامتر Endpoint) را بررسی کنید و ببینید آیا پروکسی یا صفحه ورود شبکه به جای درگاه پاسخ می‌دهد.");

    private static LocalizedText JournalNotUsableAdvice { get; } = new(
        "A payment is sent only after it is in the journal. Check the path (-JournalPath), its permissions and the free space, then run "
        + "the command again with the same journal.",
        "هیچ پرداختی پیش از ثبت در دفتر فرستاده نمی‌شود. مسیر (پارامتر JournalPath)، دسترسی‌ها و فضای خالی را بررسی کنید و با همان دفتر پرداخت دوباره اجرا کنید.");

    private static LocalizedText NoHomeFolderAdvice { get; } = new(
        "Nothing was sent. Give the path of the journal with -JournalPath, the same one in every run.",
        "چیزی فرستاده نشد. مسیر دفتر پرداخت را با پارامتر JournalPath بدهید؛ در همه اجراها همان مسیر.");

    private static LocalizedText OtherAccountAdvice { get; } = new(
        "Nothing was sent. Connect the account of this journal, or give the journal that this account has always used (-JournalPath).",
        "چیزی فرستاده نشد. حساب همین دفتر پرداخت را متصل کنید، یا دفتری را بدهید که این حساب همیشه داشته است (پارامتر JournalPath).");
}
