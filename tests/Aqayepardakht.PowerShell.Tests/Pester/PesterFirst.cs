using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Aqayepardakht.Commands.Tests.Pester.PesterFirst", "Aqayepardakht.PowerShell.Tests")]

namespace Aqayepardakht.Commands.Tests.Pester;

/// <summary>Begins with the tests of tests/Pester, which take longest: the others run meanwhile, and fill the cores while those wait.</summary>
public sealed class PesterFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(tests => tests.DisplayName.EndsWith(typeof(PesterTests).FullName!, StringComparison.Ordinal));
}
