using System;
using System.Globalization;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Every sentence of the commands, in both languages.</summary>
internal static class CommandMessages
{
    private const string StoreTable = "Set-Secret NAME @{ Account = '...'; Code = '...'; Pin = '...' }";

    /// <summary>What to do about an error; names the parameter where one is part of it, since the client knows none.</summary>
    public static LocalizedText AdviceOf(WithdrawException exception) => exception switch
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
        "Run the same command with the same idempotency key again later: it looks for the withdrawal in the gateway's list, and requests it "
        + "only if it was not made. If the key stays open, look in the gateway's panel and record what you find with Resolve-AqpWithdrawal.",
        "همان دستور را با همان کلید یکتایی بعداً دوباره اجرا کنید: تسویه را در لیست درگاه جستجو می‌کند و فقط اگر ثبت نشده باشد درخواست می‌دهد. "
        + "اگر کلید باز ماند، پنل کاربری درگاه را ببینید و نتیجه را با این دستور ثبت کنید: Resolve-AqpWithdrawal");

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

    public static CommandException NotConnected() => new(
        "NotConnected",
        ErrorCategory.ConnectionError,
        new LocalizedText(
            "No account is connected in this session.",
            "در این نشست حسابی متصل نیست."),
        new LocalizedText(
            "Run Connect-AqpAccount, or give -Credential, -SecretName or -Connection.",
            "ابتدا حساب را متصل کنید: Connect-AqpAccount. یا یکی از این پارامترها را بدهید: Credential, SecretName, Connection"));

    public static CommandException NotConnectedForJournal() => new(
        "NotConnected",
        ErrorCategory.ConnectionError,
        new LocalizedText(
            "No account is connected in this session, so it is not clear whose journal is meant.",
            "در این نشست حسابی متصل نیست، پس معلوم نیست دفتر کدام حساب خواسته شده است."),
        new LocalizedText(
            "Run Connect-AqpAccount, or give the path of a journal with -Path.",
            "ابتدا حساب را متصل کنید: Connect-AqpAccount. یا مسیر دفتر پرداخت را با پارامتر Path بدهید."));

    public static CommandException NotAFilePath(string path) => new(
        "NotAFilePath",
        ErrorCategory.InvalidArgument,
        new LocalizedText(
            $"'{path}' is not the path of a file.",
            $"«{path}» مسیر یک پرونده نیست."),
        new LocalizedText(
            "Give a path in the file system, such as ./journal.jsonl. The value of an environment variable is written $env:NAME.",
            "مسیری در سامانه پرونده‌ها بدهید، مانند ./journal.jsonl. مقدار متغیر محیطی به شکل $env:NAME نوشته می‌شود."));

    public static CommandException Disconnected(string account) => new(
        "Disconnected",
        ErrorCategory.ConnectionError,
        new LocalizedText(
            $"The connection of account {account} was disconnected.",
            $"اتصال حساب {account} قطع شده است."),
        new LocalizedText(
            "Run Connect-AqpAccount again.",
            "دوباره با Connect-AqpAccount متصل شوید."));

    public static CommandException SecretManagementMissing() => new(
        "SecretManagementMissing",
        ErrorCategory.NotInstalled,
        new LocalizedText(
            "-SecretName needs the module Microsoft.PowerShell.SecretManagement, which is not installed.",
            "پارامتر SecretName به ماژول Microsoft.PowerShell.SecretManagement نیاز دارد که نصب نیست."),
        new LocalizedText(
            "Install it and a vault: Install-PSResource Microsoft.PowerShell.SecretManagement, "
                + "Microsoft.PowerShell.SecretStore (Install-Module on Windows PowerShell).",
            "آن را با یک مخزن نصب کنید: Install-PSResource Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore (در Windows PowerShell دستور Install-Module)."));

    public static CommandException SecretNotRead(string name, string reason) => new(
        "SecretNotRead",
        ErrorCategory.ObjectNotFound,
        new LocalizedText(
            $"The secret '{name}' could not be read: {reason}",
            $"راز «{name}» خوانده نشد: {reason}"),
        new LocalizedText(
            "See the names with Get-SecretInfo, and check -SecretName, -VaultName and that the vault is unlocked.",
            "نام‌ها را با Get-SecretInfo ببینید و پارامترهای SecretName و VaultName و باز بودن مخزن را بررسی کنید."));

    public static CommandException SecretOfOtherType(string name, string type) => new(
        "SecretOfOtherType",
        ErrorCategory.InvalidType,
        new LocalizedText(
            $"The secret '{name}' is a {type}. Accepted are a PSCredential (user name = account, password = encryption key) and a "
                + "hashtable with Account, Code and, if the account uses one, Pin, each a string or a SecureString.",
            $"راز «{name}» از نوع {type} است. یک PSCredential (نام کاربری = شماره حساب، گذرواژه = کلید رمزنگاری) یا یک hashtable با Account، Code و در صورت نیاز Pin پذیرفته می‌شود که هر یک string یا SecureString باشد."),
        new LocalizedText(
            $"Store it again: Set-Secret NAME (Get-Credential), or {StoreTable}.",
            $"آن را دوباره ذخیره کنید: Set-Secret NAME (Get-Credential) یا {StoreTable}."));

    /// <param name="name">The secret.</param>
    /// <param name="missing">The key that it should have.</param>
    /// <param name="keys">The keys that it has, without their values.</param>
    public static CommandException SecretWithout(string name, string missing, string keys) => new(
        missing == "Account" ? "InvalidAccount" : "InvalidKey",
        ErrorCategory.InvalidArgument,
        keys.Length == 0
            ? new LocalizedText(
                $"The secret '{name}' has no {missing}; it is an empty hashtable.",
                $"راز «{name}» کلید {missing} ندارد؛ hashtable خالی است.")
            : new LocalizedText(
                $"The secret '{name}' has no {missing}; it has {keys}.",
                $"راز «{name}» کلید {missing} ندارد؛ این‌ها را دارد: {keys}."),
        new LocalizedText(
            $"Store it again: {StoreTable}. Leave out Pin if the account uses none.",
            $"آن را دوباره ذخیره کنید: {StoreTable}. اگر حساب پین ندارد Pin را نیاورید."));

    public static CommandException WaitTimedOut(long id, WithdrawalStatus status, TimeSpan timeout) => new(
        "WaitTimeout",
        ErrorCategory.OperationTimeout,
        new LocalizedText(
            $"Withdrawal {id.ToString(CultureInfo.InvariantCulture)} is still {status} after {timeout}.",
            $"تسویه {id.ToString(CultureInfo.InvariantCulture)} پس از {timeout} هنوز {PersianName(status)} است."),
        new LocalizedText(
            "Wait again with Wait-AqpWithdrawal, with a longer -Timeout; nothing has to be requested again.",
            "دوباره با Wait-AqpWithdrawal و پارامتر Timeout بلندتر صبر کنید؛ نیازی به درخواست دوباره نیست."));

    public static CommandException WaitNeverRead(long id, TimeSpan timeout) => new(
        "WaitTimeout",
        ErrorCategory.OperationTimeout,
        new LocalizedText(
            FormattableString.Invariant($"Withdrawal {id} could not be read within {timeout.TotalSeconds:0.###} seconds."),
            FormattableString.Invariant($"وضعیت تسویه {id} در {timeout.TotalSeconds:0.###} ثانیه خوانده نشد.")),
        new LocalizedText(
            "The warnings say what was in the way. Wait again with Wait-AqpWithdrawal, with a longer -Timeout; "
                + "nothing has to be requested again.",
            "هشدارها می‌گویند چه چیزی مانع شد. دوباره با Wait-AqpWithdrawal و پارامتر Timeout بلندتر صبر کنید؛ نیازی به درخواست دوباره نیست."));

    public static LocalizedText StoppedAfterRequest(Withdrawal made) => new(
        $"Withdrawal {made.Id.ToString(CultureInfo.InvariantCulture)} of "
            + $"{made.Amount.ToString(CultureInfo.InvariantCulture)} to {made.Iban} was made, and the command was stopped "
            + "before it could hand it on.",
        $"تسویه {made.Id.ToString(CultureInfo.InvariantCulture)} به مبلغ {made.Amount.ToString(CultureInfo.InvariantCulture)} به {made.Iban} ثبت شد و دستور پیش از تحویل آن متوقف شد.");

    public static CommandException SandboxNotStarted(string reason) => new(
        "SandboxNotStarted",
        ErrorCategory.OpenError,
        new LocalizedText(
            $"The sandbox could not be started: {reason}",
            $"سندباکس راه‌اندازی نشد: {reason}"),
        new LocalizedText(
            "Correct the parameter that the message names; leave out -Port to take any free one.",
            "پارامتری را که پیام نام می‌برد درست کنید؛ بدون پارامتر Port هر پورت آزادی گرفته می‌شود."));

    public static CommandException UnknownErrorCode(int code) => new(
        "UnknownErrorCode",
        ErrorCategory.ObjectNotFound,
        new LocalizedText(
            $"The gateway's documentation does not list a code {code.ToString(CultureInfo.InvariantCulture)}.",
            $"کد {code.ToString(CultureInfo.InvariantCulture)} در مستندات درگاه نیست."),
        new LocalizedText(
            "See all of them with Get-AqpErrorCode.",
            "همه کدها را با Get-AqpErrorCode ببینید."));

    public static CommandException RowUnreadable(UnreadableRow row) => new(
        "RowUnreadable",
        ErrorCategory.InvalidData,
        new LocalizedText(
            $"Row {row.Position} on page {row.Page} of the list cannot be read: {row.Reason.English}. The row is '{row.Text}'.",
            $"سطر {row.Position} در صفحه {row.Page} لیست خوانا نیست: {row.Reason.Persian}. متن سطر: «{row.Text}»."),
        new LocalizedText(
            "Look the withdrawal up in the gateway's panel. The other rows were read.",
            "این تسویه را در پنل کاربری درگاه ببینید. بقیه سطرها خوانده شد."));

    public static LocalizedText UnreadableTimes(int withoutCreatedAt, int withUnreadableUpdatedAt)
    {
        var fields = withUnreadableUpdatedAt == 0 ? $"'created_at': {withoutCreatedAt}"
            : withoutCreatedAt == 0 ? $"'updated_at': {withUnreadableUpdatedAt}"
            : $"'created_at': {withoutCreatedAt}, 'updated_at': {withUnreadableUpdatedAt}";
        return new(
            $"The gateway gave no readable time in some rows ({fields}); it is empty there.",
            $"درگاه در بعضی سطرها زمان خوانایی نداده است و آنجا خالی می‌ماند ({fields}).");
    }

    public static LocalizedText NotAStatus(string text) => new(
        $"'{text}' is not a status. Accepted are Pending, Paid, Cancelled, and a number.",
        $"«{text}» وضعیت نیست. این‌ها پذیرفته می‌شود: Pending، Paid، Cancelled و یک عدد.");

    public static LocalizedText NullCredential { get; } = new(
        "The credential is empty ($null). Give a PSCredential: the user name is the account number, the password the encryption key.",
        "اعتبارنامه خالی است ($null). یک PSCredential بدهید: نام کاربری شماره حساب و گذرواژه کلید رمزنگاری است.");

    public static LocalizedText NotADuration(string text) => new(
        $"'{text}' is not a length of time above zero. Accepted are a number of seconds (90), a TimeSpan, and text such as 00:01:30.",
        $"«{text}» مدت زمانی بزرگ‌تر از صفر نیست. تعداد ثانیه (90)، یک TimeSpan یا متنی مانند 00:01:30 پذیرفته می‌شود.");

    public static LocalizedText NotAConnection(string text) => new(
        $"'{text}' is no connection of this session. Give what Connect-AqpAccount returned, or the account number of "
            + "one that Get-AqpConnection lists.",
        $"«{text}» اتصالی از این نشست نیست. خروجی Connect-AqpAccount یا شماره حسابی را بدهید که Get-AqpConnection نشان می‌دهد.");

    public static LocalizedText ConnectionOfAnotherProcess(string? account) => new(
        $"The connection of account {account} belongs to another process, and its key did not come with it. Connect in "
            + "the job itself, with -SecretName or a credential ($using:credential).",
        $"اتصال حساب {account} متعلق به فرایند دیگری است و کلید آن همراهش نیامده است. در خود job با پارامتر SecretName یا یک اعتبارنامه ($using:credential) متصل شوید.");

    public static LocalizedText ListActivity { get; } = new("Reading withdrawals", "خواندن تسویه حساب‌ها");

    public static LocalizedText ListStatus(int page, int? pages) => pages is null
        ? new($"Page {page}", $"صفحه {page}")
        : new($"Page {page} of {pages}", $"صفحه {page} از {pages}");

    public static LocalizedText WaitActivity { get; } = new("Waiting for withdrawals to be paid", "انتظار برای پرداخت تسویه حساب‌ها");

    public static LocalizedText WaitStatus(int done, int all) => new($"{done} of {all} done", $"{done} از {all} انجام شده");

    public static LocalizedText RequestAction { get; } = new("Request a withdrawal", "درخواست تسویه حساب");

    /// <summary>The text of the confirmation: amount, IBAN, account, gateway, and whether a key prevents paying twice.</summary>
    public static LocalizedText RequestTarget(WithdrawalRequest request, string account, Uri endpoint, string? key) => new(
        $"{Money(request.Amount)} to {request.Iban} from account {account} at {endpoint.Authority}, "
            + (key is null ? "without a key" : "key " + key),
        $"{Money(request.Amount)} به {request.Iban} از حساب {account} در {endpoint.Authority}، {(key is null ? "بدون کلید یکتایی" : "کلید " + key)}");

    public static CommandException KeysMissing() => new(
        "IdempotencyKeyMissing",
        ErrorCategory.InvalidArgument,
        new LocalizedText(
            "The rows that were piped in have no idempotency key: no column IdempotencyKey, کلید یکتایی or شماره فاکتور. Nothing was sent.",
            "ردیف‌های ورودی کلید یکتایی ندارند: ستون IdempotencyKey، کلید یکتایی یا شماره فاکتور نیست. چیزی فرستاده نشد."),
        new LocalizedText(
            "Give each row a key of its own, such as its invoice number. Rows without keys are taken with -AllowUnkeyed; "
                + "only the search of the list (-DuplicateWindow) then keeps them from being paid twice.",
            "به هر ردیف کلید یکتایی خودش را بدهید، مانند شماره فاکتور. ردیف‌های بدون کلید با سوییچ AllowUnkeyed پذیرفته می‌شوند؛ آن وقت فقط جستجوی لیست (پارامتر DuplicateWindow) جلوی پرداخت دوباره را می‌گیرد."));

    public static CommandException KeyRepeated(string key) => new(
        "IdempotencyKeyRepeated",
        ErrorCategory.InvalidArgument,
        new LocalizedText(
            $"The idempotency key '{key}' stands in an earlier row already, perhaps written differently. This row was not sent.",
            $"کلید یکتایی «{key}» در ردیف دیگری هم آمده است، شاید به شکلی دیگر. این ردیف فرستاده نشد."),
        new LocalizedText(
            "If both rows are one payment, delete one of them; if they are two, give each a key of its own.",
            "اگر هر دو ردیف یک پرداخت هستند یکی را پاک کنید؛ اگر دو پرداخت هستند به هر کدام کلید یکتایی خودش را بدهید."))
    {
        ConcernsOneItem = true,
    };

    public static CommandException GatewayTroubled(int rows) => new(
        "GatewayTroubled",
        ErrorCategory.ResourceUnavailable,
        new LocalizedText(
            $"{rows} payments in a row could not be made or have an unknown outcome, so the rest was not sent.",
            $"{rows} پرداخت پشت سر هم انجام نشد یا نتیجه آن معلوم نیست، پس بقیه فرستاده نشد."),
        new LocalizedText(
            "Run the same command with the same idempotency keys again when the gateway works; it finds out what became of them.",
            "وقتی درگاه کار کرد همان دستور را با همان کلیدهای یکتایی دوباره اجرا کنید؛ نتیجه آن‌ها مشخص می‌شود."));

    public static CommandException IdOrNotMade() => new(
        "IdOrNotMade",
        ErrorCategory.InvalidArgument,
        new LocalizedText(
            "Say either that the payment was made (-Id) or that it was not (-NotMade).",
            "یا بگویید پرداخت ثبت شده است (پارامتر Id) یا ثبت نشده است (سوییچ NotMade)."),
        new LocalizedText("Look in the gateway's panel first.", "ابتدا پنل کاربری درگاه را ببینید."));

    public static LocalizedText ResolveTarget(string key, string account) => new(
        $"Idempotency key {key} of account {account}",
        $"کلید یکتایی {key} از حساب کاربری {account}");

    public static LocalizedText ResolveAction(long? id) => id is null
        ? new("Record that it was not made, so that it can be requested again", "ثبت اینکه انجام نشده است و می‌تواند دوباره درخواست شود")
        : new($"Record that it was made as withdrawal {id}", $"ثبت اینکه با آیدی {id} انجام شده است");

    public static LocalizedText PayingActivity { get; } = new("Requesting withdrawals", "درخواست تسویه‌ها");

    public static LocalizedText PayingStatus(int made, int failed) => new($"{made} made, {failed} failed", $"{made} انجام شده، {failed} ناموفق");

    public static LocalizedText JournalAt(string path) => new($"The journal is {path}.", $"دفتر {path} است.");

    public static LocalizedText AmountIsList { get; } = new(
        "PowerShell takes commas for a list. Put an amount with separators in quotes, '1,500,000', or leave them out.",
        "PowerShell ویرگول را جداکننده فهرست می‌داند. مبلغ دارای جداکننده را در گیومه بنویسید، '1,500,000'، یا جداکننده را بردارید.");

    public static LocalizedText NotAWithdrawalId(string text) => new(
        $"{(text.Length == 0 ? "The withdrawal id is empty" : $"'{text}' is not a withdrawal id")}. "
            + "An id is a whole number, such as 11111.",
        $"{(text.Length == 0 ? "آیدی تسویه خالی است" : $"«{text}» آیدی تسویه نیست")}. آیدی عددی صحیح است، مانند 11111.");

    public static LocalizedText PreviewedActionText(WithdrawalPreview forecast) => forecast.Action switch
    {
        PreviewedAction.Return => new(
            $"Return withdrawal {forecast.Id}, which is already made; nothing is sent",
            $"برگرداندن تسویه {forecast.Id} که پیش‌تر ثبت شده؛ چیزی فرستاده نمی‌شود"),
        PreviewedAction.Reconcile => new(
            "Reconcile: look for it in the gateway's list, and request it only if it was not made",
            "تطبیق: جستجو در لیست درگاه و درخواست تنها اگر ثبت نشده باشد"),
        _ => RequestAction,
    };

    public static LocalizedText PaymentOutcome(string key, PaymentResult keyed) => keyed.Origin switch
    {
        WithdrawalOrigin.Recorded => new(
            $"Key {key} is already made as {keyed.Withdrawal.Id}; nothing was sent.",
            $"کلید {key} پیش‌تر با آیدی {keyed.Withdrawal.Id} ثبت شده؛ چیزی فرستاده نشد."),
        WithdrawalOrigin.Adopted => new(
            $"The response for key {key} had been lost; it was found in the gateway's list as {keyed.Withdrawal.Id}.",
            $"پاسخ کلید {key} از دست رفته بود؛ در لیست درگاه با آیدی {keyed.Withdrawal.Id} پیدا شد."),
        _ => new(
            $"Key {key} was made as {keyed.Withdrawal.Id}.",
            $"کلید {key} با آیدی {keyed.Withdrawal.Id} ثبت شد."),
    };

    public static LocalizedText ReconcilingActivity { get; } = new("Looking for a withdrawal whose response was lost", "جستجوی تسویه‌ای که پاسخ آن از دست رفت");

    public static LocalizedText ReconcilingStatus(ReconciliationProgress report) => new(
        $"Key {report.IdempotencyKey}",
        $"کلید {report.IdempotencyKey}");

    private static string PersianName(WithdrawalStatus status) => status == WithdrawalStatus.Pending
        ? "در انتظار پرداخت"
        : "در وضعیت " + status;

    private static string Money(long amount) => amount.ToString("N0", CultureInfo.InvariantCulture);
}
