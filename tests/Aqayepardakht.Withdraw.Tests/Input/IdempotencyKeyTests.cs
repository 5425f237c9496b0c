using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

public sealed class IdempotencyKeyTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \t\u00a0")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\u0085b")]
    public void An_empty_key_or_one_with_control_characters_is_refused(string? key)
    {
        var exception = Assert.Throws<InvalidInputException>(() => IdempotencyKey.Parse(key));

        Assert.Equal(InputErrorKind.IdempotencyKey, exception.Kind);
    }

    [Theory]
    [InlineData("\u200FINV-12", "U+200F", "character 1,")]
    [InlineData("INV-12\u200E", "U+200E", "character 7,")]
    [InlineData("INV\u200B-12", "U+200B", "character 4,")]
    [InlineData("INV\u200C-12", "U+200C", "character 4,")]
    [InlineData("فاکتور\u200C", "U+200C", "character 7,")]
    [InlineData("\uFEFFINV-12", "U+FEFF", "character 1,")]
    [InlineData("INV\u00AD12", "U+00AD", "character 4,")]
    [InlineData("\u2066INV-12\u2069", "U+2066", "character 1,")]
    public void A_key_with_a_mark_that_nobody_sees_is_refused_and_not_taken_for_another(string key, string mark, string place)
    {
        var exception = Assert.Throws<InvalidInputException>(() => IdempotencyKey.Parse(key));

        Assert.Contains(mark, exception.Message);
        Assert.Contains(place, exception.Message);
    }

    [Fact]
    public void Half_of_a_character_is_refused()
    {
        // It could not be told from another half once both are written as UTF-8.
        foreach (var key in new[] { "a\ud83d", "\ude00b", "\ude00\ud83d", "x\ud83d\ud83d\ude00", "\ud83d\ude00\ude00" })
        {
            Assert.Throws<InvalidInputException>(() => IdempotencyKey.Parse(key));
        }
    }

    [Fact]
    public void A_key_has_at_most_200_characters()
    {
        Assert.Equal(200, IdempotencyKey.Parse(new string('x', 200)).Length);
        Assert.Throws<InvalidInputException>(() => IdempotencyKey.Parse(new string('x', 201)));
    }

    [Theory]
    [InlineData(" INV-1 ", "INV-1")]
    [InlineData("فاکتور ۱", "فاکتور ۱")]
    [InlineData("😀😀", "😀😀")]
    [InlineData("اجاره\u200Cخانه ۱", "اجاره\u200Cخانه ۱")]
    [InlineData("👨\u200D👩", "👨\u200D👩")]
    public void Spaces_around_a_key_are_left_out(string text, string key) => Assert.Equal(key, IdempotencyKey.Parse(text));
}
