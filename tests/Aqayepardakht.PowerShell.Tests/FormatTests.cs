using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

public sealed partial class FormatTests
{
    [Fact]
    public void Withdrawals_are_a_table()
    {
        using var session = ModuleSession.Connected();
        session.Run("$null = New-AqpWithdrawal 1500000 $sandbox.Ibans[0] -Confirm:$false").Succeeded();

        var lines = Shown(session, "Get-AqpWithdrawalList");

        Assert.Equal("Id Amount Status Bank IBAN Created", Words(lines[0]));
        Assert.Matches("^ *11111 +1,500,000 Pending +ملی +IR270170000000100324200001 [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}$", lines[2]);
    }

    [Fact]
    public void A_table_is_the_same_for_a_Persian_user()
    {
        using var session = ModuleSession.Connected(uiCulture: "fa-IR");
        session.Run("$null = New-AqpWithdrawal 1500000 $sandbox.Ibans[0] -Confirm:$false").Succeeded();

        Assert.Matches("^ *11111 +1,500,000 Pending .* 20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}$", Shown(session, "Get-AqpWithdrawalList")[2]);
    }

    [Fact]
    public void Connections_are_a_table_without_anything_secret()
    {
        using var session = ModuleSession.Connected();

        var lines = Shown(session, "Get-AqpConnection");

        Assert.Equal("Account Endpoint Pin Current Timeout", Words(lines[0]));
        Assert.Equal($"{session.Gateway.Account} {session.Gateway.Endpoint} True True 30", Words(lines[2]));
    }

    [Fact]
    public void Error_codes_are_a_table()
    {
        using var session = ModuleSession.WithoutSandbox();

        var lines = Shown(session, "Get-AqpErrorCode -12");

        Assert.Equal("Code Name Calls Meaning", Words(lines[0]));
        Assert.Equal("-12 InsufficientBalance Request The amount is more than the account's balance.", Words(lines[2]));
    }

    [Fact]
    public void In_a_Persian_session_error_codes_say_what_they_mean_in_Persian()
    {
        using var session = ModuleSession.Connected(uiCulture: "fa-IR");

        Assert.Contains("موجودی", Shown(session, "Get-AqpErrorCode -12")[2]);
    }

    [Fact]
    public void A_sandbox_is_a_table_without_anything_secret()
    {
        using var session = ModuleSession.Open("-Manual -Balance 1500000");

        var lines = Shown(session, "$sandbox");

        Assert.Equal("Account Endpoint Balance Withdrawals", Words(lines[0]));
        Assert.Equal($"{session.Gateway.Account} {session.Gateway.Endpoint} 1,500,000 0", Words(lines[2]));
    }

    [Fact]
    public void The_sandboxes_ledger_and_calls_are_tables()
    {
        using var session = ModuleSession.Connected();
        session.Run("$null = New-AqpWithdrawal 1500000 $sandbox.Ibans[0] -Confirm:$false").Succeeded();

        Assert.Equal("Id Amount Status Bank IBAN Created", Words(Shown(session, "$sandbox.Withdrawals")[0]));
        Assert.Equal("Number Operation Page Id HTTP Code Fault", Words(Shown(session, "$sandbox.Requests")[0]));
    }

    [Fact]
    public void Withdrawals_are_a_list_of_all_eleven_properties()
    {
        var lines = ShownByView("Withdrawal", "ListControl");

        Assert.Equal(
            [
                "Id : 11111",
                "Amount : 55,214",
                "Status : Paid",
                "HolderName : محمد علیزاده",
                "BankName : ملی",
                "Iban : IR270170000000100324200001",
                "CreatedAt : 2022-10-01 12:12:12",
                "CreatedAtJalali : 1401/07/09 12:12:12",
                "UpdatedAt : 2022-10-01 15:12:12",
                "TrackingNumber : 140107050192878208",
                "Comment :",
            ],
            lines.Select(Words));
    }

    [Fact]
    public void Withdrawals_are_a_table_in_the_Jalali_calendar()
    {
        var lines = ShownByView("Jalali", "TableControl");

        Assert.Equal("Id Amount Status Bank IBAN Created (Jalali)", Words(lines[0]));
        Assert.Equal("11111 55,214 Paid ملی IR270170000000100324200001 1401/07/09 12:12:12", Words(lines[2]));
    }

    /// <summary>The engine alone has no Format-List; it shows the first view there is, so that here is a file with only the one wanted.</summary>
    private static IReadOnlyList<string> ShownByView(string name, string control)
    {
        var root = Path.GetDirectoryName(ModuleSession.ManifestPath)!;
        var views = XDocument.Load(Path.Combine(root, "bin", "Aqayepardakht.Format.ps1xml"));
        views.Descendants("View").Where(view => view.Element("Name")!.Value != name || view.Element(control) is null).Remove();
        Assert.Single(views.Descendants("View"));
        var folder = Directory.CreateTempSubdirectory("aqp-format-");
        try
        {
            var file = Path.Combine(folder.FullName, "One.Format.ps1xml");
            views.Save(file);
            using var session = ModuleSession.WithoutModule("en-US", file);
            using var gateway = new RecordingGateway();
            var assembly = Path.Combine(root, "bin", "net8.0", "Aqayepardakht.PowerShell.dll");
            return Shown(
                session,
                "$credential = [pscredential]::new('1', [System.Net.NetworkCredential]::new('', 'k').SecurePassword); Import-Module $assembly; " +
                "Get-AqpWithdrawal 11111 -Credential $credential -Endpoint $at",
                ("assembly", assembly),
                ("at", gateway.Endpoint));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IReadOnlyList<string> Shown(ModuleSession session, string script, params (string Name, object? Value)[] variables)
    {
        var before = session.Host.Screen.Lines.Count;
        session.Run($"& {{ {script} }} | Out-Default", variables).Succeeded();
        return [.. session.Host.Screen.Lines.Skip(before).Select(line => Colours().Replace(line, string.Empty).TrimEnd()).Where(line => line.Length > 0)];
    }

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colours();

    private static string Words(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
