using Xunit;

// Most of these tests wait for sockets and not for a processor.
[assembly: CollectionBehavior(MaxParallelThreads = 8)]
