using System;
using System.Globalization;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>What is said while withdrawals are waited for, in both languages.</summary>
internal static class WaitMessages
{
    public static LocalizedText Activity { get; } = new("Waiting for withdrawals to be paid", "انتظار برای پرداخت تسویه‌ها");

    public static LocalizedText Progress(int done, int all) => new($"{done} of {all} done", $"{done} از {all} انجام شده");

    public static CommandException TimedOut(long id, WithdrawalStatus status, TimeSpan timeout) => new(
        "WaitTimeout",
        ErrorCategory.OperationTimeout,
        new LocalizedText(
            $"Withdrawal {id.ToString(CultureInfo.InvariantCulture)} is still {status} after {timeout}.",
            $"تسویه {id.ToString(CultureInfo.InvariantCulture)} پس از {timeout} هنوز {PersianName(status)} است."),
        new LocalizedText(
            "Wait again with Wait-AqpWithdrawal, with a longer -Timeout; nothing has to be requested again.",
            "لازم نیست چیزی دوباره درخواست شود. با مهلت بیشتر دوباره منتظر بمانید: Wait-AqpWithdrawal -Timeout"));

    public static CommandException NeverRead(long id, TimeSpan timeout) => new(
        "WaitTimeout",
        ErrorCategory.OperationTimeout,
        new LocalizedText(
            FormattableString.Invariant($"Withdrawal {id} could not be read within {timeout.TotalSeconds:0.###} seconds."),
            FormattableString.Invariant($"وضعیت تسویه {id} در {timeout.TotalSeconds:0.###} ثانیه خوانده نشد.")),
        new LocalizedText(
            "The warnings say what was in the way. Wait again with Wait-AqpWithdrawal, with a longer -Timeout; "
                + "nothing has to be requested again.",
            "لازم نیست چیزی دوباره درخواست شود. علت در هشدارها آمده است. با مهلت بیشتر دوباره منتظر بمانید: Wait-AqpWithdrawal -Timeout"));

    private static string PersianName(WithdrawalStatus status) => status == WithdrawalStatus.Pending
        ? "در انتظار پرداخت"
        : "در وضعیت " + status;
}
