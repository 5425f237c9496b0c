# What build.ps1 packages is what people install.

BeforeDiscovery {
    $hasPublisher = [bool](Get-Command Publish-PSResource -ErrorAction SilentlyContinue)
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $hasHome = Test-ThrowAwayHome
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $repository = Get-RepositoryPath
    $root = (Get-Item TestDrive:/).FullName
    $version = (Test-ModuleManifest (Join-Path $repository 'Aqayepardakht.psd1')).Version
    $home1 = New-ThrowAwayHome
    $environment = Get-HomeEnvironment $home1

    # In a shell of its own, for publishing writes to the user's list of repositories.
    $child = Invoke-ChildShell -Environment $environment -Script "& '$(Join-Path $repository 'build.ps1')' -Task Package -NoBuild -ArtifactsPath '$(Join-Path $root 'artifacts')'"
    $package = Join-Path $root 'artifacts/Aqayepardakht'
    $rehearsal = @'
$sandbox = Start-AqpSandbox -SettleAfter 0
$null = $sandbox | Connect-AqpAccount
$paid = New-AqpWithdrawal 1000 $sandbox.Ibans[0] -Confirm:$false | Wait-AqpWithdrawal
"$($paid.Amount) $($paid.Status)"
($paid | Out-String -Width 120) -match '1,000 +Paid'
(Get-Module Aqayepardakht).ModuleBase
'@
}

Describe 'The packaged folder' {
    It 'is made' {
        $child.ExitCode | Should -Be 0 -Because $child.Text
        Test-ModuleManifest (Join-Path $package 'Aqayepardakht.psd1') | Should -Not -BeNullOrEmpty
    }

    It 'has both editions, the views, the licence and the README' {
        foreach ($path in @(
                'Aqayepardakht.psd1', 'Aqayepardakht.psm1', 'LICENSE', 'THIRD-PARTY-NOTICES.md', 'README.md', 'bin/Aqayepardakht.Format.ps1xml'
                'bin/net8.0/Aqayepardakht.PowerShell.dll', 'bin/PostgreSql/Aqayepardakht.PostgreSql.dll', 'bin/PostgreSql/Npgsql.dll'
                'bin/net8.0/Aqayepardakht.Withdraw.dll', 'bin/net8.0/Aqayepardakht.Sandbox.dll', 'bin/netstandard2.0/Aqayepardakht.PowerShell.dll')) {
            Test-Path (Join-Path $package $path) | Should -BeTrue -Because "$path is needed"
        }
    }

    It 'has every assembly and help file that was built' {
        $built = Get-ChildItem (Join-Path $repository 'bin') -Recurse -Filter *.dll
        $packed = Get-ChildItem (Join-Path $package 'bin') -Recurse -Filter *.dll
        $packed.Count | Should -Be $built.Count
        foreach ($language in 'en-US', 'fa-IR') {
            if (Test-Path (Join-Path $repository $language)) {
                @(Get-ChildItem (Join-Path $package $language) -Recurse -File).Name | Should -Be @(Get-ChildItem (Join-Path $repository $language) -Recurse -File).Name
            }
        }
    }

    It 'has nothing of the computer that built it' {
        Get-ChildItem $package -Recurse -Include *.pdb, *.cs, *.csproj, *.deps.json | Should -BeNullOrEmpty
        @(Get-ChildItem $package).Name |
            Where-Object { $_ -notin 'Aqayepardakht.psd1', 'Aqayepardakht.psm1', 'LICENSE', 'THIRD-PARTY-NOTICES.md', 'README.md', 'bin', 'en-US', 'fa-IR' } |
            Should -BeNullOrEmpty
    }

    It 'imports from wherever it is copied to' {
        $place = Join-Path $root 'some folder/Aqayepardakht'
        $null = New-Item -ItemType Directory (Split-Path $place)
        Copy-Item $package $place -Recurse
        $run = Invoke-ChildShell ("Import-Module '$place'`n" + $rehearsal)
        $run.Lines | Should -Be '1000 Paid', 'True', $place
    }
}

Describe 'The package file' -Tag NeedsPublisher -Skip:(-not ($hasPublisher -and $hasHome)) {
    It 'has the version of the manifest' {
        @(Get-ChildItem (Join-Path $root 'artifacts') -Filter *.nupkg).Name | Should -Be "Aqayepardakht.$version.nupkg"
    }

    It 'leaves no repository registered' {
        $run = Invoke-ChildShell -Environment $environment -Script '(Get-PSResourceRepository).Name'
        $run.Text | Should -Be 'PSGallery'
    }

    It 'installs from a local repository and works there' {
        $script = @"
Register-PSResourceRepository -Name Local -Uri '$(Join-Path $root 'artifacts')' -Trusted
(Find-PSResource Aqayepardakht -Repository Local).Version.ToString()
Install-PSResource Aqayepardakht -Repository Local -Scope CurrentUser
Import-Module Aqayepardakht
"@
        $run = Invoke-ChildShell -Environment $environment -Script ($script + "`n" + $rehearsal)
        $run.Lines[0] | Should -Be "$version"
        $run.Lines[1..2] | Should -Be '1000 Paid', 'True'
        $run.Lines[3] | Should -BeLike "$home1*Aqayepardakht*$version"
    }

    It 'is saved to an empty folder and works from there' {
        $place = Join-Path $root 'saved'
        $null = New-Item -ItemType Directory $place
        $script = @"
Register-PSResourceRepository -Name Saved -Uri '$(Join-Path $root 'artifacts')' -Trusted
Save-PSResource Aqayepardakht -Repository Saved -Path '$place' -TrustRepository
`$env:PSModulePath = '$place'
"@
        $run = Invoke-ChildShell -Environment $environment -Script ($script + "`n" + $rehearsal)
        $run.Lines | Should -Be '1000 Paid', 'True', (Join-Path $place "Aqayepardakht/$version")
    }
}
