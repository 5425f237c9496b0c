using System;
using System.Globalization;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Turns our exceptions into ErrorRecords: a stable id, a category, the message and what to do in the user's language.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(WithdrawException exception, object? target) =>
        new(exception, "Aqp" + exception.Name, CategoryOf(exception), target)
        {
            ErrorDetails = new ErrorDetails(exception.Text + Which(exception, target)) { RecommendedAction = exception.Advice.ToString() },
        };

    /// <summary>Of many rows, which: a log shows an error's message and not its target.</summary>
    private static string Which(WithdrawException exception, object? target)
    {
        var isSaid = target switch
        {
            RequestedPayment payment =>
                Says(exception, payment.Amount) && Says(exception, payment.Iban) && Says(exception, payment.IdempotencyKey),
            long id => Says(exception, id.ToString(CultureInfo.InvariantCulture)),
            _ => true,
        };
        return isSaid ? string.Empty : $" [{target}]";
    }

    private static bool Says(WithdrawException exception, string? text) => text is null || exception.Text.English.Contains(text);

    private static ErrorCategory CategoryOf(WithdrawException exception) => exception switch
    {
        CommandException command => command.Category,
        InvalidInputException => ErrorCategory.InvalidArgument,
        GatewayErrorException { Error: { } error } => CategoryOf(error.Category),
        GatewayUnreachableException { Name: "GatewayTimeout" } => ErrorCategory.OperationTimeout,
        GatewayUnreachableException => ErrorCategory.ConnectionError,
        GatewayProtocolException => ErrorCategory.ProtocolError,
        OutcomeUnknownException => ErrorCategory.InvalidResult,
        JournalException journal => CategoryOf(journal),
        _ => ErrorCategory.NotSpecified,
    };

    private static ErrorCategory CategoryOf(JournalException exception) => exception.Name switch
    {
        "IdempotencyKeyConflict" => ErrorCategory.InvalidArgument,
        "JournalNotFound" => ErrorCategory.ObjectNotFound,
        "JournalBusy" => ErrorCategory.ResourceBusy,
        "JournalDamaged" or "JournalNewer" => ErrorCategory.InvalidData,
        "JournalOfAnotherAccount" => ErrorCategory.InvalidOperation,
        _ => ErrorCategory.WriteError,
    };

    private static ErrorCategory CategoryOf(GatewayErrorCategory category) =>
        Enum.TryParse<ErrorCategory>(category.ToString(), out var known) ? known : ErrorCategory.NotSpecified;
}
