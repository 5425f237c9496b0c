# Accounts from a real vault. It lives in a home folder that is thrown away.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $hasVault = (Test-ThrowAwayHome) -and (Get-Module -ListAvailable Microsoft.PowerShell.SecretManagement) -and (Get-Module -ListAvailable Microsoft.PowerShell.SecretStore)
}

Describe 'Accounts in a vault' -Tag NeedsSecretManagement -Skip:(-not $hasVault) {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
        Import-Module "$PSScriptRoot/TestSupport.psm1"
        $sandbox = Start-AqpSandbox -Manual
        $sandbox.AddWithdrawals(1)
        $home1 = New-ThrowAwayHome
        $environment = (Get-SandboxEnvironment $sandbox) + (Get-HomeEnvironment $home1)

        # Each question is answered in a line "name: what happened"; one shell serves them all, since a vault takes a while to open.
        $child = Invoke-ChildShell -Environment $environment -Script ($VaultScript + @'
Import-Module $env:AQP_TEST_MODULE
$PSDefaultParameterValues['*-Aqp*:Endpoint'] = $env:AQP_TEST_ENDPOINT
$iban = 'IR270170000000100324200001'
$key = ConvertTo-SecureString $env:AQP_TEST_CODE -AsPlainText -Force

# Before there is a vault.
function Answer($name, $script) {
    $answer = try { & $script } catch { $_.FullyQualifiedErrorId.Split(',')[0] + ' ' + $_.Exception.Message }
    "${name}: $($answer -join '|')"
}

Answer 'no vault' { Connect-AqpAccount -SecretName Table -WarningAction SilentlyContinue }
Answer 'complete without a vault' { (TabExpansion2 'Connect-AqpAccount -SecretName ' 31).CompletionMatches.CompletionText }

Register-SecretVault -Name Payments -ModuleName Microsoft.PowerShell.SecretStore
Register-SecretVault -Name 'Second vault' -ModuleName Microsoft.PowerShell.SecretStore
Set-Secret -Vault Payments -Name Table -Secret @{ Account = $env:AQP_TEST_ACCOUNT; Code = $env:AQP_TEST_CODE; Pin = $env:AQP_TEST_PIN }
Set-Secret -Vault Payments -Name 'lower case' -Secret @{ account = $env:AQP_TEST_ACCOUNT; code = $key; pin = $env:AQP_TEST_PIN }
Set-Secret -Vault Payments -Name Credential -Secret (New-Object pscredential $env:AQP_TEST_ACCOUNT, $key)
Set-Secret -Vault Payments -Name Text -Secret 'just a text'
Set-Secret -Vault Payments -Name Bytes -Secret ([byte[]](1, 2, 3))
Set-Secret -Vault Payments -Name NoCode -Secret @{ Account = $env:AQP_TEST_ACCOUNT }
Set-Secret -Vault Payments -Name Number -Secret @{ Account = $env:AQP_TEST_ACCOUNT; Code = (New-Object pscredential a, $key) }

Answer 'table' { Connect-AqpAccount -SecretName Table | ForEach-Object { "$($_.Account) $($_.HasPin)" } }
Answer 'pays with the pin of the table' { (New-AqpWithdrawal 1000 $iban -Confirm:$false).Amount }
Answer 'lower case' { (New-AqpWithdrawal 1001 $iban -SecretName 'lower case' -VaultName Payments -Confirm:$false).Amount }
Answer 'credential' { (Connect-AqpAccount -SecretName Credential -VaultName Payments).HasPin }
Answer 'credential with a pin' { (New-AqpWithdrawal 1002 $iban -SecretName Credential -Pin (ConvertTo-SecureString $env:AQP_TEST_PIN -AsPlainText -Force) -Confirm:$false).Amount }
Answer 'list' { @(Get-AqpWithdrawalList -SecretName Table).Count }
Answer 'get' { (Get-AqpWithdrawalList -SecretName Table -First 1 | Get-AqpWithdrawal -SecretName Table).Amount }
Answer 'wrong name' { Connect-AqpAccount -SecretName Nobody }
Answer 'wrong vault' { Connect-AqpAccount -SecretName Table -VaultName Nowhere }
Answer 'text' { Connect-AqpAccount -SecretName Text }
Answer 'bytes' { Get-AqpWithdrawalList -SecretName Bytes }
Answer 'no code' { Connect-AqpAccount -SecretName NoCode }
Answer 'number' { Connect-AqpAccount -SecretName Number }
Answer 'after all these' { Get-AqpWithdrawalList }
Answer 'complete names' { (TabExpansion2 'Connect-AqpAccount -SecretName ' 31).CompletionMatches.CompletionText }
Answer 'complete a beginning' { (TabExpansion2 'New-AqpWithdrawal -SecretName cre' 33).CompletionMatches.CompletionText }
Answer 'complete names of a vault' { (TabExpansion2 'New-AqpWithdrawal -VaultName Payments -SecretName T' 51).CompletionMatches.CompletionText }
Answer 'complete vaults' { (TabExpansion2 'Get-AqpWithdrawalList -SecretName Table -VaultName ' 51).CompletionMatches.CompletionText }
'@)

        function Get-Answer([string] $Name) {
            $line = @($child.Lines | Where-Object { $_.StartsWith("${Name}: ") })
            $line.Count | Should -Be 1 -Because "the answer to '$Name' should be in:`n$($child.Text)"
            $line[0].Substring($Name.Length + 2)
        }
    }

    AfterAll {
        Stop-AqpSandbox
    }

    It 'reads a hashtable with account, code and pin' {
        Get-Answer 'table' | Should -Be "$($sandbox.Account) True"
        Get-Answer 'pays with the pin of the table' | Should -Be '1000'
    }

    It 'does not care how its names are written, nor whether a value is a string or a SecureString' {
        Get-Answer 'lower case' | Should -Be '1001'
    }

    It 'reads a PSCredential, which has no pin' {
        Get-Answer 'credential' | Should -Be 'False'
        Get-Answer 'credential with a pin' | Should -Be '1002'
    }

    It 'serves every command that has an account' {
        Get-Answer 'list' | Should -Be '4'
        Get-Answer 'get' | Should -Be '1002'
        $sandbox.Withdrawals.Count | Should -Be 4
    }

    It 'says which secret is not there, in the words of the vault' {
        Get-Answer 'wrong name' | Should -BeLike "AqpSecretNotRead The secret 'Nobody' could not be read: The secret Nobody was not found*"
        Get-Answer 'wrong name' | Should -Not -BeLike '*ErrorActionPreference*'
        Get-Answer 'wrong vault' | Should -BeLike 'AqpSecretNotRead *Nowhere*'
        Get-Answer 'no vault' | Should -BeLike 'AqpSecretNotRead *'
    }

    It 'says what a secret of another type is, and what is needed' {
        Get-Answer 'text' | Should -BeLike "AqpSecretOfOtherType The secret 'Text' is a SecureString. Accepted are a PSCredential*"
        Get-Answer 'bytes' | Should -BeLike "AqpSecretOfOtherType The secret 'Bytes' is a Byte*"
        Get-Answer 'no code' | Should -BeLike "AqpInvalidKey The secret 'NoCode' has no Code; it has Account. Store it again: Set-Secret NAME @{*"
        Get-Answer 'number' | Should -BeLike "AqpSecretOfOtherType The secret 'Number' is a hashtable with a PSCredential*"
    }

    It 'leaves no account connected after a secret that could not be used' {
        Get-Answer 'after all these' | Should -BeLike 'AqpNotConnected *'
    }

    It 'completes the names of secrets and vaults' {
        (Get-Answer 'complete names').Split('|') | Should -Contain 'Table'
        (Get-Answer 'complete names').Split('|') | Should -Contain "'lower case'"
        Get-Answer 'complete a beginning' | Should -Be 'Credential'
        (Get-Answer 'complete names of a vault').Split('|') | Should -Be 'Table', 'Text'
        (Get-Answer 'complete vaults').Split('|') | Should -Be 'Payments', "'Second vault'"
    }

    It 'completes nothing, and does not fail, without a vault' {
        Get-Answer 'complete without a vault' | Should -Not -Match 'Table'
    }

    It 'shows no key' {
        $child.Text.Contains($sandbox.Credential.GetNetworkCredential().Password) | Should -BeFalse
    }
}

# Every kind of secret and of failure, on every machine: the stand-in has the command that the module calls, and what $vault says is in it.
Describe 'Accounts in a vault that is stood in for' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
        Import-Module "$PSScriptRoot/TestSupport.psm1"
        $vault = @{}
        $standIn = New-Module -Name Microsoft.PowerShell.SecretManagement -ArgumentList $vault -ScriptBlock {
            $script:vault = $args[0]
            function Get-Secret {
                [CmdletBinding()]
                param([string] $Name, [string] $Vault)
                $script:vault['asked'] = "$Name of $Vault"
                $secret = $script:vault[$Name]
                if ($secret -is [scriptblock]) { & $secret } else { $secret }
            }
        }
        $standIn | Import-Module -Global
    }

    AfterAll {
        Remove-Module $standIn
    }

    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $sandbox.AddWithdrawals(1)
        $key = $sandbox.Credential.GetNetworkCredential().Password
        $pin = ConvertFrom-TestSecret $sandbox.Pin
        $at = @{ SecretName = 'store'; Endpoint = $sandbox.Endpoint }
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All -ErrorAction SilentlyContinue
    }

    It 'are used by every command: <_>' -ForEach @(
        'New-AqpWithdrawal', 'Get-AqpWithdrawal', 'Get-AqpWithdrawalList', 'Wait-AqpWithdrawal', 'Resolve-AqpWithdrawal'
    ) {
        $vault['store'] = $sandbox.Credential
        $own = if ($_ -eq 'New-AqpWithdrawal') { @{ Pin = $sandbox.Pin } } else { @{} }
        @(& $AccountCommands[$_] @at @own).Count | Should -Be 1
        $vault['asked'] | Should -Be 'store of '
        $sandbox.Requests.Count | Should -Be 1
    }

    It 'are a hashtable of <what>, and the pin is sent' -ForEach @(
        @{ what = 'texts'; secret = { @{ Account = $sandbox.Account; Code = $key; Pin = $pin } } }
        @{ what = 'a text and SecureStrings'; secret = {
                @{ Account = $sandbox.Account; Code = $sandbox.Credential.Password; Pin = $sandbox.Pin }
            }
        }
        @{ what = 'SecureStrings'; secret = {
                @{ account = (ConvertTo-TestSecret $sandbox.Account); CODE = $sandbox.Credential.Password; pin = $sandbox.Pin }
            }
        }
    ) {
        $vault['store'] = & $secret
        (& $AccountCommands['New-AqpWithdrawal'] @at).Id | Should -Be $sandbox.Withdrawals[0].Id
    }

    It 'send no pin when none is stored' {
        $plain = Start-AqpSandbox -Manual -WithoutPin
        $vault['store'] = @{ Account = $plain.Account; Code = $plain.Credential.GetNetworkCredential().Password }
        $null = & $AccountCommands['New-AqpWithdrawal'] -SecretName store -Endpoint $plain.Endpoint
        $plain.Withdrawals.Count | Should -Be 1
    }

    It 'give way to a pin on the command, also when they are connected' {
        $vault['store'] = @{ Account = $sandbox.Account; Code = $key; Pin = 'another' }
        $null = & $AccountCommands['New-AqpWithdrawal'] -Pin $sandbox.Pin @at
        $null = Connect-AqpAccount -Pin $sandbox.Pin @at
        $null = & $AccountCommands['New-AqpWithdrawal']
        $sandbox.Withdrawals.Count | Should -Be 3
    }

    It 'are connected from a vault by its name, which is not asked again' {
        $vault['store'] = @{ Account = $sandbox.Account; Code = $sandbox.Credential.Password; Pin = $sandbox.Pin }
        $connection = Connect-AqpAccount -VaultName Safe @at
        $vault['asked'] | Should -Be 'store of Safe'
        $connection.HasPin | Should -BeTrue
        $connection.Account | Should -Be $sandbox.Account
        $vault['store'] = $null
        $null = & $AccountCommands['New-AqpWithdrawal']
        $sandbox.Withdrawals.Count | Should -Be 2
    }

    It 'that cannot be used are an error, and nothing is sent: <says>' -ForEach @(
        @{ id = 'AqpSecretOfOtherType'; says = 'String'; secret = { 'just a text' } }
        @{ id = 'AqpSecretOfOtherType'; says = 'SecureString'; secret = { $sandbox.Pin } }
        @{ id = 'AqpSecretOfOtherType'; says = 'Byte'; secret = { , [byte[]](1, 2, 3) } }
        @{ id = 'AqpSecretOfOtherType'; says = '$null'; secret = { { } } }
        @{ id = 'AqpSecretOfOtherType'; says = 'Int32'; secret = { @{ Account = '123'; Code = 42 } } }
        @{ id = 'AqpSecretOfOtherType'; says = 'Object[]'; secret = { @{ Account = '123'; Code = 'k'; Pin = @(1) } } }
        @{ id = 'AqpInvalidKey'; says = "The secret 'store' has no Code; it has Account."; secret = { @{ Account = '123' } } }
        @{ id = 'AqpInvalidKey'; says = "The secret 'store' has no Code; it has Account, Cod."; secret = { @{ Account = '1'; Cod = 'k' } } }
        @{
            id = 'AqpInvalidAccount'; says = "The secret 'store' has no Account; it has Acount, Code."
            secret = { @{ Acount = '1'; Code = '2' } }
        }
        @{ id = 'AqpInvalidAccount'; says = "The secret 'store' has no Account; it is an empty hashtable."; secret = { @{} } }
        @{ id = 'AqpInvalidAccount'; says = 'The account number is empty.'; secret = { @{ Account = ''; Code = 'k' } } }
        @{ id = 'AqpInvalidKey'; says = 'The encryption key is empty.'; secret = { @{ Account = '123'; Code = $null } } }
        @{ id = 'AqpSecretNotRead'; says = 'The vault is locked.'; secret = { { throw 'The vault is locked.' } } }
    ) {
        $null = $sandbox | Connect-AqpAccount
        $vault['store'] = & $secret
        foreach ($command in @($AccountCommands.Values) + { Connect-AqpAccount @args }) {
            $null = $sandbox | Connect-AqpAccount
            $result = Get-ScriptResult { & $command @at }
            $result.Ended | Should -BeTrue
            $result.ErrorIds | Should -Be $id
            "$($result.Errors[0])".Contains($says) | Should -BeTrue -Because "$($result.Errors[0])"
        }

        $sandbox.Requests.Count | Should -Be 0
    }

    It 'that cannot be read are told in the words of the vault, and not how it was stopped' {
        $vault['store'] = { Get-Command No-SuchSecret -ErrorAction Stop }
        $result = Get-ScriptResult { Connect-AqpAccount -SecretName store }
        "$($result.Errors[0])" | Should -BeLike "The secret 'store' could not be read: The term 'No-SuchSecret' is not recognized*"
    }

    It 'that cannot be used are told with how to store one: <_>' -ForEach @(
        { 'just a text' }
        { @{ Acount = '1'; Code = '2' } }
        { @{ Account = '1' } }
    ) {
        $vault['store'] = & $_
        $result = Get-ScriptResult { Connect-AqpAccount -SecretName store }
        $advice = $result.Errors[0].ErrorDetails.RecommendedAction
        $advice.Contains("Set-Secret NAME @{ Account = '...'; Code = '...'; Pin = '...' }") | Should -BeTrue -Because $advice
    }
}

Describe 'Without SecretManagement' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestSupport.psm1"
    }

    It 'says how to install it' {
        $child = Invoke-ChildShell -Environment @{ AQP_TEST_MODULE = (Join-Path (Get-RepositoryPath) 'Aqayepardakht.psd1') } -Script @'
$env:PSModulePath = ''
$PSModuleAutoLoadingPreference = 'None'
Import-Module $env:AQP_TEST_MODULE
foreach ($command in @(
        { Connect-AqpAccount -SecretName Any }
        { New-AqpWithdrawal 1000 IR270170000000100324200001 -Confirm:$false -SecretName Any }
        { Get-AqpWithdrawal 11111 -SecretName Any }
        { Get-AqpWithdrawalList -SecretName Any }
        { Wait-AqpWithdrawal 11111 -SecretName Any }
        { Resolve-AqpWithdrawal INV-1 -NotMade -Confirm:$false -SecretName Any })) {
    try { & $command }
    catch { $_.FullyQualifiedErrorId.Split(',')[0], $_.CategoryInfo.Category, $_.ErrorDetails.RecommendedAction -join ' ' }
}
'@
        $child.Lines.Count | Should -Be 6 -Because $child.Text
        $child.Lines | Should -Match '^AqpSecretManagementMissing NotInstalled .*Install-PSResource Microsoft.PowerShell.SecretManagement'
    }
}
