using System.Collections.Generic;
using System.Linq;
using static Aqayepardakht.GatewayErrorCategory;
using static Aqayepardakht.WithdrawalOperation;

namespace Aqayepardakht;

/// <summary>
/// One row of the gateway's table of error codes ("کد های خطا" in its documentation), with a name, the English meaning and
/// advice.
/// </summary>
public sealed class GatewayError
{
    private const WithdrawalOperation EveryCall = Request | List | Details;

    /// <summary>"A disruption occurred while registering": after it, a withdrawal may have been made or not.</summary>
    public const int RegistrationDisruptedCode = -18;

    private GatewayError(
        int code,
        string name,
        string persian,
        string english,
        WithdrawalOperation calls,
        GatewayErrorCategory category,
        bool affectsWholeAccount,
        LocalizedText advice)
    {
        Code = code;
        Name = name;
        Text = new LocalizedText(english, persian);
        Calls = calls;
        Category = category;
        AffectsWholeAccount = affectsWholeAccount;
        Advice = advice;
    }

    /// <summary>The gateway's number, -1 to -20.</summary>
    public int Code { get; }

    /// <summary>A stable English name, such as <c>InsufficientBalance</c>.</summary>
    public string Name { get; }

    /// <summary>What the code means. The Persian version is the gateway's own wording.</summary>
    public LocalizedText Text { get; }

    /// <summary>The English meaning.</summary>
    public string English => Text.English;

    /// <summary>The gateway's own Persian wording.</summary>
    public string Persian => Text.Persian;

    /// <summary>The calls that this row is for. Only -8 has more than one row.</summary>
    public WithdrawalOperation Calls { get; }

    /// <summary>What kind of error it is.</summary>
    public GatewayErrorCategory Category { get; }

    /// <summary>
    /// Whether every further call of this account would fail the same way (a wrong account or encryption key, an
    /// inactive user), so that the next item need not be tried.
    /// </summary>
    public bool AffectsWholeAccount { get; }

    /// <summary>What to do about it.</summary>
    public LocalizedText Advice { get; }

    /// <summary>All rows, from -1 to -20.</summary>
    public static IReadOnlyList<GatewayError> All { get; } =
    [
        Row(-1, "AccountMissing", "شماره حساب کاربری نمی تواند خالی باشد",
            "The account number is missing.", EveryCall, AuthenticationError,
            "Give the account number as the user name.",
            "شماره حساب کاربری را در قسمت «نام کاربری» وارد کنید.", affectsWholeAccount: true),
        Row(-2, "KeyMissing", "کلید رمزنگاری نمی تواند خالی باشد",
            "The encryption key is missing.", EveryCall, AuthenticationError,
            "Give the encryption key as the password.",
            "کلید رمزنگاری را در قسمت «گذرواژه» وارد کنید.", affectsWholeAccount: true),
        Row(-3, "AccountWrong", "شماره حساب کاربری اشتباه است",
            "The account number is wrong.", EveryCall, AuthenticationError,
            "Compare the account number with the one in the gateway's panel.",
            "شماره حساب کاربری را با پنل کاربری مقایسه کنید.", affectsWholeAccount: true),
        Row(-4, "KeyWrong", "کلید رمزنگاری اشتباه است",
            "The encryption key is wrong.", EveryCall, AuthenticationError,
            "Copy the encryption key from the gateway's panel again; a new encryption key replaces the old one.",
            "کلید رمزنگاری را دوباره از پنل کاربری کپی کنید؛ با ساختن کلید رمزنگاری جدید، قبلی از کار می‌افتد.", affectsWholeAccount: true),
        Row(-5, "IbanMissing", "شماره شبا نمی تواند خالی باشد",
            "The IBAN is missing.", Request, InvalidArgument,
            "Give the IBAN that is registered in the gateway's panel.",
            "شماره شبایی را بدهید که در پنل کاربری ثبت شده است."),
        Row(-6, "AmountMissing", "مبلغ نمی تواند خالی باشد",
            "The amount is missing.", Request, InvalidArgument,
            "Give the amount as a whole number above zero.",
            "مبلغ را به صورت عدد صحیح بزرگ‌تر از صفر بدهید."),
        Row(-7, "WithdrawalIdMissing", "آیدی تسویه حساب نمی تواند خالی باشد",
            "The withdrawal id is missing.", Details, InvalidArgument,
            "Give the id that the gateway returned when the withdrawal was requested.",
            "همان آیدی را بدهید که درگاه هنگام درخواست تسویه برگردانده است."),
        Row(-8, "IbanWrong", "شماره شبا اشتباه است",
            "The IBAN is wrong.", Request, InvalidArgument,
            "Compare the IBAN with the one registered in the gateway's panel.",
            "شماره شبا را با آنچه در پنل کاربری ثبت شده مقایسه کنید."),
        Row(-8, "TransactionNotFound", "تراکنش مورد نظر وجود ندارد",
            "There is no such transaction.", List | Details, ObjectNotFound,
            "Look for the withdrawal in the list of this account's withdrawals.",
            "تسویه را در لیست تسویه‌های همین حساب جستجو کنید."),
        Row(-9, "AmountWrong", "مبلغ اشتباه است",
            "The amount is wrong.", Request, InvalidArgument,
            "Give the amount as a whole number above zero, in the gateway's unit.",
            "مبلغ را به صورت عدد صحیح بزرگ‌تر از صفر و به واحد درگاه بدهید."),
        Row(-10, "WithdrawalIdWrong", "آیدی تسویه حساب اشتباه است",
            "The withdrawal id is wrong.", Details, InvalidArgument,
            "Give the id as the gateway's list shows it.",
            "آیدی را همان‌طور که در لیست درگاه آمده بدهید."),
        Row(-11, "BalanceZero", "موجودی شما صفر است",
            "The account's balance is zero.", Request, LimitsExceeded,
            "Wait until new payments have been added to the balance.",
            "صبر کنید تا پرداخت‌های جدید به موجودی اضافه شود."),
        Row(-12, "InsufficientBalance", "مبلغ درخواست شده بیشتر از موجودی است",
            "The amount is more than the account's balance.", Request, LimitsExceeded,
            "Request a smaller amount, or wait until the balance has grown.",
            "مبلغ کمتری درخواست کنید یا تا افزایش موجودی صبر کنید."),
        Row(-13, "PinNotNeeded", "نیازی به ارسال پارامتر پین درگاه برای کاربری شما نیست",
            "This account must not send a gateway pin.", Request, InvalidArgument,
            "Leave out the pin for this account, on the command and in the stored secret.",
            "این حساب نباید پین بفرستد. پین را از دستور و از سکرت ذخیره‌شده حذف کنید."),
        Row(-14, "ShaparakInfoNotFound", "اطلاعات شاپرکی شما یافت نشد",
            "The account's Shaparak information was not found.", Request, InvalidOperation,
            "Complete the Shaparak information in the gateway's panel, or ask its support.",
            "اطلاعات شاپرکی را در پنل کاربری کامل کنید یا با پشتیبانی درگاه تماس بگیرید."),
        Row(-15, "GatewayNotFound", "درگاه شما یافت نشد",
            "The account's gateway was not found.", Request, ObjectNotFound,
            "Check the gateway pin; an account with a gateway has to send it.",
            "پین درگاه را بررسی کنید؛ حسابی که درگاه دارد باید پین آن را بفرستد."),
        Row(-16, "NoActiveIban", "هیچ شماره شبا فعالی برای شما وجود ندارد",
            "The account has no active IBAN.", Request, InvalidOperation,
            "Register an IBAN in the gateway's panel and wait until it is active.",
            "در پنل کاربری شماره شبا ثبت کنید و تا فعال شدن آن صبر کنید."),
        Row(-17, "IbanNotRegistered", "شماره شبا ارسالی در پنل کاربری شما ثبت نشده است",
            "The IBAN is not registered for this account.", Request, InvalidArgument,
            "Use a registered IBAN, or register this one in the gateway's panel.",
            "از شبای ثبت‌شده استفاده کنید یا این شبا را در پنل کاربری ثبت کنید."),
        Row(RegistrationDisruptedCode, "RegistrationDisrupted", "اختلالی در ثبت تسویه حساب رخ داده است،لطفا دقایقی دیگر امتحان کنید",
            "A disruption occurred while the withdrawal was registered.", EveryCall, ResourceUnavailable,
            "A read can be tried again in some minutes. A withdrawal may have been made: look in the list before requesting it again.",
            "خواندن را می‌توان چند دقیقه دیگر دوباره انجام داد. شاید تسویه ثبت شده باشد: پیش از درخواست دوباره لیست درگاه را ببینید."),
        Row(-19, "WithdrawalNotFound", "تسویه حساب مربوطه یافت نشد",
            "The withdrawal was not found.", Details, ObjectNotFound,
            Messages.WithdrawalNotFoundAdvice.English,
            Messages.WithdrawalNotFoundAdvice.Persian),
        Row(-20, "AccountInactive", "حساب کاربر مربوطه غیرفعال است",
            "The account is inactive.", EveryCall, PermissionDenied,
            "Ask the gateway's support to activate the account.",
            "از پشتیبانی درگاه بخواهید حساب را فعال کند.", affectsWholeAccount: true),
    ];

    /// <summary>The row for a code that a call got, or null when the code is not in the table.</summary>
    /// <remarks>
    /// A code from a call that it is not listed for means what its only row says. Only for -8 does the meaning depend on the call.
    /// </remarks>
    public static GatewayError? Find(int code, WithdrawalOperation operation) =>
        All.FirstOrDefault(row => row.Code == code && (row.Calls & operation) != None)
        ?? All.FirstOrDefault(row => row.Code == code);

    private static GatewayError Row(
        int code,
        string name,
        string persian,
        string english,
        WithdrawalOperation calls,
        GatewayErrorCategory category,
        string englishAdvice,
        string persianAdvice,
        bool affectsWholeAccount = false) =>
        new(code, name, persian, english, calls, category, affectsWholeAccount, new LocalizedText(englishAdvice, persianAdvice));
}
