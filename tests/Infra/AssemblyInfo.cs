// jsii has one Node process for all, and it takes one call at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
