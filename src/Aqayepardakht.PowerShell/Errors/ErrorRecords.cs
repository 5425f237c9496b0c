using System;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Turns our exceptions into ErrorRecords: a stable id, a category, the message and what to do in the user's language.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(WithdrawException exception, object? target)
    {
        var record = new ErrorRecord(exception, "Aqp" + exception.Name, CategoryOf(exception), target)
        {
            ErrorDetails = DetailsOf(exception, target, ErrorAdvice.For(exception, target)),
        };

        // The category line shows it as text, and it may be a path or a key as it was given.
        record.CategoryInfo.TargetName = DisplayText.Clean(record.CategoryInfo.TargetName);
        return record;
    }

    private static ErrorDetails DetailsOf(WithdrawException exception, object? target, LocalizedText advice) =>
        new($"{exception.Text}{ItemOf(exception, target)} {advice}") { RecommendedAction = advice.ToString() };

    /// <summary>Names the item unless the text does already: a log shows the message and not the target.</summary>
    private static string ItemOf(WithdrawException exception, object? target) => (exception, target) switch
    {
        (OutcomeUnknownException, RequestedPayment { IdempotencyKey: null }) => string.Empty,
        (JournalException { Kind: JournalErrorKind.KeyConflict or JournalErrorKind.KeyLooksLike }, _) => string.Empty,
        (_, RequestedPayment) => $" [{target}]",
        (GatewayErrorException or GatewayUnreachableException or GatewayProtocolException { HttpStatus: not null }, long) => $" [{target}]",
        _ => string.Empty,
    };

    private static ErrorCategory CategoryOf(WithdrawException exception) => exception switch
    {
        CommandException command => command.Category,
        InvalidInputException => ErrorCategory.InvalidArgument,
        GatewayErrorException { Error: { } error } => CategoryOf(error.Category),
        GatewayUnreachableException { Reason: UnreachableReason.TimedOut } => ErrorCategory.OperationTimeout,
        GatewayUnreachableException => ErrorCategory.ConnectionError,
        GatewayProtocolException => ErrorCategory.ProtocolError,
        WithdrawalNotFoundException => ErrorCategory.ObjectNotFound,
        OutcomeUnknownException => ErrorCategory.InvalidResult,
        PossibleDuplicateException => ErrorCategory.ResourceExists,
        JournalException journal => CategoryOf(journal.Kind),
        _ => ErrorCategory.NotSpecified,
    };

    private static ErrorCategory CategoryOf(JournalErrorKind kind) => kind switch
    {
        JournalErrorKind.KeyConflict or JournalErrorKind.KeyLooksLike => ErrorCategory.InvalidArgument,
        JournalErrorKind.NotResolvable => ErrorCategory.InvalidOperation,
        JournalErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        JournalErrorKind.Busy => ErrorCategory.ResourceBusy,
        JournalErrorKind.Damaged or JournalErrorKind.LostLines or JournalErrorKind.Newer => ErrorCategory.InvalidData,
        JournalErrorKind.OfAnotherAccount or JournalErrorKind.Moved => ErrorCategory.InvalidOperation,
        JournalErrorKind.ImportConflict or JournalErrorKind.DatabaseNewer => ErrorCategory.InvalidData,
        JournalErrorKind.DatabaseUnreachable => ErrorCategory.ConnectionError,
        JournalErrorKind.DatabaseNotInitialized => ErrorCategory.ObjectNotFound,
        JournalErrorKind.DatabaseDenied => ErrorCategory.PermissionDenied,
        _ => ErrorCategory.WriteError,
    };

    private static ErrorCategory CategoryOf(GatewayErrorCategory category) =>
        Enum.TryParse<ErrorCategory>(category.ToString(), out var known) ? known : ErrorCategory.NotSpecified;
}
