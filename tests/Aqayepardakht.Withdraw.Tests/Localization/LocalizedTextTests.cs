using System;
using System.Globalization;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class LocalizedTextTests
{
    [Theory]
    [InlineData("fa", "فارسی")]
    [InlineData("fa-IR", "فارسی")]
#if NET
    [InlineData("fa-AF", "فارسی")]
#endif
    [InlineData("en-US", "English")]
    [InlineData("ar-SA", "English")]
    [InlineData("fr-FR", "English")]
    [InlineData("", "English")]
    public void A_text_speaks_persian_to_persians_and_english_to_everybody_else(string culture, string expected)
    {
        var text = new LocalizedText("English", "فارسی");
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);

            Assert.Equal(expected, text.ToString());
            Assert.Equal(expected, text.For(CultureInfo.CurrentUICulture));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void The_message_of_an_exception_speaks_the_language_of_who_reads_it()
    {
        var exception = Assert.Throws<InvalidInputException>(() => Iban.Parse(null));
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fa-IR");
            Assert.Equal(exception.Text.Persian + " " + exception.Advice.Persian, exception.Message);
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
            Assert.Equal(exception.Text.English + " " + exception.Advice.English, exception.Message);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void A_text_without_one_of_its_languages_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new LocalizedText(null!, "فارسی"));
        Assert.Throws<ArgumentNullException>(() => new LocalizedText("English", null!));
    }
}
