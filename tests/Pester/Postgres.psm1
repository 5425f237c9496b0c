# A PostgreSQL server of the tests' own: in a temporary folder, on a free port of loopback, ended by the test that started it.

Set-StrictMode -Version Latest

# Debian keeps each version in a folder of its own, none of them on the path.
$programs = if ($env:OS -ne 'Windows_NT') {
    @(Get-ChildItem /usr/lib/postgresql/*/bin/initdb -ErrorAction Ignore | Sort-Object { [int] ($_.FullName -split '/')[-3] } -Descending) +
        @(Get-Command initdb -CommandType Application -ErrorAction Ignore) |
        Select-Object -First 1 | ForEach-Object { Split-Path $(if ($_ -is [System.IO.FileInfo]) { $_.FullName } else { $_.Source }) }
}

# The server refuses to run as root, who therefore becomes the user postgres.
$becomes = if ($programs -and (& id -u) -eq '0') { 'runuser', '-u', 'postgres', '--' } else { @() }

# Nothing else has this text, so that a test can look for it where it must not be.
$PostgresPassword = 'pg-passw0rd-of-the-tests'

function Test-PostgresInstalled {
    [bool] $programs
}

function Invoke-PostgresProgram([string] $Name, [string[]] $Arguments) {
    $line = @($becomes) + (Join-Path $programs $Name) + $Arguments
    $first, $rest = $line

    # A server that goes on would keep a pipe to its output open, so pg_ctl is given a file.
    $output = [System.IO.Path]::GetTempFileName()
    Push-Location ([System.IO.Path]::GetTempPath())
    try {
        & $first @rest > $output 2>&1
        if ($LASTEXITCODE -ne 0) { throw "$Name failed: $(Get-Content $output -Raw)" }
        Get-Content $output
    }
    finally {
        Pop-Location
        Remove-Item $output
    }
}

# -Durable: as a server for money runs, where each commit reaches the disk.
function Start-PostgresServer([switch] $Durable) {
    $folder = Join-Path ([System.IO.Path]::GetTempPath()) "aqp-postgres-$([guid]::NewGuid().ToString('N'))"
    $null = New-Item -ItemType Directory $folder
    [System.IO.File]::WriteAllText("$folder/password", $PostgresPassword)
    if ($becomes) { & chown -R postgres $folder }

    # None of those that systems give to connections, one of which could take it while the server is started again.
    $used = [System.Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpListeners() | ForEach-Object Port
    $port = 20000..31999 | Where-Object { $_ -notin $used } | Get-Random

    $null = Invoke-PostgresProgram initdb ('-D', "$folder/data", '-U', 'administrator', '--pwfile', "$folder/password", '-A',
        'scram-sha-256', '-E', 'UTF8', '--locale=C', '--no-sync')
    $server = [pscustomobject]@{ Folder = $folder; Port = $port; Fsync = if ($Durable) { 'on' } else { 'off' } }
    Resume-PostgresServer $server
    $server
}

# A process that is killed loses nothing without fsync; only a computer does.
function Resume-PostgresServer($Server) {
    $null = Invoke-PostgresProgram pg_ctl ('-D', "$($Server.Folder)/data", '-w', '-l', "$($Server.Folder)/log", '-o',
        "-p $($Server.Port) -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=$($Server.Fsync)", 'start')
}

# Ends the server as a power failure would.
function Suspend-PostgresServer($Server) {
    $null = Invoke-PostgresProgram pg_ctl ('-D', "$($Server.Folder)/data", '-w', '-m', 'immediate', 'stop')
}

function Stop-PostgresServer($Server) {
    Suspend-PostgresServer $Server
    Remove-Item $Server.Folder -Recurse -Force
}

# Runs SQL as the administrator, each text by itself, and gives back its rows as text.
function Invoke-PostgresSql($Server, [string] $Database, [string[]] $Sql) {
    $commands = $Sql | ForEach-Object { '-c', $_ }
    Invoke-PostgresProgram psql (@("postgresql://administrator:$PostgresPassword@127.0.0.1:$($Server.Port)/$Database", '--no-psqlrc',
            '-v', 'ON_ERROR_STOP=1', '-Atq') + $commands)
}

# A database and a role of the test's own, which may log in and nothing else.
function New-PostgresDatabase($Server) {
    $name = 'test_' + [guid]::NewGuid().ToString('N')
    Invoke-PostgresSql $Server postgres "CREATE DATABASE $name", "CREATE ROLE $name LOGIN PASSWORD '$PostgresPassword'"
    $name
}

# How to connect to a database: as its role without the password, or as the administrator with it.
function Get-PostgresConnection($Server, [string] $Database, [switch] $AsAdministrator) {
    $place = "Host=127.0.0.1;Port=$($Server.Port);Database=$Database"
    if ($AsAdministrator) { "$place;Username=administrator;Password=$PostgresPassword" } else { "$place;Username=$Database" }
}

Export-ModuleMember -Function *-Postgres* -Variable PostgresPassword
