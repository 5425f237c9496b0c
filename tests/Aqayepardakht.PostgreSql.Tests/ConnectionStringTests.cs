using System;
using Npgsql;
using Xunit;

namespace Aqayepardakht.PostgreSql.Tests;

/// <summary>What a connection string becomes.</summary>
public sealed class ConnectionStringTests
{
    [Theory]
    [InlineData("Host=db.example.com;Database=payments", SslMode.VerifyFull)]
    [InlineData("Host=10.0.0.1;Database=payments", SslMode.VerifyFull)]
    [InlineData("Host=127.0.0.1,db2;Database=payments", SslMode.VerifyFull)]
    [InlineData("Host=127.0.0.1.example.com;Database=payments", SslMode.VerifyFull)]
    [InlineData("Host=localhost;Database=payments", SslMode.Prefer)]
    [InlineData("Host=127.0.0.1;Database=payments", SslMode.Prefer)]
    [InlineData("Host=127.0.0.1:5433,localhost:5434;Database=payments", SslMode.Prefer)]
    [InlineData("Host=::1;Database=payments", SslMode.Prefer)]
    [InlineData("Host=/var/run/postgresql;Database=payments", SslMode.Prefer)]
    [InlineData("Host=db.example.com;Database=payments;SSL Mode=Require", SslMode.Require)]
    [InlineData("Host=db.example.com;Database=payments;SslMode=Disable", SslMode.Disable)]
    public void The_server_is_verified_unless_it_is_this_machine_or_the_string_says_otherwise(string text, SslMode expected) =>
        Assert.Equal(expected, PostgresConnectionString.Parse(text, null).SslMode);

    [Theory]
    [InlineData("")]
    [InlineData("db.example.com")]
    [InlineData("Host=db.example.com")]
    [InlineData("Database=payments;Password=pg-passw0rd")]
    [InlineData("Host=db.example.com;Database=payments;Pasword=pg-passw0rd")]
    [InlineData("Host=db.example.com;Database=payments;Port=pg-passw0rd")]
    [InlineData("postgresql://payer:pg-passw0rd@db.example.com/payments")]
    [InlineData("Host=db.example.com;Database=payments;Password='pg-passw0rd")]
    public void What_is_no_connection_string_is_refused_without_being_repeated(string text)
    {
        var exception = Assert.Throws<InvalidInputException>(() => PostgresConnectionString.Parse(text, null));

        Assert.Equal(InputErrorKind.JournalDatabase, exception.Kind);
        Assert.DoesNotContain("pg-passw0rd", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_for_messages_has_neither_role_nor_password()
    {
        var settings = PostgresConnectionString.Parse("Host=db1,db2;Port=6432;Database=payments;Username=payer;Password=pg-passw0rd", null);

        Assert.Equal("payments on db1,db2:6432", PostgresConnectionString.NameOf(settings));
        Assert.Equal("primary", settings.TargetSessionAttributes);
    }
}
