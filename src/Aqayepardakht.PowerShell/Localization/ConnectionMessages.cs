using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>What is said of accounts, connections and stored secrets, in both languages.</summary>
internal static class ConnectionMessages
{
    private const string StoreTable = "Set-Secret NAME @{ Account = '...'; Code = '...'; Pin = '...' }";

    public static CommandException NotConnected() => new(
        "NotConnected",
        ErrorCategory.ConnectionError,
        new LocalizedText(
            "No account is connected in this session.",
            "در این نشست حسابی متصل نیست."),
        new LocalizedText(
            "Run Connect-AqpAccount, or give -Credential, -SecretName or -Connection.",
            "ابتدا حساب را متصل کنید: Connect-AqpAccount. یا یکی از این پارامترها را بدهید: Credential, SecretName, Connection"));

    public static CommandException Disconnected(string account) => new(
        "Disconnected",
        ErrorCategory.ConnectionError,
        new LocalizedText(
            $"The connection of account {account} was disconnected.",
            $"اتصال این حساب کاربری قطع شده است: {account}"),
        new LocalizedText(
            "Run Connect-AqpAccount again.",
            "دوباره متصل شوید: Connect-AqpAccount"));

    public static LocalizedText NullCredential { get; } = new(
        "The credential is empty ($null). Give a PSCredential: the user name is the account number, the password the encryption key.",
        "اطلاعات ورود خالی است ($null). یک PSCredential بدهید: نام کاربری، شماره حساب کاربری است و گذرواژه، کلید رمزنگاری.");

    public static LocalizedText NotAConnection(string text) => new(
        $"'{text}' is not a connection of this session. Give what Connect-AqpAccount returned, or the account number of "
            + "one that Get-AqpConnection lists.",
        $"«{text}» اتصالی در این نشست نیست. خروجی Connect-AqpAccount را بدهید، یا شماره حساب کاربری یکی از اتصال‌های این دستور: Get-AqpConnection");

    public static LocalizedText ConnectionOfAnotherProcess(string? account) => new(
        $"The connection of account {account} belongs to another process, and its encryption key did not come with it. Connect in "
            + "the job itself, with -SecretName or a credential ($using:credential).",
        $"اتصال حساب کاربری {account} متعلق به فرایند دیگری است و کلید رمزنگاری همراه آن نیامده است. در خود job متصل شوید، با پارامتر SecretName یا با اطلاعات ورود: $using:credential");

    public static CommandException SecretManagementMissing() => new(
        "SecretManagementMissing",
        ErrorCategory.NotInstalled,
        new LocalizedText(
            "-SecretName needs the module Microsoft.PowerShell.SecretManagement, which is not installed.",
            "پارامتر SecretName به ماژول Microsoft.PowerShell.SecretManagement نیاز دارد که نصب نیست."),
        new LocalizedText(
            "Install it and a vault: Install-PSResource Microsoft.PowerShell.SecretManagement, "
                + "Microsoft.PowerShell.SecretStore (Install-Module on Windows PowerShell).",
            "آن را همراه یک مخزن سکرت (vault) نصب کنید؛ در Windows PowerShell با Install-Module و در PowerShell 7 با: Install-PSResource Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore"));

    public static CommandException SecretNotRead(string name, string reason) => new(
        "SecretNotRead",
        ErrorCategory.ObjectNotFound,
        new LocalizedText(
            $"The secret '{name}' could not be read: {reason}",
            $"سکرت «{name}» خوانده نشد ({reason})"),
        new LocalizedText(
            "See the names with Get-SecretInfo, and check -SecretName, -VaultName and that the vault is unlocked.",
            "نام سکرت، نام مخزن سکرت و قفل نبودن آن را بررسی کنید. فهرست نام‌ها را این دستور نشان می‌دهد: Get-SecretInfo"));

    public static CommandException SecretOfOtherType(string name, string type) => new(
        "SecretOfOtherType",
        ErrorCategory.InvalidType,
        new LocalizedText(
            $"The secret '{name}' is a {type}. Accepted are a PSCredential (user name = account, password = encryption key) and a "
                + "hashtable with Account, Code and, if the account uses them, Pin and JournalDatabase, each a string or a SecureString.",
            $"نوع سکرت «{name}» پذیرفته نیست ({type}). باید یک PSCredential باشد (نام کاربری: شماره حساب کاربری، گذرواژه: کلید رمزنگاری) یا یک hashtable با این مقدارها از نوع string یا SecureString: Account, Code و در صورت نیاز Pin, JournalDatabase"),
        new LocalizedText(
            $"Store it again: Set-Secret NAME (Get-Credential), or {StoreTable}.",
            $"آن را دوباره ذخیره کنید: Set-Secret NAME (Get-Credential) یا {StoreTable}."));

    /// <param name="name">The secret.</param>
    /// <param name="missing">The name of the value that it should have.</param>
    /// <param name="names">The names of the values that it has.</param>
    public static CommandException SecretLacks(string name, string missing, string names) => new(
        missing == "Account" ? "InvalidAccount" : "InvalidKey",
        ErrorCategory.InvalidArgument,
        names.Length == 0
            ? new LocalizedText(
                $"The secret '{name}' has no {missing}; it is an empty hashtable.",
                $"سکرت «{name}» مقدار {missing} را ندارد؛ یک hashtable خالی است.")
            : new LocalizedText(
                $"The secret '{name}' has no {missing}; it has {names}.",
                $"سکرت «{name}» مقدار {missing} را ندارد. مقدارهای آن: {names}"),
        new LocalizedText(
            $"Store it again: {StoreTable}. Leave out Pin if the account uses none.",
            $"آن را دوباره ذخیره کنید: {StoreTable}. اگر حساب پین ندارد Pin را ننویسید."));
}
