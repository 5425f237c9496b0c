# The help as a script author meets it: Get-Help finds it in both languages, and every example of the English help runs as it is printed.

BeforeDiscovery {
    $help = [xml]::new()
    $help.Load((Convert-Path (Join-Path $PSScriptRoot '../../src/Aqayepardakht.PowerShell/Help/en-US/Aqayepardakht.PowerShell.dll-Help.xml')))
    $described = $help.GetElementsByTagName('command:command')
    $examples = foreach ($command in $described) {
        foreach ($example in $command.examples.example) {
            @{ Command = $command.details.name; Title = $example.title.Trim('-', ' '); Code = $example.code }
        }
    }

    $pages = foreach ($culture in 'en-US', 'fa-IR') {
        foreach ($command in $described) {
            @{ Culture = $culture; Command = $command.details.name }
        }
    }

    $pages += @{ Culture = 'de-DE'; Command = 'New-AqpWithdrawal' }

    $topics = foreach ($culture in 'en-US', 'fa-IR') {
        foreach ($topic in 'about_Aqayepardakht', 'about_AqayepardakhtSandbox') {
            @{ Culture = $culture; Topic = $topic }
        }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $manifest = Convert-Path (Join-Path $PSScriptRoot '../../Aqayepardakht.psd1')
}

Describe 'Get-Help' {
    BeforeAll {
        # A session remembers what it has read, so each language has its own.
        $sessions = @{}
        foreach ($culture in 'en-US', 'fa-IR', 'de-DE') {
            $sessions[$culture] = [powershell]::Create()
            $null = $sessions[$culture].AddScript("Import-Module '$manifest'").Invoke()
        }

        function Get-HelpIn($culture, $script) {
            $shell = $sessions[$culture]
            $shell.Commands.Clear()
            $shell.AddScript("[cultureinfo]::CurrentUICulture = '$culture'; $script").Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
    }

    AfterAll {
        $sessions.Values | ForEach-Object Dispose
    }

    It 'has <Command> in <Culture>' -ForEach $pages {
        $found = Get-HelpIn $Culture "Get-Help -Name $Command -Full"
        $sentence = if ($Culture -eq 'fa-IR') { '\p{IsArabic}' } else { '^[A-Z].+\.$' }
        $found.Synopsis | Should -Match $sentence
        $found.parameters.parameter | ForEach-Object { $_.description.Text | Should -Not -BeNullOrEmpty -Because "$($_.name) is described" }
        $found.examples.example.Count | Should -BeGreaterOrEqual 3
    }

    It 'has one parameter and the examples of New-AqpWithdrawal in <_>' -ForEach 'en-US', 'fa-IR' {
        Get-HelpIn $_ 'Get-Help -Name New-AqpWithdrawal -Parameter Amount | Out-String' | Should -Match '-Amount <String>'
        Get-HelpIn $_ 'Get-Help -Name New-AqpWithdrawal -Examples | Out-String' | Should -Match 'Import-Csv -Path payouts.csv'
    }

    It 'has <Topic> in <Culture>' -ForEach $topics {
        $text = Get-HelpIn $Culture "Get-Help -Name $Topic | Out-String"
        ($text.Trim() -split '\r?\n')[1] | Should -BeExactly "    $Topic"
        $file = [System.IO.File]::ReadAllText((Join-Path (Split-Path $manifest) "$Culture/$Topic.help.txt"))
        ($text.Trim() -replace '\r', '') | Should -BeExactly ($file.Trim() -replace '\r', '')
        ($text.Trim() -split '\r?\n')[4] -match '\p{IsArabic}{3}' | Should -Be ($Culture -eq 'fa-IR')
    }
}

Describe 'An example' {
    BeforeAll {
        # What a person types and what another module keeps is stood in for; all else is real.
        $standIns = @'
            $vault = @{}
            New-Module -Name Microsoft.PowerShell.SecretManagement -ArgumentList $vault -ScriptBlock {
                param($vault)
                function Set-Secret { param($Name, $Secret) $vault[$Name] = $Secret }
                function Get-Secret { [CmdletBinding()] param($Name, $Vault) $script:vault[$Name] }
            } | Import-Module
            function Get-Credential { $sandbox.Credential }
            function Read-Host { param($Prompt, [switch] $AsSecureString) $sandbox.Pin }
'@

        $payouts = @'
Amount,Iban,IdempotencyKey
1500000,IR270170000000100324200001,INV-1405-0201
250000,IR300120000000003412345678,INV-1405-0202
75000,IR270170000000100324200001,INV-1405-0203
'@
        $stateHome = $env:XDG_STATE_HOME
    }

    BeforeEach {
        $folder = New-ThrowAwayHome
        $env:XDG_STATE_HOME = $folder
        Set-Content -Path (Join-Path $folder payouts.csv) -Value $payouts
    }

    AfterEach {
        $env:XDG_STATE_HOME = $stateHome
    }

    # What a person finds out needs a payment that was lost: Resolving.Tests.ps1 makes one. A database needs a server:
    # JournalDatabase.Tests.ps1 has one.
    It 'of <Command> runs: <Title>' -ForEach (
        $examples | Where-Object { $_.Command -ne 'Resolve-AqpWithdrawal' -and $_.Code -notmatch 'JournalDatabase' }
    ) {
        # Windows PowerShell has another word for UTF-8 with a byte order mark, which the help says.
        $script = $Code.Replace('utf8BOM', (Get-CsvEncoding))
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Set-Location '$folder'; Import-Module '$manifest'").AddStatement().
                AddScript("`$sandbox = Start-AqpSandbox; `$null = `$sandbox | Connect-AqpAccount").AddStatement().
                AddScript($standIns).Invoke()
            $shell.Commands.Clear()
            $null = $shell.AddScript($script).Invoke()
            $shell.Streams.Error | Should -BeNullOrEmpty
            $shell.Commands.Clear()
            $null = $shell.AddScript('Stop-AqpSandbox').Invoke()
        }
        finally {
            $shell.Dispose()
        }
    }
}
