using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>What is said while a person records what became of a payment, in both languages.</summary>
internal static class ResolveMessages
{
    public static CommandException IdOrNotMade() => new(
        "IdOrNotMade",
        ErrorCategory.InvalidArgument,
        new LocalizedText(
            "Say either that the payment was made (-Id) or that it was not (-NotMade).",
            "یکی را اعلام کنید: تسویه این پرداخت در درگاه ثبت شده است (پارامتر Id)، یا ثبت نشده است (سوییچ NotMade)."),
        new LocalizedText("Look in the gateway's panel first.", "ابتدا پنل کاربری درگاه را ببینید. تسویه در انتظار پرداخت هم ثبت شده است."));

    public static LocalizedText Target(string key, string account) => new(
        $"Idempotency key {key} of account {account}",
        $"کلید یکتایی {key} از حساب کاربری {account}");

    public static LocalizedText Action(long? id) => id is null
        ? new("Record that it was not made, so that it can be requested again", "نوشتن این که تسویه ثبت نشده است و می‌تواند دوباره درخواست شود")
        : new($"Record that it was made as withdrawal {id}", $"نوشتن این که تسویه با آیدی {id} ثبت شده است");
}
