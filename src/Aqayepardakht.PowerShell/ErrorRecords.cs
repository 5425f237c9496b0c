using System;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Turns our exceptions into ErrorRecords: a stable id, a category, the message and what to do in the user's language.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(WithdrawException exception, object? target) =>
        new(exception, "Aqp" + exception.Name, CategoryOf(exception), target)
        {
            ErrorDetails = new ErrorDetails(exception.Text.ToString()) { RecommendedAction = exception.Advice.ToString() },
        };

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
