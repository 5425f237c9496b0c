using System.Globalization;
using System.Linq;
using System.Numerics;
using CsCheck;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class WithdrawalAmountTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("1500000", 1_500_000)]
    [InlineData("1,500,000", 1_500_000)]
    [InlineData("1500000.00", 1_500_000)]
    [InlineData("1500000.0", 1_500_000)]
    [InlineData("1,500,000.00", 1_500_000)]
    [InlineData("۱۵۰۰۰۰۰", 1_500_000)]
    [InlineData("١٥٠٠٠٠٠", 1_500_000)]
    [InlineData("۱٬۵۰۰٬۰۰۰", 1_500_000)]
    [InlineData("۱,۵۰۰,۰۰۰٫۰۰", 1_500_000)]
    [InlineData("۱،۵۰۰،۰۰۰", 1_500_000)]
    [InlineData("\u200E1500000\u200F", 1_500_000)]
    [InlineData("  55214 ", 55214)]
    [InlineData("+55214", 55214)]
    [InlineData("0055214", 55214)]
    [InlineData("999", 999)]
    [InlineData("12,345", 12345)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9,223,372,036,854,775,807.00", long.MaxValue)]
    public void An_amount_is_read_as_people_and_spreadsheets_write_it(string text, long expected) =>
        Assert.Equal(expected, WithdrawalAmount.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("0")]
    [InlineData("0.00")]
    [InlineData("۰")]
    [InlineData("-1")]
    [InlineData("-1,000")]
    [InlineData("-9223372036854775808")]
    [InlineData("9223372036854775808")]
    [InlineData("99999999999999999999999999")]
    [InlineData("9,223,372,036,854,775,808")]
    [InlineData("1.5")]
    [InlineData("1.000")]
    [InlineData("1.500")]
    [InlineData("1.500.000")]
    [InlineData("1.01")]
    [InlineData("1.")]
    [InlineData("1.00.00")]
    [InlineData(".00")]
    [InlineData(".5")]
    [InlineData("1,5")]
    [InlineData("1,50")]
    [InlineData("1500,00")]
    [InlineData("1500,000")]
    [InlineData("1,,000")]
    [InlineData(",000")]
    [InlineData("1,000,")]
    [InlineData("1,00,000")]
    [InlineData("1,000.000")]
    [InlineData("1٫5")]
    [InlineData("1e5")]
    [InlineData("1E+5")]
    [InlineData("0x10")]
    [InlineData("1 500 000")]
    [InlineData("1'500")]
    [InlineData("1500 IRR")]
    [InlineData("۱۵۰۰ تومان")]
    [InlineData("1500-")]
    [InlineData("(1500)")]
    [InlineData("--5")]
    [InlineData("+-5")]
    [InlineData("+-1,000")]
    [InlineData("++1,000")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData("1\u200F500")]
    [InlineData("１５００")]
    [InlineData("๑๕๐๐")]
    [InlineData("NaN")]
    [InlineData("∞")]
    public void Anything_else_is_refused(string? text)
    {
        var exception = Assert.Throws<InvalidInputException>(() => WithdrawalAmount.Parse(text));

        Assert.Equal(InputErrorKind.Amount, exception.Kind);
        Assert.Equal("InvalidAmount", exception.Name);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void An_amount_that_is_not_above_zero_makes_no_request(long amount)
    {
        Assert.Equal(InputErrorKind.Amount, Assert.Throws<InvalidInputException>(() => new WithdrawalRequest(amount, TestClient.Iban)).Kind);
        Assert.Throws<InvalidInputException>(() => WithdrawalAmount.Validate(amount));
    }

    [Fact]
    public void A_long_text_is_quoted_only_in_part()
    {
        var exception = Assert.Throws<InvalidInputException>(() => WithdrawalAmount.Parse(new string('9', 10_000) + "\u001b[2J\r\n"));

        Assert.InRange(exception.Text.English.Length, 60, 300);
        Assert.DoesNotContain(exception.Text.English, char.IsControl);
    }

    [Fact]
    public void Every_amount_survives_every_way_of_writing_it()
    {
        var persian = Gen.OneOf('0', '۰', '٠');
        Gen.Select(Gen.Long[1, long.MaxValue], Gen.Bool, Gen.OneOf("", ".0", ".00"), persian, Gen.OneOf("", " ", "\t"))
            .Sample((amount, grouped, fraction, zero, space) =>
            {
                var text = amount.ToString(grouped ? "N0" : "D", CultureInfo.InvariantCulture) + fraction;
                text = string.Concat(text.Select(character => char.IsAsciiDigit(character) ? (char)(zero + character - '0') : character));
                if (zero != '0')
                {
                    text = text.Replace(',', '٬').Replace('.', '٫');
                }

                Assert.Equal(amount, WithdrawalAmount.Parse(space + text + space));
            }, iter: 2000);
    }

    [Fact]
    public void A_text_that_is_read_means_the_digits_in_it()
    {
        Gen.String[Gen.OneOf(Gen.Char["0123456789"], Gen.Char["0123456789.,٬٫۰۵٣+- "]), 0, 16].Sample(text =>
        {
            if (!TryParse(text, out var amount))
            {
                return;
            }

            // Whatever stands after the last point is nothing but zeros, and no fraction is three digits long.
            var plain = PersianDigits.ToAscii(text).Replace('٫', '.').Trim();
            var point = plain.LastIndexOf('.');
            if (point >= 0)
            {
                Assert.True(plain[point..] is ".0" or ".00", text);
                plain = plain[..point];
            }

            var digits = string.Concat(plain.Where(char.IsAsciiDigit));
            Assert.Equal(BigInteger.Parse(digits, CultureInfo.InvariantCulture), amount);
            Assert.DoesNotContain('-', plain);
        }, iter: 20_000);
    }

    [Fact]
    public void A_fraction_that_is_not_zero_is_always_refused()
    {
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Bool, Gen.OneOf('.', '٫'), Gen.Int[1, 999_999], Gen.Int[0, 3]).Sample((whole, grouped, point, fraction, zeros) =>
        {
            var text = whole.ToString(grouped ? "N0" : "D", CultureInfo.InvariantCulture)
                + point + new string('0', zeros) + fraction.ToString(CultureInfo.InvariantCulture);
            Assert.False(TryParse(text, out _), text);
        });
    }

    [Fact]
    public void Only_amounts_above_zero_come_out_whatever_goes_in()
    {
        Gen.String.Sample(text =>
        {
            if (TryParse(text, out var amount))
            {
                Assert.True(amount > 0);
            }
        });
    }

    private static bool TryParse(string text, out long amount)
    {
        try
        {
            amount = WithdrawalAmount.Parse(text);
            return true;
        }
        catch (InvalidInputException)
        {
            amount = 0;
            return false;
        }
    }
}
