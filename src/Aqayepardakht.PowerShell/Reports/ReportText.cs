namespace Aqayepardakht.Commands;

/// <summary>The words of a report, in both languages.</summary>
internal static class ReportText
{
    public static LocalizedText DefaultTitle { get; } = new("Withdrawal report", "گزارش تسویه‌ها");

    public static LocalizedText Account { get; } = new("Account", "حساب کاربری");

    public static LocalizedText Period { get; } = new("Requested", "تاریخ درخواست‌ها");

    public static LocalizedText PeriodUnknown { get; } = new("not known", "نامعلوم");

    public static LocalizedText Withdrawals { get; } = new("Withdrawals", "تسویه‌ها");

    public static LocalizedText Total { get; } = new("All", "همه");

    public static LocalizedText AmountByDay { get; } = new("Amount by day of the request", "مبلغ به تفکیک روز درخواست");

    public static LocalizedText AmountByMonth { get; } = new("Amount by Jalali month of the request", "مبلغ به تفکیک ماه درخواست");

    public static LocalizedText AmountByYear { get; } = new("Amount by Jalali year of the request", "مبلغ به تفکیک سال درخواست");

    public static LocalizedText ChartFigures { get; } = new("The figures of the chart", "اعداد نمودار");

    public static LocalizedText NoTimesToDraw { get; } = new(
        "No withdrawal has a time that can be read, so there is no chart.",
        "هیچ تسویه‌ای زمان خوانا ندارد، پس نموداری نیست.");

    public static LocalizedText Date { get; } = new("Date", "تاریخ");

    public static LocalizedText Count { get; } = new("Count", "تعداد");

    public static LocalizedText ByIban { get; } = new("By IBAN", "به تفکیک شماره شبا");

    public static LocalizedText ByBank { get; } = new("By bank", "به تفکیک بانک");

    public static LocalizedText Iban { get; } = new("IBAN", "شماره شبا");

    public static LocalizedText Bank { get; } = new("Bank", "بانک");

    public static LocalizedText NotGiven { get; } = new("not given", "اعلام نشده");

    public static LocalizedText Rows { get; } = new("Withdrawals, newest first", "تسویه‌ها، از جدید به قدیم");

    public static LocalizedText Id { get; } = new("Id", "آیدی");

    public static LocalizedText Requested { get; } = new("Requested", "زمان درخواست");

    public static LocalizedText Amount { get; } = new("Amount", "مبلغ");

    public static LocalizedText Status { get; } = new("Status", "وضعیت");

    public static LocalizedText PaidTo { get; } = new("To", "به حساب");

    public static LocalizedText Settled { get; } = new("Paid or cancelled", "زمان پرداخت یا لغو");

    public static LocalizedText TrackingNumber { get; } = new("Tracking number", "شماره پیگیری");

    public static LocalizedText Empty { get; } = new(
        "There are no withdrawals in this report.",
        "در این گزارش هیچ تسویه‌ای نیست.");

    public static LocalizedText Units { get; } = new(
        "Amounts are in the gateway's unit. Times are Iran's.",
        "مبلغ‌ها به واحد درگاه و زمان‌ها به وقت ایران است.");

    public static LocalizedText WrittenAt(string moment) => new($"Written on {moment}.", $"زمان تهیه گزارش: {moment}.");

    public static LocalizedText OthersOf(string count) => new($"{count} others", $"{count} مورد دیگر");

    public static LocalizedText WithoutTime(string count) => new(
        $"Withdrawals without a time that can be read: {count}. They are not in the chart and come last in the list.",
        $"تسویه‌های بدون زمان خوانا: {count}. در نمودار نیستند و در انتهای لیست آمده‌اند.");

    public static LocalizedText LeftOut(string count) => new(
        $"Rows that could not be read and are not in this report: {count}.",
        $"ردیف‌هایی که خوانا نبود و در این گزارش نیست: {count}.");

    public static LocalizedText Repeated(string count) => new(
        $"Rows with an id that was there before, which are not counted again: {count}.",
        $"ردیف‌های با آیدی تکراری که دوباره شمرده نشده‌اند: {count}.");

    /// <summary>The name of a status in totals.</summary>
    public static LocalizedText NameOf(ReportStatus status) => status switch
    {
        ReportStatus.Paid => new("Paid", "پرداخت شده"),
        ReportStatus.Pending => new("Pending", "در انتظار پرداخت"),
        ReportStatus.Cancelled => new("Cancelled", "لغو شده"),
        _ => new("Unknown status", "وضعیت ناشناخته"),
    };

    /// <summary>The status of one withdrawal; an unknown one with its number.</summary>
    public static LocalizedText NameOf(WithdrawalStatus status)
    {
        var kind = StatusTotals.Of(status);
        var name = NameOf(kind);
        return kind == ReportStatus.Other ? new($"{name.English} ({status:D})", $"{name.Persian} ({status:D})") : name;
    }
}
