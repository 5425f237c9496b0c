using System;
using Aqayepardakht.Http;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>Every kind of input takes the same digits, invisible marks and spaces.</summary>
public sealed class InputTextTests
{
    private static readonly string[] Marks = ["\u200E", "\u200F", "\u061C", "\u200B", "\u200C", "\u202A", "\u202C", "\u2066", "\u2069", "\uFEFF", "\u00AD"];
    private static readonly string[] Spaces = [" ", "\t", "\u00A0", "\u202F", "\u2003"];

    private static readonly (InputErrorKind? Kind, string Plain, Func<string, object> Parse)[] Kinds =
    [
        (InputErrorKind.Amount, "1500000", text => WithdrawalAmount.Parse(text)),
        (InputErrorKind.Iban, "IR270170000000100324200001", Iban.Parse),
        (InputErrorKind.Date, "2026-12-25", text => ReportDate.Parse(text)),
        (InputErrorKind.Date, "1405/10/04", text => ReportDate.Parse(text)),
        (InputErrorKind.Account, "100200300", AccountNumber),
        (null, "-12", text => GatewayCode.TryParse(text, out var code) ? code : throw new FormatException()),
        (null, "11111", InputText.Normalize),
    ];

    public static TheoryData<int> EachKind()
    {
        var kinds = new TheoryData<int>();
        for (var kind = 0; kind < Kinds.Length; kind++)
        {
            kinds.Add(kind);
        }

        return kinds;
    }

    [Theory]
    [MemberData(nameof(EachKind))]
    public void Marks_and_spaces_around_it_and_persian_or_arabic_digits_change_nothing(int kind)
    {
        var (_, plain, parse) = Kinds[kind];
        var expected = parse(plain);

        foreach (var digits in new[] { plain, InDigits(plain, '۰'), InDigits(plain, '٠') })
        {
            foreach (var mark in Marks)
            {
                foreach (var space in Spaces)
                {
                    foreach (var text in new[] { mark + digits + mark, space + mark + digits + mark + space, mark + space + digits + space + mark })
                    {
                        Assert.Equal(expected, parse(text));
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(EachKind))]
    public void Marks_and_spaces_alone_are_empty(int kind)
    {
        var (error, _, parse) = Kinds[kind];

        Assert.Equal(string.Empty, InputText.Normalize(string.Concat(Marks) + string.Concat(Spaces)));
        if (error is not null)
        {
            Assert.Equal(error, Assert.Throws<InvalidInputException>(() => parse(string.Concat(Marks) + string.Concat(Spaces))).Kind);
        }
    }

    private static string InDigits(string text, char zero) =>
        string.Create(text.Length, (text, zero), static (written, state) =>
        {
            for (var index = 0; index < written.Length; index++)
            {
                var character = state.text[index];
                written[index] = char.IsAsciiDigit(character) ? (char)(state.zero + character - '0') : character;
            }
        });

    private static string AccountNumber(string text)
    {
        using var key = SecretText.Of("key");
        using var account = new WithdrawAccount(text, key);
        return account.Number;
    }
}
