// Two at a time; what measures times or fills the machine runs alone.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
