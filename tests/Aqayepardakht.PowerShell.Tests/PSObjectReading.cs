using System.Management.Automation;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>Reads objects the way scripts do, since these tests do not reference the module's assemblies.</summary>
internal static class PSObjectReading
{
    public static T Value<T>(this PSObject item, string property)
    {
        Assert.NotNull(item.Properties[property]);
        var value = item.Properties[property].Value;
        return value is T typed ? typed : (T)LanguagePrimitives.ConvertTo(value, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
    }
}
