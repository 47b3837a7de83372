using Alliance.Tests.Testing;

[assembly: AssemblyFixture(typeof(PostgresServer))]
