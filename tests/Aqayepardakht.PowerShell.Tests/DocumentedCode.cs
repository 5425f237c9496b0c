using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>A row of the gateway's documentation, and the error it is for a user: written down here a second time on purpose.</summary>
internal sealed record DocumentedCode(int Code, string Name, ErrorCategory Category, string Persian, bool AffectsWholeAccount = false)
{
    /// <summary>By JSON table of the documentation, which is the one for reads; -8 on a request is in <see cref="OfRequest"/>.</summary>
    public static IReadOnlyList<DocumentedCode> OfReads { get; } =
    [
        new(-1, "AccountMissing", ErrorCategory.AuthenticationError, "شماره حساب کاربری نمی تواند خالی باشد", true),
        new(-2, "KeyMissing", ErrorCategory.AuthenticationError, "کلید رمزنگاری نمی تواند خالی باشد", true),
        new(-3, "AccountWrong", ErrorCategory.AuthenticationError, "شماره حساب کاربری اشتباه است", true),
        new(-4, "KeyWrong", ErrorCategory.AuthenticationError, "کلید رمزنگاری اشتباه است", true),
        new(-5, "IbanMissing", ErrorCategory.InvalidArgument, "شماره شبا نمی تواند خالی باشد"),
        new(-6, "AmountMissing", ErrorCategory.InvalidArgument, "مبلغ نمی تواند خالی باشد"),
        new(-7, "WithdrawalIdMissing", ErrorCategory.InvalidArgument, "آیدی تسویه حساب نمی تواند خالی باشد"),
        new(-8, "TransactionNotFound", ErrorCategory.ObjectNotFound, "تراکنش مورد نظر وجود ندارد"),
        new(-9, "AmountWrong", ErrorCategory.InvalidArgument, "مبلغ اشتباه است"),
        new(-10, "WithdrawalIdWrong", ErrorCategory.InvalidArgument, "آیدی تسویه حساب اشتباه است"),
        new(-11, "BalanceZero", ErrorCategory.LimitsExceeded, "موجودی شما صفر است"),
        new(-12, "InsufficientBalance", ErrorCategory.LimitsExceeded, "مبلغ درخواست شده بیشتر از موجودی است"),
        new(-13, "PinNotNeeded", ErrorCategory.InvalidArgument, "نیازی به ارسال پارامتر پین درگاه برای کاربری شما نیست"),
        new(-14, "ShaparakInfoNotFound", ErrorCategory.InvalidOperation, "اطلاعات شاپرکی شما یافت نشد"),
        new(-15, "GatewayNotFound", ErrorCategory.ObjectNotFound, "درگاه شما یافت نشد"),
        new(-16, "NoActiveIban", ErrorCategory.InvalidOperation, "هیچ شماره شبا فعالی برای شما وجود ندارد"),
        new(-17, "IbanNotRegistered", ErrorCategory.InvalidArgument, "شماره شبا ارسالی در پنل کاربری شما ثبت نشده است"),
        new(-18, "RegistrationDisrupted", ErrorCategory.ResourceUnavailable, "اختلالی در ثبت تسویه حساب رخ داده است،لطفا دقایقی دیگر امتحان کنید"),
        new(-19, "WithdrawalNotFound", ErrorCategory.ObjectNotFound, "تسویه حساب مربوطه یافت نشد"),
        new(-20, "AccountInactive", ErrorCategory.PermissionDenied, "حساب کاربر مربوطه غیرفعال است", true),
    ];

    /// <summary>What the same codes are for a request, where two of them mean something else.</summary>
    public static IReadOnlyList<DocumentedCode> OfRequest { get; } =
    [
        .. OfReads.Select(row => row.Code switch
        {
            -8 => new(-8, "IbanWrong", ErrorCategory.InvalidArgument, "شماره شبا اشتباه است"),
            -18 => row with { Name = "OutcomeUnknown", Category = ErrorCategory.InvalidResult },
            _ => row,
        }),
    ];

    /// <summary>The codes by themselves.</summary>
    public static TheoryData<int> Codes => [.. OfReads.Select(row => row.Code)];

    public static DocumentedCode Read(int code) => OfReads.Single(row => row.Code == code);

    public static DocumentedCode Request(int code) => OfRequest.Single(row => row.Code == code);
}
