namespace Aqayepardakht.Commands;

/// <summary>What to do about an error of the client; names the parameter where one is part of it, since the client knows none.</summary>
internal static class ErrorAdvice
{
    /// <summary>What to do about an error; names the parameter where one is part of it, since the client knows none.</summary>
    public static LocalizedText For(WithdrawException exception, object? target) => exception switch
    {
        GatewayUnreachableException => UnreachableAdvice,
        GatewayProtocolException { HttpStatus: not null } => ProtocolAdvice,
        JournalException { Kind: JournalErrorKind.NotUsable } => JournalNotUsableAdvice,
        JournalException { Kind: JournalErrorKind.NoHomeFolder } => NoHomeFolderAdvice,
        JournalException { Kind: JournalErrorKind.OfAnotherAccount } => OtherAccountAdvice,
        JournalException { Kind: JournalErrorKind.Moved } => JournalMovedAdvice,
        JournalException { Kind: JournalErrorKind.DatabaseUnreachable } => DatabaseUnreachableAdvice,
        JournalException { Kind: JournalErrorKind.DatabaseNotInitialized } => DatabaseNotInitializedAdvice,
        JournalException { Kind: JournalErrorKind.DatabaseDenied } => DatabaseDeniedAdvice,
        PossibleDuplicateException duplicate when target is RequestedPayment { IdempotencyKey: { } key } =>
            KeyedDuplicateAdvice(duplicate.Existing.Id, key.Trim()),
        PossibleDuplicateException duplicate => UnkeyedDuplicateAdvice(duplicate.Existing.Id),
        OutcomeUnknownException { IsKeyed: true } => KeyedUnknownAdvice,
        _ => exception.Advice,
    };

    private static LocalizedText KeyedUnknownAdvice { get; } = new(
        "Run the same command with the same idempotency key again later: it looks for the withdrawal in the gateway's list, and requests "
        + "it only if it was not made. If the idempotency key stays open, look in the gateway's panel and record what you find with "
        + "Resolve-AqpWithdrawal in the same journal.",
        "همان دستور را با همان کلید یکتایی بعداً دوباره اجرا کنید: ابتدا لیست درگاه را می‌گردد و فقط اگر تسویه ثبت نشده باشد درخواست می‌دهد. "
        + "اگر کلید یکتایی باز ماند، پنل کاربری درگاه را ببینید و نتیجه را در همان دفتر پرداخت با این دستور ثبت کنید: Resolve-AqpWithdrawal");

    private static LocalizedText KeyedDuplicateAdvice(long id, string key)
    {
        var resolve = $"Resolve-AqpWithdrawal -IdempotencyKey '{key.Replace("'", "''")}' -Id {id}";
        return new(
            $"If it is the same payment, run {resolve}, with the same -JournalPath or -JournalDatabase if you gave one. If it is another "
            + $"one, request this payment alone with -NotDuplicateOf {id}.",
            $"اگر همین پرداخت است، این دستور را با همان دفتر پرداخت اجرا کنید: «{resolve}» و اگر پرداخت دیگری است، فقط همین یک پرداخت را با این پارامتر درخواست دهید: NotDuplicateOf {id}");
    }

    private static LocalizedText UnkeyedDuplicateAdvice(long id) => new(
        $"If it is the same payment, it is already made as withdrawal {id}, and there is nothing to do. If it is another one, request this "
        + $"payment alone with -NotDuplicateOf {id}.",
        $"اگر همین پرداخت است، با آیدی {id} ثبت شده و کار دیگری لازم نیست. اگر پرداخت دیگری است، فقط همین یک پرداخت را با این پارامتر درخواست دهید: NotDuplicateOf {id}");

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

    private static LocalizedText JournalMovedAdvice { get; } = new(
        "Nothing was sent. Give that database with -JournalDatabase, here or on Connect-AqpAccount: it knows every payment of the file.",
        "چیزی فرستاده نشد. همان پایگاه داده را با پارامتر JournalDatabase بدهید، در این دستور یا هنگام اتصال (Connect-AqpAccount)؛ همه پرداخت‌های فایل در آن ثبت است.");

    private static LocalizedText DatabaseUnreachableAdvice { get; } = new(
        "Nothing is sent without the journal. Check -JournalDatabase, the network and the certificate, and run the same command again: "
        + "it finds out what became of each payment that is open.",
        "بدون دفتر پرداخت چیزی فرستاده نمی‌شود. پارامتر JournalDatabase، شبکه و گواهی را بررسی و همان دستور را دوباره اجرا کنید؛ نتیجه هر پرداخت باز معلوم می‌شود.");

    private static LocalizedText DatabaseNotInitializedAdvice { get; } = new(
        "Nothing was sent. Run Initialize-AqpJournalDatabase once, as a role that may create a schema, and check that -JournalDatabase "
        + "names the database that this account has always used.",
        "چیزی فرستاده نشد. ابتدا ببینید پارامتر JournalDatabase همان پایگاه داده همیشگی این حساب باشد، سپس یک بار با نقشی که اجازه ساختن schema دارد این دستور را اجرا کنید: Initialize-AqpJournalDatabase");

    private static LocalizedText DatabaseDeniedAdvice { get; } = new(
        "Check the user name and the password (-JournalCredential), and that Initialize-AqpJournalDatabase -PayerRole was run for "
        + "this role.",
        "نام کاربری و گذرواژه (پارامتر JournalCredential) را بررسی کنید، و ببینید این دستور برای همین نقش اجرا شده باشد: Initialize-AqpJournalDatabase -PayerRole");
}
