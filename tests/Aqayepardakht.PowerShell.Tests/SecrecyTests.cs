using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>Whatever goes wrong, the key and the pin are in nothing that anybody can read.</summary>
public sealed class SecrecyTests
{
    private static readonly string[] Everything =
    [
        AccountCommands.Request,
        AccountCommands.Get,
        AccountCommands.List,
        AccountCommands.Wait + " -Timeout 0",
    ];

    /// <summary>The codes of the gateway's documentation.</summary>
    public static TheoryData<int> Codes => [.. Enumerable.Range(-20, 20)];

    [Fact]
    public void The_search_finds_a_secret_where_there_is_one()
    {
        var error = new ErrorRecord(
            new InvalidOperationException("Outer.", new ArgumentException("It was " + KnownSecrets.Key)),
            "Id",
            ErrorCategory.NotSpecified,
            new Dictionary<string, object> { ["a"] = new PSObject(new { b = (object[])[new { c = KnownSecrets.Pin }] }) });

        Assert.Contains(KnownSecrets.Key, SecretSearch.TextOf(error));
        Assert.Contains(KnownSecrets.Pin, SecretSearch.TextOf(error));
        Assert.Contains(KnownSecrets.Pin, SecretSearch.TextOf(new PSObject { Properties = { new PSNoteProperty("x", KnownSecrets.Pin) } }));
    }

    [Fact]
    public void Objects_hold_no_secret_that_can_be_read()
    {
        using var session = KnownSecrets.Open();

        var result = session.Run(
            """
            $sandbox
            $sandbox | Connect-AqpAccount -JournalDatabase "$database;Password=$password"
            $sandbox | Connect-AqpAccount -JournalDatabase $database -JournalCredential $role
            Get-AqpConnection
            $sandbox | Connect-AqpAccount
            Initialize-AqpJournalDatabase "$database;Password=$password" -PayerRole payer -AsScript
            Initialize-AqpJournalDatabase "$database;Password=$password" -PayerRole payer -WhatIf
            New-AqpWithdrawal 1000 $sandbox.Ibans[0] -Confirm:$false
            Get-AqpWithdrawalList
            Get-AqpConnection
            $sandbox.Requests
            $sandbox.Withdrawals
            Get-AqpErrorCode
            """).Succeeded();

        Assert.True(result.Output.Count > 20);
        KnownSecrets.AssertHidden(session, result);
        foreach (var item in result.Output)
        {
            Assert.DoesNotContain(KnownSecrets.Key, item.ToString());
            Assert.DoesNotContain(KnownSecrets.Pin, item.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void No_code_brings_a_secret_to_light(int code)
    {
        using var session = KnownSecrets.Open();
        foreach (var (command, operation) in Everything.Zip(["Request", "Details", "List", "Details"]))
        {
            session.Gateway.AnswerNext(code, operation);
            var result = session.Run(command);
            Assert.NotEmpty(result.Errors.Count > 0 ? result.Errors.Select(error => error.ToString()) : result.Warnings);
            KnownSecrets.AssertHidden(session, result);
        }
    }

    [Theory]
    [InlineData("New-AqpWithdrawal 1.5 x -Confirm:$false")]
    [InlineData("New-AqpWithdrawal 1 x -Confirm:$false -Pin $sandbox.Pin")]
    [InlineData("New-AqpWithdrawal 1 $sandbox.Ibans[0] -WhatIf")]
    [InlineData("New-AqpWithdrawal 1 $sandbox.Ibans[0]")]
    [InlineData("New-AqpWithdrawal 1 $sandbox.Ibans[0] -Confirm:$false -Credential $sandbox.Credential -Pin $sandbox.Pin -Endpoint http://example.com")]
    [InlineData("Get-AqpWithdrawal 1 -Credential $sandbox.Credential -Endpoint nowhere")]
    [InlineData("Get-AqpWithdrawal 1 -Credential $sandbox.Pin")]
    [InlineData("Get-AqpWithdrawal 1 -Connection $sandbox.Credential")]
    [InlineData("Get-AqpWithdrawal 1 -Connection $sandbox.Pin")]
    [InlineData("Get-AqpWithdrawal $sandbox.Credential")]
    [InlineData("$sandbox.Credential, $sandbox.Pin, $sandbox | Get-AqpWithdrawal")]
    [InlineData("$sandbox.Credential, $sandbox.Pin | Connect-AqpAccount")]
    [InlineData("Connect-AqpAccount $sandbox.Credential -Pin $sandbox.Credential")]
    [InlineData("Connect-AqpAccount $sandbox.Credential -Pin $sandbox.Pin -TimeoutSec 0")]
    [InlineData("Start-AqpSandbox -Credential $sandbox.Credential -Pin $sandbox.Pin -LedgerPath /nowhere/at/all")]
    [InlineData("Start-AqpSandbox -Credential $sandbox.Credential -Pin $sandbox.Pin -Iban x")]
    [InlineData("Disconnect-AqpAccount; New-AqpWithdrawal 1 x -Confirm:$false")]
    [InlineData("$sandbox | Connect-AqpAccount -JournalDatabase \"$database;Pasword=$password\"")]
    [InlineData("$sandbox | Connect-AqpAccount -JournalDatabase $password")]
    [InlineData("$sandbox | Connect-AqpAccount -JournalDatabase \"$database;Password=$password\" -JournalPath ./x")]
    [InlineData("New-AqpWithdrawal 1 $sandbox.Ibans[0] -IdempotencyKey K -JournalDatabase \"$database;Password=$password\" -Confirm:$false")]
    [InlineData("New-AqpWithdrawal 1 $sandbox.Ibans[0] -IdempotencyKey K -JournalDatabase $database -JournalCredential $role -Confirm:$false")]
    [InlineData("Get-AqpWithdrawalJournal -JournalDatabase \"$database;Password=$password;Timeout=x\"")]
    [InlineData("Import-AqpWithdrawalJournal -JournalDatabase \"$database;Password=$password\"")]
    [InlineData("Initialize-AqpJournalDatabase \"$database;Password=$password\" -PayerRole payer")]
    [InlineData("Initialize-AqpJournalDatabase $role")]
    public void No_mistake_brings_a_secret_to_light(string command)
    {
        using var session = KnownSecrets.Open();

        KnownSecrets.AssertHidden(session, session.Run(command));
    }

    [Theory]
    [InlineData("@{ Account = $sandbox.Account; Code = $key; Pin = @(1) }")]
    [InlineData("@{ Acount = $sandbox.Account; Code = $key; Pin = $pin }")]
    [InlineData("@{ Account = $sandbox.Account; Cod = $key; Pin = $pin }")]
    [InlineData("@{ Account = ''; Code = $key; Pin = $pin }")]
    [InlineData("@{ Account = 'another'; Code = $key; Pin = $pin }")]
    [InlineData("@{ Account = $sandbox.Account; Code = $key; Pin = $pin }")]
    [InlineData("$key")]
    [InlineData("[pscustomobject]@{ Account = $sandbox.Account; Code = $key }")]
    public void Nothing_of_a_stored_secret_comes_to_light(string secret)
    {
        using var session = KnownSecrets.Open();
        session.Gateway.AnswerNext(-15, "Request");

        var result = session.Run(
            $$"""
            New-Module -Name Microsoft.PowerShell.SecretManagement { function Get-Secret { [CmdletBinding()] param($Name) $global:secret } } | Import-Module
            $global:secret = {{secret}}
            {{AccountCommands.Request}} -SecretName store -Endpoint $sandbox.Endpoint
            """,
            ("key", KnownSecrets.Key),
            ("pin", KnownSecrets.Pin));

        Assert.StartsWith("Aqp", result.Error().FullyQualifiedErrorId);
        KnownSecrets.AssertHidden(session, result);
    }

    [Fact]
    public void A_stopped_call_brings_no_secret_to_light()
    {
        using var session = KnownSecrets.Open();
        session.Gateway.FailNext("Hang", "Request");
        var running = session.Start(AccountCommands.Request + " -TimeoutSec 86400");
        RunningScript.Until(() => session.Gateway.CallCount == 1, "the call arrived");

        KnownSecrets.AssertHidden(session, running.BeginStop().Finish());

        Assert.NotEmpty(session.Host.Screen.Warnings);
    }
}
