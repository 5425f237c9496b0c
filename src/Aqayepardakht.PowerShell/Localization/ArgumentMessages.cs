using System.Globalization;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>What is said of arguments that cannot be used, in both languages.</summary>
internal static class ArgumentMessages
{
    public static CommandException NotAFilePath(string path) => new(
        "NotAFilePath",
        ErrorCategory.InvalidArgument,
        new LocalizedText(
            $"'{path}' is not the path of a file.",
            $"«{path}» مسیر یک فایل نیست."),
        new LocalizedText(
            "Give a path in the file system, such as ./payments/file.txt. The value of an environment variable is written $env:NAME.",
            "مسیر یک فایل بدهید، مانند ./payments/file.txt و برای متغیر محیطی بنویسید: $env:NAME"));

    public static LocalizedText NotAStatus(string text) => new(
        $"'{text}' is not a status. Accepted are Pending, Paid, Cancelled, and a number.",
        $"«{text}» وضعیت معتبری نیست. یک عدد یا یکی از این‌ها را بدهید: Pending, Paid, Cancelled");

    public static LocalizedText NotADuration(string text) => new(
        $"'{text}' is not a length of time above zero. Accepted are a number of seconds (90), a TimeSpan, and text such as 00:01:30.",
        $"«{text}» مدت زمانی بزرگ‌تر از صفر نیست. تعداد ثانیه (90)، یک TimeSpan یا متنی مانند 00:01:30 پذیرفته می‌شود.");

    public static LocalizedText NotAWithdrawalId(string text) => new(
        $"{(text.Length == 0 ? "The withdrawal id is empty" : $"'{text}' is not a withdrawal id")}. "
            + "An id is a whole number, such as 11111.",
        $"{(text.Length == 0 ? "آیدی تسویه خالی است" : $"«{text}» آیدی تسویه نیست")}. آیدی یک عدد صحیح است، مانند 11111.");

    public static LocalizedText AmountIsList { get; } = new(
        "PowerShell takes commas for a list. Put an amount with separators in quotes, '1,500,000', or leave them out.",
        "PowerShell ویرگول را جداکننده آرایه می‌داند. مبلغ را بدون ویرگول بنویسید یا بین دو کوتیشن بگذارید: '1,500,000'");

    public static CommandException UnknownErrorCode(int code) => new(
        "UnknownErrorCode",
        ErrorCategory.ObjectNotFound,
        new LocalizedText(
            $"The gateway's documentation does not list a code {code.ToString(CultureInfo.InvariantCulture)}.",
            $"کد {code.ToString(CultureInfo.InvariantCulture)} در مستندات درگاه نیست."),
        new LocalizedText(
            "See all of them with Get-AqpErrorCode.",
            "همه کدها را این دستور نشان می‌دهد: Get-AqpErrorCode"));

    public static CommandException SandboxNotStarted(string reason) => new(
        "SandboxNotStarted",
        ErrorCategory.OpenError,
        new LocalizedText(
            $"The sandbox could not be started: {reason}",
            $"سندباکس راه‌اندازی نشد: {reason}"),
        new LocalizedText(
            "Correct the parameter that the message names; leave out -Port to take any free one.",
            "پارامتری را که در پیام آمده اصلاح کنید. اگر Port را ننویسید، یک پورت آزاد انتخاب می‌شود."));
}
