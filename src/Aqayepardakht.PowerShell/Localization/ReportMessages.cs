using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>What Export-AqpWithdrawalReport says, in both languages.</summary>
internal static class ReportMessages
{
    private static readonly LocalizedText ChoosePath = new(
        "The report was not written. Give the path of a file in a folder that exists, such as ./report.html.",
        "گزارش نوشته نشد. مسیر فایلی را در یک پوشه موجود بدهید، مانند ./report.html");

    public static LocalizedText Action { get; } = new("Write the report", "نوشتن گزارش");

    public static CommandException Exists(string path) => new(
        "ReportExists",
        ErrorCategory.ResourceExists,
        new LocalizedText($"There is a file already: {path}", $"این فایل از قبل وجود دارد: {path}"),
        new LocalizedText(
            "Give another path, or -Force to replace it.",
            "مسیر دیگری بدهید، یا با سوییچ Force آن را جایگزین کنید."));

    public static CommandException IsFolder(string path) => NotWritten(
        new LocalizedText($"This is a folder: {path}", $"این یک پوشه است: {path}"), ChoosePath);

    public static CommandException NoFolder(string path) => NotWritten(
        new LocalizedText($"There is no such folder: {path}", $"این پوشه وجود ندارد: {path}"), ChoosePath);

    public static CommandException NotAPlainFile(string path) => NotWritten(
        new LocalizedText($"This is a link or a device, not a plain file: {path}", $"این یک لینک یا device است، نه یک فایل معمولی: {path}"),
        ChoosePath);

    public static CommandException ReadOnly(string path) => NotWritten(
        new LocalizedText($"This file is read-only: {path}", $"این فایل فقط‌خواندنی است: {path}"),
        new LocalizedText(
            "The report was not written. Give another path, or let the file be written.",
            "گزارش نوشته نشد. مسیر دیگری بدهید، یا فایل را از حالت فقط‌خواندنی بیرون بیاورید."));

    public static CommandException NotWritten(string path, string reason) => NotWritten(
        new LocalizedText($"The report could not be written to {path}: {reason}", $"گزارش در این فایل نوشته نشد: {path} ({reason})"),
        new LocalizedText(
            "A report that was there is unchanged. Check the permissions and the free space, or give another path.",
            "گزارشی که از قبل آنجا بود تغییری نکرده است. دسترسی‌ها و فضای خالی را بررسی کنید، یا مسیر دیگری بدهید."));

    public static CommandException RowNotRead(string column, string? text) => new(
        "ReportRowNotRead",
        ErrorCategory.InvalidData,
        text is null
            ? new LocalizedText($"An object of the input has no {column}.", $"یک شیء ورودی ستون {column} ندارد یا خالی است.")
            : new LocalizedText($"'{text}' cannot be read as {column}.", $"«{text}» برای ستون {column} خوانا نیست."),
        new LocalizedText(
            "It is not in the report, which says so. Pipe in withdrawals, or rows of a CSV file that Export-Csv wrote of them: "
            + "with Id, Amount and Status.",
            "این ردیف در گزارش نیست و گزارش این را می‌گوید. تسویه‌ها را بدهید، یا ردیف‌های فایل CSV آن‌ها را با ستون‌های Id و Amount و Status."));

    public static LocalizedText UnreadableTimes(long count) => new(
        $"Times that could not be read, and are not in the report: {count}. Accepted are a column CreatedAtJalali or UpdatedAtJalali "
        + "such as 1405/08/01 12:30:00, and 2026-10-23 12:30:00.",
        $"زمان‌هایی که خوانا نبود و در گزارش نیست: {count}. این‌ها پذیرفته می‌شود: ستون CreatedAtJalali یا UpdatedAtJalali مانند 1405/08/01 12:30:00، یا \u200E2026-10-23 12:30:00");

    public static LocalizedText Repeated(long count) => new(
        $"Rows with an id that was there before: {count}. Each withdrawal is in the report once, as the first of its rows has it.",
        $"ردیف‌های با آیدی تکراری: {count}. هر تسویه یک بار در گزارش آمده است، مطابق اولین ردیف آن.");

    private static CommandException NotWritten(LocalizedText text, LocalizedText advice) =>
        new("ReportNotWritten", ErrorCategory.WriteError, text, advice);
}
