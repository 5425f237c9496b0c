namespace Aqayepardakht.Sandbox;

/// <summary>
/// A way in which PHP services are known to spell a response other than the gateway's documentation does. Of several for the same
/// value, each withdrawal has one, in turn by its id.
/// </summary>
public enum SandboxDialect
{
    /// <summary>Times as Laravel prints them, in UTC: <c>2022-10-01T08:42:12.000000Z</c>.</summary>
    IsoTimes,

    /// <summary>Times with their offset: <c>2022-10-01T12:12:12+03:30</c>.</summary>
    OffsetTimes,

    /// <summary>Times with slashes: <c>2022/10/01 12:12:12</c>.</summary>
    SlashTimes,

    /// <summary>Times in the Jalali calendar: <c>1401-07-09 12:12:12</c>.</summary>
    JalaliTimes,

    /// <summary>Times as the object that json_encode makes of PHP's DateTime.</summary>
    ObjectTimes,

    /// <summary>No times: <c>0000-00-00 00:00:00</c>, the zero date of a database.</summary>
    ZeroTimes,

    /// <summary>Ids and totals in quotes: <c>"id":"11111"</c>.</summary>
    QuotedNumbers,

    /// <summary>Amounts, states and error codes without quotes: <c>"amount":55214</c>.</summary>
    UnquotedNumbers,

    /// <summary>Amounts in Persian digits: <c>"amount":"۵۵۲۱۴"</c>.</summary>
    PersianDigits,

    /// <summary>Amounts with thousands separators: <c>"amount":"55,214"</c>.</summary>
    ThousandsCommas,

    /// <summary>Amounts with a fraction of zero: <c>"amount":"55214.00"</c>.</summary>
    DecimalAmounts,

    /// <summary>Amounts with an exponent: <c>"amount":5.5214e4</c>.</summary>
    ExponentAmounts,

    /// <summary>Rows as json_encode prints an array with gaps: <c>"data":{"1":{…},"3":{…}}</c>.</summary>
    GapsInArray,

    /// <summary>The one withdrawal of <c>request</c> and <c>details</c> without an array around it.</summary>
    BareWithdrawal,

    /// <summary>Null where there is nothing: the rows of an empty list, and the fields that a withdrawal does not have yet.</summary>
    NullForEmpty,

    /// <summary>
    /// In a list, each row whose id is a multiple of three cannot be read: its amount, its status or its id is damaged, or it is no row
    /// at all. <c>request</c> and <c>details</c> show the same withdrawal undamaged.
    /// </summary>
    UnreadableRows,

    /// <summary>The code of an error a level deeper: <c>{"status":"error","error":{"code":"-3"}}</c>.</summary>
    NestedErrors,

    /// <summary>The code of an error as the documentation prints it, right to left: <c>"code":"3-"</c>.</summary>
    ReversedCodes,
}
