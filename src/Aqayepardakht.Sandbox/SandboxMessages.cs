using System.Globalization;

namespace Aqayepardakht.Sandbox;

/// <summary>Every sentence of the sandbox's exceptions, in both languages.</summary>
internal static class SandboxMessages
{
    public static LocalizedText AccountMissing { get; } = new("an account number is required", "شماره حساب کاربری لازم است");

    public static LocalizedText CodeMissing { get; } = new("an encryption key is required", "کلید رمزنگاری لازم است");

    public static LocalizedText PinBlank { get; } = new(
        "the pin must not be blank; null is an account without a pin",
        "پین نباید خالی باشد؛ null یعنی حساب پین ندارد");

    public static LocalizedText BelowZero { get; } = new("the value must not be below zero", "مقدار نباید کمتر از صفر باشد");

    public static LocalizedText Null { get; } = new("the value may be empty but not null", "مقدار می‌تواند خالی باشد ولی نه null");

    public static LocalizedText PageSizeBelowOne { get; } = new("a page has at least one row", "هر صفحه حداقل یک ردیف دارد");

    public static LocalizedText RateOutOfRange { get; } = new("the rate must be from 0 to 1", "نسبت باید از 0 تا 1 باشد");

    public static LocalizedText PortOutOfRange { get; } = new("the port must be from 0 to 65535", "پورت باید از 0 تا 65535 باشد");

    public static LocalizedText NoFaults { get; } = new(
        "a fault rate above zero needs at least one fault",
        "نسبت خرابی بزرگ‌تر از صفر حداقل یک خرابی می‌خواهد");

    public static LocalizedText RedirectNotAbsolute { get; } = new("the redirect target must be an absolute address", "مقصد باید آدرس کامل باشد");

    public static LocalizedText ClockMissing { get; } = new("a clock is required", "ساعت لازم است");

    public static LocalizedText Stopped { get; } = new("The sandbox has stopped.", "سندباکس متوقف شده است.");

    public static LocalizedText NoIban { get; } = new("The sandbox has no registered IBAN.", "سندباکس شبای ثبت‌شده‌ای ندارد.");

    public static LocalizedText NoSuchFault { get; } = new("The sandbox has no such fault.", "سندباکس این خرابی را ندارد.");

    public static LocalizedText NoSuchDialect { get; } = new("the sandbox has no such dialect", "سندباکس این شیوه نگارش را ندارد");

    public static LocalizedText NoSuchStatus { get; } = new(
        "The status of a withdrawal is Pending, Paid or Cancelled.",
        "وضعیت تسویه Pending، Paid یا Cancelled است.");

    public static LocalizedText NotAnIban(string? iban) => new(
        $"'{iban}' is not an Iranian IBAN of 26 characters",
        $"«{iban}» شماره شبای ایرانی با 26 کاراکتر نیست");

    public static LocalizedText Setting(string name, LocalizedText problem) => new(
        $"{name}: {problem.English}.",
        $"{name}: {problem.Persian}.");

    public static LocalizedText BelowMin(long min) => new($"The minimum is {Text(min)}.", $"حداقل {Text(min)} است.");

    public static LocalizedText NoWithdrawal(long id) => new($"The sandbox has no withdrawal {Text(id)}.", $"سندباکس تسویه {Text(id)} را ندارد.");

    public static LocalizedText NotPending(SandboxWithdrawal withdrawal) => new(
        $"Withdrawal {Text(withdrawal.Id)} is already {withdrawal.Status}.",
        $"تسویه {Text(withdrawal.Id)} از پیش {(withdrawal.Status == WithdrawalStatus.Paid ? "پرداخت شده" : "لغو شده")} است.");

    public static LocalizedText LedgerOfOtherAccount(string path, string account, string expected) => new(
        $"The ledger '{path}' belongs to account {account}, not to account {expected}.",
        $"دفتر سندباکس «{path}» متعلق به حساب کاربری {account} است، نه {expected}.");

    public static LocalizedText NotALedgerLine(string path, int line) => new(
        $"Line {Text(line)} of '{path}' is not a line of a sandbox ledger.",
        $"خط {Text(line)} فایل «{path}» خط دفتر سندباکس نیست.");

    public static LocalizedText IdsNotConsecutive(long id) => new(
        $"Withdrawal {Text(id)} does not follow the one before it in the ledger.",
        $"تسویه {Text(id)} در دفتر سندباکس پس از تسویه قبلی نمی‌آید.");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
