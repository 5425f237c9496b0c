using System;
using System.Globalization;

namespace Aqayepardakht.Commands;

/// <summary>How a report in one language writes words, numbers and times.</summary>
/// <param name="isPersian">Persian rather than English.</param>
internal sealed class ReportLanguage(bool isPersian)
{
    public bool IsPersian => isPersian;

    public string Code => IsPersian ? "fa" : "en";

    public string Direction => IsPersian ? "rtl" : "ltr";

    /// <summary>The language that the session shows its messages in.</summary>
    public static ReportLanguage OfSession() => Named(new LocalizedText("en", "fa").ToString());

    /// <summary>Persian for <c>fa</c>, English for <c>en</c>.</summary>
    public static ReportLanguage Named(string code) => new(string.Equals(code, "fa", StringComparison.OrdinalIgnoreCase));

    /// <summary>A sentence in this language.</summary>
    public string Text(LocalizedText text) => IsPersian ? text.Persian : text.English;

    /// <summary>A whole number with thousands separators.</summary>
    public string Number(decimal number)
    {
        var text = number.ToString("N0", CultureInfo.InvariantCulture);
        return IsPersian ? Digits(text.Replace(',', '٬')) : text;
    }

    /// <summary>Text with its digits in this language.</summary>
    public string Digits(string text)
    {
        if (!IsPersian)
        {
            return text;
        }

        var characters = text.ToCharArray();
        for (var index = 0; index < characters.Length; index++)
        {
            if (characters[index] is >= '0' and <= '9')
            {
                characters[index] = (char)('۰' + (characters[index] - '0'));
            }
        }

        return new string(characters);
    }

    /// <summary>A day: Jalali in Persian, in both calendars in English.</summary>
    public string Day(DateTime time) => IsPersian ? Digits(JalaliDay(time)) : $"{GregorianDay(time)} ({JalaliDay(time)})";

    /// <summary>A day and a time on two lines, or a dash for none.</summary>
    public string TimeHtml(DateTime? time)
    {
        if (time is not { } known)
        {
            return "–";
        }

        return IsPersian
            ? $"{Digits(JalaliDay(known))} <small>{Digits(Clock(known))}</small>"
            : $"{GregorianDay(known)} {Clock(known)} <small>{JalaliDay(known)}</small>";
    }

    /// <summary>A day and a time in one line.</summary>
    public string Moment(DateTime time) => Digits($"{(IsPersian ? JalaliDay(time) : GregorianDay(time))} {Clock(time)}");

    /// <summary>The Jalali day, <c>yyyy/MM/dd</c>; the Gregorian one for a time before that calendar.</summary>
    private static string JalaliDay(DateTime time) =>
        JalaliTime.Format(time) is { Length: > 10 } text ? text.Substring(0, 10) : GregorianDay(time);

    private static string Clock(DateTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string GregorianDay(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
