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
        Get-Answer 'no code' | Should -BeLike "AqpInvalidKey The secret 'NoCode' has no Code; it has Account."
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

Describe 'Without SecretManagement' {
    BeforeAll {
        Import-Module "$PSScriptRoot/TestSupport.psm1"
    }

    It 'says how to install it' {
        $child = Invoke-ChildShell -Environment @{ AQP_TEST_MODULE = (Join-Path (Get-RepositoryPath) 'Aqayepardakht.psd1') } -Script @'
$env:PSModulePath = ''
$PSModuleAutoLoadingPreference = 'None'
Import-Module $env:AQP_TEST_MODULE
try { Connect-AqpAccount -SecretName Any } catch { $_.FullyQualifiedErrorId; $_.ErrorDetails.RecommendedAction }
'@
        $child.Text | Should -Match 'AqpSecretManagementMissing'
        $child.Text | Should -Match 'Install-PSResource Microsoft.PowerShell.SecretManagement'
    }
}
