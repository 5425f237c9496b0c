using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using CsCheck;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class IbanTests
{
    private const string Valid = "IR270170000000100324200001";

    private static readonly Gen<string> ValidIban = Gen.String[Gen.Char["0123456789"], 22, 22].Select(digits => "IR" + CheckDigits(digits) + digits);

    [Theory]
    [InlineData("IR270170000000100324200001")]
    [InlineData("ir270170000000100324200001")]
    [InlineData("Ir270170000000100324200001")]
    [InlineData("270170000000100324200001")]
    [InlineData("IR27 0170 0000 0010 0324 2000 01")]
    [InlineData("IR27-0170-0000-0010-0324-2000-01")]
    [InlineData("IR27–0170‑0000‐0010‒0324-2000-01")]
    [InlineData("  IR 27 0170000000100324200001\r\n")]
    [InlineData("IR27\u00A00170\u202F0000001003242000\t01")]
    [InlineData("IR۲۷۰۱۷۰۰۰۰۰۰۰۱۰۰۳۲۴۲۰۰۰۰۱")]
    [InlineData("۲۷۰۱۷۰۰۰۰۰۰۰۱۰۰۳۲۴۲۰۰۰۰۱")]
    [InlineData("IR٢٧٠١٧٠٠٠٠٠٠٠١٠٠٣٢٤٢٠٠٠٠١")]
    [InlineData("\uFEFFIR270170000000100324200001")]
    [InlineData("\u200EIR27\u200B0170\u200C0000\u200D001003242000\u200F01")]
    [InlineData("\u202BIR270170000000100324200001\u202C")]
    [InlineData("\u2066IR270170000000100324200001\u2069")]
    [InlineData("\u061CIR2701700000001003242000\u00AD01")]
    public void An_iban_is_mended_as_people_write_it(string text)
    {
        Assert.Equal(Valid, Iban.Parse(text));
        Assert.True(Iban.IsValid(text));
        Assert.Equal(Valid, new WithdrawalRequest(1, text).Iban);
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData("  - ", "empty")]
    [InlineData("IR4444444444444444444440", "24 characters")]
    [InlineData("IR4444444444444444444444", "24 characters")]
    [InlineData("IR27017000000010032420000", "25 characters")]
    [InlineData("IR2701700000001003242000010", "27 characters")]
    [InlineData("IR", "2 characters")]
    [InlineData("IR280170000000100324200001", "check digits")]
    [InlineData("IR270170000000100324200002", "check digits")]
    [InlineData("IR720170000000100324200001", "check digits")]
    [InlineData("IR015302451402541978618364", "check digits")]
    [InlineData("IR993772992234738989462110", "check digits")]
    [InlineData("IR000170000000929478222754", "check digits")]
    [InlineData("IR010170000000650186144270", "check digits")]
    [InlineData("IR990170000000612306655822", "check digits")]
    [InlineData("280170000000100324200001", "check digits")]
    [InlineData("27017000000010032420000", "not an Iranian IBAN")]
    [InlineData("DE89370400440532013000", "not an Iranian IBAN")]
    [InlineData("GB82WEST12345698765432", "not an Iranian IBAN")]
    [InlineData("AE070331234567890123456", "not an Iranian IBAN")]
    [InlineData("IR27017000000010032420000O", "not an Iranian IBAN")]
    [InlineData("IRIR270170000000100324200001", "not an Iranian IBAN")]
    [InlineData("RI270170000000100324200001", "not an Iranian IBAN")]
    [InlineData("IR27/0170000000100324200001", "not an Iranian IBAN")]
    [InlineData("IR27.0170000000100324200001", "not an Iranian IBAN")]
    [InlineData("IR２７0170000000100324200001", "not an Iranian IBAN")]
    [InlineData("شبا", "not an Iranian IBAN")]
    public void Anything_else_is_refused_with_the_reason(string? text, string reason)
    {
        var exception = Assert.Throws<InvalidInputException>(() => Iban.Parse(text));

        Assert.Equal(InputErrorKind.Iban, exception.Kind);
        Assert.Equal("InvalidIban", exception.Name);
        Assert.Contains(reason, exception.Text.English, StringComparison.Ordinal);
        Assert.NotEqual(exception.Text.English, exception.Text.Persian);
        Assert.False(Iban.IsValid(text));
        Assert.Throws<InvalidInputException>(() => new WithdrawalRequest(1, text));
    }

    [Theory]
    [InlineData("IR020170000000612306655822")]
    [InlineData("IR970170000000929478222754")]
    [InlineData("IR980170000000650186144270")]
    public void Check_digits_are_from_02_to_98(string iban)
    {
        Assert.Equal(iban, Iban.Parse(iban));
        Assert.True(Iban.IsValid(iban));
    }

    [Fact]
    public void Every_valid_iban_is_taken_as_it_is_and_mending_twice_changes_nothing()
    {
        ValidIban.Sample(iban =>
        {
            Assert.Equal(iban, Iban.Parse(iban));
            Assert.Equal(iban, Iban.Parse(iban[2..]));
            Assert.Equal(iban, Iban.Parse(Iban.Parse(iban.ToLowerInvariant())));
        });
    }

    [Fact]
    public void Mending_finds_the_iban_under_anything_that_people_put_in_it()
    {
        var noise = Gen.OneOf("", "", "", " ", "-", "\u200B", "\u200F", "\u202A", "\u00A0");
        Gen.Select(ValidIban, noise.Array[26, 26], Gen.Bool, Gen.OneOf('0', '۰', '٠'), Gen.Bool).Sample((iban, between, small, zero, withoutCountry) =>
        {
            var text = string.Concat(iban.Select((character, index) =>
                (char.IsAsciiDigit(character) ? (char)(zero + character - '0') : small ? char.ToLowerInvariant(character) : character) + between[index]));
            var from = withoutCountry ? text.IndexOf((char)(zero + iban[2] - '0'), StringComparison.Ordinal) : 0;

            Assert.Equal(iban, Iban.Parse(text[from..]));
        });
    }

    [Fact]
    public void A_single_wrong_digit_is_always_found()
    {
        Gen.Select(ValidIban, Gen.Int[2, 25], Gen.Int[1, 9]).Sample((iban, at, by) =>
        {
            var wrong = iban.ToCharArray();
            wrong[at] = (char)('0' + ((wrong[at] - '0' + by) % 10));
            Assert.False(Iban.IsValid(new string(wrong)));
        });
    }

    [Fact]
    public void Two_neighbouring_digits_that_are_swapped_are_always_found()
    {
        Gen.Select(ValidIban, Gen.Int[2, 24]).Where((iban, at) => iban[at] != iban[at + 1]).Sample((iban, at) =>
        {
            var wrong = iban.ToCharArray();
            (wrong[at], wrong[at + 1]) = (wrong[at + 1], wrong[at]);
            Assert.False(Iban.IsValid(new string(wrong)));
        });
    }

    [Fact]
    public void What_is_taken_is_26_characters_that_pass_the_check_of_the_standard_and_comes_from_the_text()
    {
        Gen.String[Gen.OneOf(Gen.Char["IRir0123456789"], Gen.Char["0123456789۰۱۲ -\u200F"]), 20, 34].Sample(text =>
        {
            if (!Iban.IsValid(text))
            {
                Assert.Throws<InvalidInputException>(() => Iban.Parse(text));
                return;
            }

            var iban = Iban.Parse(text);
            Assert.Equal(26, iban.Length);
            Assert.Equal(CheckDigits(iban[4..]), iban[2..4]);
            Assert.Equal(string.Concat(PersianDigits.ToAscii(text).Where(char.IsAsciiDigit)), iban[2..]);
        }, iter: 20_000);
    }

    private static string CheckDigits(string digits) =>
        (98 - (int)(BigInteger.Parse(digits + "182700", CultureInfo.InvariantCulture) % 97)).ToString("00", CultureInfo.InvariantCulture);
}
