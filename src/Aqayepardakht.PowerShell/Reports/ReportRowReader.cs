using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace Aqayepardakht.Commands;

/// <summary>Reads a withdrawal from what a pipeline brings: an object of this module, a copy of one, or a row of a CSV file.</summary>
internal sealed class ReportRowReader
{
    private static readonly string[] IdNames = HeadingsOf<GetAqpWithdrawalCommand>(nameof(GetAqpWithdrawalCommand.Id));
    private static readonly string[] AmountNames = HeadingsOf<NewAqpWithdrawalCommand>(nameof(NewAqpWithdrawalCommand.Amount));
    private static readonly string[] IbanNames = HeadingsOf<NewAqpWithdrawalCommand>(nameof(NewAqpWithdrawalCommand.Iban));
    private static readonly string[] KeyNames = HeadingsOf<NewAqpWithdrawalCommand>(nameof(NewAqpWithdrawalCommand.IdempotencyKey));

    /// <summary>How many times were there and could not be read.</summary>
    public long UnreadableTimes { get; private set; }

    /// <summary>Whether every row so far was an object of this session rather than a row of a file.</summary>
    public bool OnlyLiveObjects { get; private set; } = true;

    /// <exception cref="CommandException">It has no id, amount or status that can be read.</exception>
    public ReportRow Read(PSObject input)
    {
        if (input.BaseObject is Withdrawal withdrawal)
        {
            return new ReportRow(withdrawal, Text(input, KeyNames));
        }

        OnlyLiveObjects = false;
        var row = new Withdrawal
        {
            Id = Whole(input, IdNames, Id),
            Amount = Whole(input, AmountNames, Amount),
            Status = StatusArgumentAttribute.TryParse(Value(input, "Status"), out var status)
                ? status
                : throw ReportMessages.RowNotRead("Status", Text(input, "Status")),
            HolderName = Text(input, "HolderName"),
            BankName = Text(input, "BankName"),
            Iban = Text(input, IbanNames),
            CreatedAt = Time(input, "CreatedAt"),
            UpdatedAt = Time(input, "UpdatedAt"),
            TrackingNumber = Text(input, "TrackingNumber"),
            Comment = Text(input, "Comment"),
        };
        return new ReportRow(row, Text(input, KeyNames));
    }

    /// <summary>The headings of a file that bind to a parameter: its name and its aliases.</summary>
    private static string[] HeadingsOf<TCommand>(string parameter) =>
        [parameter, .. typeof(TCommand).GetProperty(parameter)!.GetCustomAttribute<AliasAttribute>()!.AliasNames];

    private static long Whole(PSObject input, string[] names, Func<string, long?> parse)
    {
        var text = Text(input, names);
        return (text is null ? null : parse(InputText.Normalize(text))) ?? throw ReportMessages.RowNotRead(names[0], text);
    }

    private static long? Id(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static long? Amount(string text)
    {
        try
        {
            return WithdrawalAmount.Parse(text);
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }

    /// <summary>The Jalali column is read first: it is written in one way, the other as some culture writes dates.</summary>
    private DateTime? Time(PSObject input, string name)
    {
        if (Value(input, name) is DateTime time)
        {
            return time;
        }

        var text = Text(input, name + "Jalali") ?? Text(input, name);
        var read = text is null ? null : ParseTime(InputText.Normalize(text));
        if (text is not null && read is null)
        {
            UnreadableTimes++;
        }

        return read;
    }

    /// <summary>A day as the commands take it, and perhaps the time of the day.</summary>
    private static DateTime? ParseTime(string text)
    {
        var parts = text.Split([' ', 'T'], 2);
        var clock = TimeSpan.Zero;
        try
        {
            return parts.Length == 1 || TimeSpan.TryParseExact(parts[1], [@"h\:mm", @"h\:mm\:ss"], CultureInfo.InvariantCulture, out clock)
                ? ReportDate.Parse(parts[0]) + clock
                : null;
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }

    private static object? Value(PSObject input, params string[] names) => ArgumentValue.Unwrap(
        names.Select(name => input.Properties[name]).FirstOrDefault(property => property is not null)?.Value);

    /// <summary>The text of a cell; null for an empty one. A cell that was written as a formula to keep its digits is unwrapped.</summary>
    private static string? Text(PSObject input, params string[] names)
    {
        var text = Convert.ToString(Value(input, names), CultureInfo.InvariantCulture);
        if (text is ['=', '"', .., '"'] && text.Length > 2)
        {
            text = text.Substring(2, text.Length - 3);
        }

        return string.IsNullOrWhiteSpace(text) ? null : text;
    }
}
