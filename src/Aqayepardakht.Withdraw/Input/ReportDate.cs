using System;
using System.Globalization;

namespace Aqayepardakht;

/// <summary>Dates of a list's period: read as people write them, written as the gateway expects them.</summary>
public static class ReportDate
{
    /// <summary>
    /// Reads a day: <c>dd-MM-yyyy</c> (the gateway's own form), <c>yyyy-MM-dd</c> or <c>yyyy/MM/dd</c>.
    /// A year from 1300 to 1499 is Jalali.
    /// </summary>
    /// <returns>The Gregorian day at midnight.</returns>
    /// <exception cref="InvalidInputException">
    /// It has another form, such as <c>01/02/2020</c>, which could be two different days; or there is no such day.
    /// </exception>
    public static DateTime Parse(string? text)
    {
        var parts = InputText.Normalize(text).Split('-', '/');
        if (parts.Length != 3 || !TrySplit(text!, parts, out var year, out var month, out var day))
        {
            throw new InvalidInputException(InputErrorKind.Date, Messages.DateForm(text));
        }

        if (year is >= JalaliTime.FirstYear and <= JalaliTime.LastYear)
        {
            return JalaliTime.ToGregorian(year, month, day)
                ?? throw new InvalidInputException(InputErrorKind.Date, Messages.NoSuchDay(text!));
        }

        if (year < 1900 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            throw new InvalidInputException(InputErrorKind.Date, Messages.NoSuchDay(text!));
        }

        return new DateTime(year, month, day);
    }

    /// <summary>Writes a day as the gateway's <c>start_date</c> and <c>end_date</c>: Gregorian, day first, <c>dd-MM-yyyy</c>.</summary>
    public static string ToGateway(DateTime day) => day.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture);

    private static bool TrySplit(string text, string[] parts, out int year, out int month, out int day)
    {
        year = month = day = 0;
        var yearFirst = parts[0].Length == 4;
        var slashes = text.IndexOf('/') >= 0;
        if (slashes && text.IndexOf('-') >= 0)
        {
            return false;
        }

        // Day first only with dashes: 01/02/2020 is January to some and February to others.
        return (yearFirst || (!slashes && parts[2].Length == 4))
            && TryReadNumber(parts[yearFirst ? 0 : 2], 4, out year)
            && TryReadNumber(parts[1], 2, out month)
            && TryReadNumber(parts[yearFirst ? 2 : 0], 2, out day);
    }

    private static bool TryReadNumber(string digits, int maxLength, out int number)
    {
        number = 0;
        return digits.Length > 0
            && digits.Length <= maxLength
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
