using Alliance.Browser;
using Xunit.Sdk;

// Two at a time: the browser's processes and the application share the same cores.
[assembly: Xunit.v3.Parallelization(Mode = ParallelMode.All, MaxThreads = 2)]
[assembly: AssemblyFixture(typeof(RealSite))]
