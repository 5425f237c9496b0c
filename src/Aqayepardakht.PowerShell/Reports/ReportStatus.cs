namespace Aqayepardakht.Commands;

/// <summary>The states that a report counts, in the order in which it shows them.</summary>
internal enum ReportStatus
{
    Paid,
    Pending,
    Cancelled,

    /// <summary>A number that the gateway's documentation does not list.</summary>
    Other,
}
