using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>Numbers, dates, times and accounts come with the marks, digits and spaces of the page that they were copied from.</summary>
public sealed class ArgumentTextTests(SharedSession shared) : IClassFixture<SharedSession>
{
    [Theory]
    [InlineData("(Get-AqpErrorCode TEXT).Code", "12", "-12")]
    [InlineData("$null = Get-AqpWithdrawalList -Page TEXT -ErrorAction Stop; 'read'", "1", "read")]
    [InlineData("$null = Get-AqpWithdrawalList -StartDate TEXT -ErrorAction Stop; 'read'", "2026-12-25", "read")]
    [InlineData("try { Get-AqpWithdrawal TEXT -ErrorAction Stop } catch { $_.TargetObject }", "99999", "99999")]
    [InlineData("try { Wait-AqpWithdrawal 99999 -Timeout TEXT -ErrorAction Stop } catch { $_.TargetObject }", "30", "99999")]
    [InlineData("try { Wait-AqpWithdrawal 99999 -PollInterval TEXT -ErrorAction Stop } catch { $_.TargetObject }", "00:00:30", "99999")]
    public void Every_argument_is_read_without_them(string command, string plain, string expected)
    {
        foreach (var text in new[] { plain, InPersianDigits(plain), "\u200E" + plain + "\u200F", " \u200F " + InPersianDigits(plain) + "\u00A0\u200E" })
        {
            var result = shared.Session.Run(command.Replace("TEXT", $"'{text}'"));

            Assert.Empty(result.Errors);
            Assert.Equal(expected, Assert.Single(result.Output).ToString());
        }
    }

    [Fact]
    public void A_connection_is_found_by_its_account_number()
    {
        var account = shared.Session.Gateway.Account;

        var result = shared.Session.Run($"$null = Get-AqpWithdrawalList -Page 1 -Connection '\u200E{InPersianDigits(account)} '");

        Assert.Empty(result.Errors);
    }

    private static string InPersianDigits(string text)
    {
        for (var digit = '0'; digit <= '9'; digit++)
        {
            text = text.Replace(digit, (char)('۰' + digit - '0'));
        }

        return text;
    }
}
