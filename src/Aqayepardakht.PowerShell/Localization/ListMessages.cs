using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>What is said while the list is read, in both languages.</summary>
internal static class ListMessages
{
    public static LocalizedText Activity { get; } = new("Reading withdrawals", "خواندن تسویه‌ها");

    public static LocalizedText Progress(int page, int? pages) => pages is null
        ? new($"Page {page}", $"صفحه {page}")
        : new($"Page {page} of {pages}", $"صفحه {page} از {pages}");

    public static CommandException RowUnreadable(UnreadableRow row) => new(
        "RowUnreadable",
        ErrorCategory.InvalidData,
        new LocalizedText(
            $"Row {row.Position} on page {row.Page} of the list cannot be read: {row.Reason.English}. The row is '{row.Text}'.",
            $"ردیف {row.Position} در صفحه {row.Page} لیست خوانا نیست: {row.Reason.Persian}. متن ردیف: «{row.Text}»."),
        new LocalizedText(
            "Look the withdrawal up in the gateway's panel. The other rows were read.",
            "این تسویه را در پنل کاربری درگاه ببینید. بقیه ردیف‌ها خوانده شد."));

    public static LocalizedText UnreadableTimes(int withoutCreatedAt, int withUnreadableUpdatedAt)
    {
        var fields = withUnreadableUpdatedAt == 0 ? $"'created_at': {withoutCreatedAt}"
            : withoutCreatedAt == 0 ? $"'updated_at': {withUnreadableUpdatedAt}"
            : $"'created_at': {withoutCreatedAt}, 'updated_at': {withUnreadableUpdatedAt}";
        return new(
            $"The gateway gave no readable time in some rows ({fields}); it is empty there.",
            $"درگاه در بعضی ردیف‌ها زمان خوانایی نداده است و آنجا خالی می‌ماند ({fields}).");
    }
}
