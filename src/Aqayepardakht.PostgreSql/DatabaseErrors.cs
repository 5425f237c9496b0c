using System;
using System.Globalization;
using Npgsql;

namespace Aqayepardakht.PostgreSql;

/// <summary>Everything that can be wrong with a journal's database, in both languages. No text has a role or a password.</summary>
internal static class DatabaseErrors
{
    private static readonly LocalizedText Prepare = new(
        "Nothing was sent. Prepare the database once, as a role that may create a schema.",
        "چیزی فرستاده نشد. پایگاه داده را یک بار با نقشی که اجازه ساختن schema دارد آماده کنید.");

    private static readonly LocalizedText CompareBoth = new(
        "Nothing was moved. Run the command again if others were paying meanwhile. Otherwise the payment may have been made twice: compare "
        + "both journals with the gateway's list.",
        "چیزی منتقل نشد. اگر هم‌زمان کسی پرداخت می‌کرد، دستور را دوباره اجرا کنید. در غیر این صورت شاید پرداختی دو بار انجام شده باشد: هر دو دفتر را با لیست درگاه مقایسه کنید.");

    public static LocalizedText NoConnectionString { get; } = new(
        "The journal's database was not given as an Npgsql connection string. An example of one: "
        + "Host=db.example.com;Database=payments;Username=payer",
        "آنچه برای پایگاه داده دفتر پرداخت داده شده، connection string معتبر Npgsql نیست. نمونه: Host=db.example.com;Database=payments;Username=payer");

    public static LocalizedText NoHostOrDatabase { get; } = new(
        "The connection string of the journal's database names no host or no database. It needs both, for example: "
        + "Host=db.example.com;Database=payments;Username=payer",
        "در connection string پایگاه داده دفتر پرداخت، Host یا Database نیامده است. هر دو لازم است. نمونه: Host=db.example.com;Database=payments;Username=payer");

    public static JournalException NotInitialized(string name, Exception? inner = null) => new(
        JournalErrorKind.DatabaseNotInitialized,
        new LocalizedText(
            $"The database {name} is not prepared as a journal.",
            $"پایگاه داده برای دفتر پرداخت آماده نشده است. نام آن: {name}"),
        Prepare,
        inner);

    public static JournalException Newer(string name, int version) => new(
        JournalErrorKind.DatabaseNewer,
        new LocalizedText(
            $"The journal in the database {name} has version {Invariant(version)}, which this version of the module cannot use.",
            $"دفتر پرداخت در پایگاه داده نسخه {Invariant(version)} دارد که این نسخه ماژول نمی‌تواند از آن استفاده کند. نام آن: {name}"),
        new LocalizedText("Nothing was sent. Update the module.", "چیزی فرستاده نشد. ماژول را به‌روز کنید."));

    /// <summary>Both journals know the key, and say different things of it.</summary>
    public static JournalException ImportConflict(string name, string key) => new(
        JournalErrorKind.ImportConflict,
        new LocalizedText(
            $"The journal file and the database {name} say different things of the idempotency key '{key}'.",
            $"فایل دفتر پرداخت و پایگاه داده درباره کلید یکتایی «{key}» با هم اختلاف دارند. نام پایگاه داده: {name}"),
        CompareBoth);

    /// <summary>Both journals claim one withdrawal, or somebody paid while the file was copied.</summary>
    public static JournalException ImportRefused(string name, Exception inner) => new(
        JournalErrorKind.ImportConflict,
        new LocalizedText(
            $"The journal file says of a withdrawal or of a payment something else than the database {name}.",
            $"فایل دفتر پرداخت درباره یک تسویه یا پرداخت با پایگاه داده اختلاف دارد. نام پایگاه داده: {name}"),
        CompareBoth,
        inner);

    /// <summary>Says in our own words what the driver reports.</summary>
    public static JournalException Translate(string name, Exception exception) => (exception as PostgresException)?.SqlState switch
    {
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedColumn =>
            NotInitialized(name, exception),
        PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidPassword
            or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.UndefinedObject => Denied(name, exception),
        _ => Unreachable(name, exception),
    };

    private static JournalException Denied(string name, Exception exception) => new(
        JournalErrorKind.DatabaseDenied,
        new LocalizedText(
            $"The database {name} does not let this role use the journal: {Reason(exception)}.",
            $"پایگاه داده به این نقش اجازه استفاده از دفتر پرداخت را نمی‌دهد. نام آن: {name}. متن خطا: {Reason(exception)}"),
        new LocalizedText(
            "Check the user name and the password, and that the database was prepared for this role.",
            "نام کاربری و گذرواژه را بررسی کنید، و ببینید پایگاه داده برای این نقش آماده شده باشد."),
        exception);

    private static JournalException Unreachable(string name, Exception exception) => new(
        JournalErrorKind.DatabaseUnreachable,
        new LocalizedText(
            $"The journal's database {name} could not be used: {Reason(exception)}.",
            $"استفاده از پایگاه داده دفتر پرداخت ممکن نشد. نام آن: {name}. متن خطا: {Reason(exception)}"),
        new LocalizedText(
            "Nothing is sent without the journal. Check the host, the network and the certificate, and run the same command again; "
            + "it settles every payment that is open.",
            "بدون دفتر پرداخت چیزی فرستاده نمی‌شود. آدرس، شبکه و گواهی را بررسی و همان دستور را دوباره اجرا کنید؛ نتیجه هر پرداخت باز معلوم می‌شود."),
        exception);

    /// <summary>The server's own words without its details, which may quote data; of the driver's, the innermost.</summary>
    private static string Reason(Exception exception) =>
        (exception is PostgresException error ? $"{error.SqlState} {error.MessageText}" : exception.GetBaseException().Message)
            .TrimEnd('.');

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
