using System;
using System.Linq;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData("\u001b[2J", "\\u001B[2J")]
    [InlineData("\0\u0007\u007f\u009b", "\\u0000\\u0007\\u007F\\u009B")]
    [InlineData("a\r\nb\tc\vd\fe\u0085f\u2028g\u2029h", "a  b c d e f g h")]
    [InlineData("1234\u200f5678\u202e\u2066\u200e\u061c", "12345678")]
    public void What_commands_or_reorders_is_shown_or_left_out(string text, string shown)
    {
        Assert.Equal(shown, DisplayText.Clean(text));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_replaced()
    {
        Assert.Equal("half \ufffd of \ufffd", DisplayText.Clean("half \ud83d of \udc4d"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("محمد علیزاده")]
    [InlineData("می‌شود")]
    [InlineData("چ ژ ۱۲۳ Ünïcode č œ")]
    [InlineData("\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67")]
    [InlineData("zero\u200bwidth\ufeff soft\u00adhyphen no\u00a0break")]
    public void Everything_else_stays(string text)
    {
        Assert.Equal(text, DisplayText.Clean(text));
    }

    [Fact]
    public void Text_that_is_clean_is_not_copied()
    {
        var text = new string('م', 50);

        Assert.Same(text, DisplayText.Clean(text));
        Assert.Null(DisplayText.Clean(null));
    }

    [Fact]
    public void Every_character_that_commands_or_reorders_is_known()
    {
        for (var character = '\0'; character < '\ud800'; character++)
        {
            Assert.Equal(HostileText.IsUnsafe(character), DisplayText.Clean(character.ToString()) != character.ToString());
        }
    }

    [Fact]
    public void A_sentence_of_our_own_keeps_only_its_left_to_right_marks()
    {
        var text = new LocalizedText("\u001b[31mred\u202e", "از \u200e2026-12-25 تا\nفردا\u200f");

        Assert.Equal("\\u001B[31mred", text.English);
        Assert.Equal("از \u200e2026-12-25 تا فردا", text.Persian);
    }

    [Fact]
    public void Input_that_is_refused_is_quoted_without_commands()
    {
        foreach (var hostile in HostileText.All)
        {
            using var key = SecretText.Of("key");
            InvalidInputException[] refusals =
            [
                Assert.Throws<InvalidInputException>(() => WithdrawalAmount.Parse(hostile)),
                Assert.Throws<InvalidInputException>(() => WithdrawalAmount.Parse("1" + hostile)),
                Assert.Throws<InvalidInputException>(() => Iban.Parse(hostile)),
                Assert.Throws<InvalidInputException>(() => Iban.Parse("IR27" + hostile)),
                Assert.Throws<InvalidInputException>(() => IdempotencyKey.Parse("INV" + hostile + "1")),
                Assert.Throws<InvalidInputException>(() => ReportDate.Parse(hostile)),
                Assert.Throws<InvalidInputException>(() => WithdrawEndpoint.Normalize(new Uri(hostile, UriKind.RelativeOrAbsolute))),
            ];

            Assert.All(refusals, HostileText.AssertNoneIn);
        }
    }

    [Fact]
    public void An_account_number_with_control_characters_is_refused()
    {
        foreach (var hostile in HostileText.All.Where(text => InputText.Normalize(text).Any(char.IsControl)))
        {
            using var key = SecretText.Of("key");

            HostileText.AssertNoneIn(Assert.Throws<InvalidInputException>(() => new WithdrawAccount("100" + hostile + "1", key)));
        }
    }
}
