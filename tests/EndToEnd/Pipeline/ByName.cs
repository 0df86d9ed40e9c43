using Xunit.Abstractions;
using Xunit.Sdk;

namespace RefillRadar.Tests.EndToEnd.Pipeline;

/// <summary>Tests in the order of their names: what is measured comes before what is killed.</summary>
public sealed class ByName : ITestCaseOrderer
{
    public IEnumerable<TTestCase> OrderTestCases<TTestCase>(IEnumerable<TTestCase> testCases)
        where TTestCase : ITestCase => testCases.OrderBy(test => test.TestMethod.Method.Name, StringComparer.Ordinal);
}
