using System;
using System.Globalization;

namespace Aqayepardakht;

/// <summary>Why no response came, in both languages.</summary>
internal static class NetworkMessages
{
    public static LocalizedText TimedOut(TimeSpan timeout) => new(
        $"The gateway did not respond within {Seconds(timeout)} seconds.",
        $"درگاه ظرف {Seconds(timeout)} ثانیه پاسخ نداد.");

    public static LocalizedText NameNotResolved(string host) => new(
        $"The host name {host} could not be resolved (DNS).",
        $"نام دامنه پیدا نشد (DNS): {host}");

    public static LocalizedText ConnectionRefused(string host) => new(
        $"The connection to {host} was refused.",
        $"اتصال پذیرفته نشد: {host}");

    public static LocalizedText ConnectionFailed(string host) => new(
        $"The connection to {host} failed or was lost.",
        $"اتصال برقرار نشد یا قطع شد: {host}");

    public static LocalizedText ConnectTimedOut(string host, TimeSpan timeout) => new(
        $"No connection to {host} was made within {Seconds(timeout)} seconds. Nothing was sent.",
        $"ظرف {Seconds(timeout)} ثانیه اتصالی برقرار نشد و چیزی فرستاده نشد: {host}");

    public static LocalizedText HeldUp { get; } = new(
        "The request was not sent: it was held up for too long before it could leave, as by a computer that slept.",
        "درخواست فرستاده نشد: پیش از ارسال بیش از حد معطل ماند، مثلاً چون دستگاه به حالت خواب رفته بود.");

    public static LocalizedText ProxyRefused(string proxy, string host) => new(
        $"The proxy {proxy} refused to connect to {host}. Nothing was sent to the gateway.",
        $"پروکسی اتصال به {host} را نپذیرفت و چیزی به درگاه فرستاده نشد: {proxy}");

    public static LocalizedText TlsFailed(string host) => new(
        $"No secure connection (TLS) to {host} could be made. Nothing was sent.",
        $"اتصال امن (TLS) برقرار نشد و چیزی فرستاده نشد: {host}");

    public static LocalizedText CertificateRejected(string host, LocalizedText reason) => new(
        $"The certificate of {host} was rejected: {reason.English}. Nothing was sent. "
        + "Check this computer's date and time, and whether a proxy or an antivirus program intercepts the connection.",
        $"گواهی {host} پذیرفته نشد: {reason.Persian}. چیزی فرستاده نشد. "
        + "تاریخ و ساعت این دستگاه را بررسی کنید و ببینید آیا پروکسی یا آنتی‌ویروس در میان اتصال قرار گرفته است.");

    public static LocalizedText CertificateMissing { get; } = new("the server sent none", "سرور گواهی نفرستاد");

    public static LocalizedText CertificateExpired(DateTime utc) => new(
        FormattableString.Invariant($"it expired at {utc:yyyy-MM-dd HH:mm} UTC"),
        FormattableString.Invariant($"در {utc:yyyy/MM/dd HH:mm} به وقت UTC منقضی شده است"));

    public static LocalizedText CertificateNotYetValid(DateTime utc) => new(
        FormattableString.Invariant($"it is not valid before {utc:yyyy-MM-dd HH:mm} UTC"),
        FormattableString.Invariant($"پیش از {utc:yyyy/MM/dd HH:mm} به وقت UTC معتبر نیست"));

    public static LocalizedText CertificateOfAnotherName(string name) => new(
        $"it belongs to '{name}'",
        $"متعلق به «{name}» است");

    public static LocalizedText CertificateNotTrusted(string? issuer) => issuer is null
        ? new("this computer does not trust it", "این دستگاه به آن اعتماد ندارد")
        : new($"this computer does not trust its issuer '{issuer}'", $"این دستگاه به صادرکننده آن اعتماد ندارد («{issuer}»)");

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
