using System;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using System.Text;

namespace Aqayepardakht.Shell;

/// <summary>Runs what the command line asks for.</summary>
internal static class Program
{
    internal static int Main(string[] arguments)
    {
        // The engine reports use of modules to its makers unless told not to; an account's commands are nobody else's business.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        UseUtf8();
        var read = ShellArguments.Parse(arguments);
        if (read.UICulture is { } name && !TryUseCulture(name))
        {
            return Refuse($"'{name}' is not the name of a culture.");
        }

        switch (read.Request)
        {
            case ShellRequest.Misuse misuse:
                return Refuse(misuse.Message);

            case ShellRequest.Help:
                Console.Out.WriteLine(Usage.Text);
                return ExitCode.Success;

            case ShellRequest.Version:
                Console.Out.WriteLine($"Aqayepardakht.Shell {VersionOf(typeof(Program).Assembly)} (PowerShell {VersionOf(typeof(PSObject).Assembly)})");
                return ExitCode.Success;

            case ShellRequest.Script script when !File.Exists(script.Path):
                return Refuse(
                    $"The argument '{script.Path}' is not recognized as the name of a script file. "
                    + "Check the spelling of the name, or if a path was included, verify that the path is correct and try again.");

            default:
                return new ShellRun(new Screen(new Terminal()), read).Run();
        }
    }

    private static int Refuse(string message)
    {
        Console.Error.WriteLine(message);
        Console.Error.WriteLine("-Help shows how to use this shell.");
        return ExitCode.Usage;
    }

    private static void UseUtf8()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Console.OutputEncoding = utf8;
        Console.InputEncoding = utf8;
    }

    private static bool TryUseCulture(string name)
    {
        try
        {
            var culture = CultureInfo.GetCultureInfo(name, predefinedOnly: true);
            CultureInfo.CurrentUICulture = culture;
            CultureInfo.DefaultThreadCurrentUICulture = culture;
            return true;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+', ' ')[0];
}
