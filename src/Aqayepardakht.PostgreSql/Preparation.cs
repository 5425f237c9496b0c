using System;
using System.IO;

namespace Aqayepardakht.PostgreSql;

/// <summary>The SQL that makes a database a journal.</summary>
internal static class Preparation
{
    /// <summary>Two who prepare at once wait for one another, until the end of the transaction.</summary>
    private const string Lock = "SELECT pg_advisory_xact_lock(hashtext('aqayepardakht'));\n\n";

    /// <summary>What makes the schema, and lets a role append to it and read it. Run again, it changes nothing.</summary>
    /// <param name="payerRole">The role of those who pay; null for none.</param>
    public static string Script(string? payerRole)
    {
        using var resource = typeof(Preparation).Assembly.GetManifestResourceStream("Schema.sql")!;
        using var reader = new StreamReader(resource);
        var schema = reader.ReadToEnd().ReplaceLineEndings("\n");
        return "BEGIN;\n" + Lock + schema + (payerRole is null ? string.Empty : Grants(Quote(payerRole))) + "\nCOMMIT;\n";
    }

    /// <summary>Steps are an audit trail: who pays appends and reads, and can change none.</summary>
    private static string Grants(string role) => $"""

        GRANT USAGE ON SCHEMA aqayepardakht TO {role};
        GRANT SELECT ON aqayepardakht.schema_version TO {role};
        GRANT SELECT, INSERT ON aqayepardakht.journal, aqayepardakht.step TO {role};

        """.ReplaceLineEndings("\n");

    private static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
