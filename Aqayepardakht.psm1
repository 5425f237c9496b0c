# The assembly is picked here and not in the manifest, which is plain data that any tool can read.
$framework = if ($PSEdition -eq 'Core') { 'net8.0' } else { 'netstandard2.0' }
Import-Module -Name "$PSScriptRoot/bin/$framework/Aqayepardakht.PowerShell.dll" -ErrorAction Stop
Export-ModuleMember -Cmdlet *
