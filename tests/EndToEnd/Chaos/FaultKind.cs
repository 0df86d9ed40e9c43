namespace RefillRadar.Tests.EndToEnd.Chaos;

/// <summary>What can go wrong.</summary>
internal enum FaultKind
{
    /// <summary>SIGKILL.</summary>
    Kill,

    /// <summary>SIGKILL, and again while the program starts.</summary>
    KillTwice,

    /// <summary>SIGTERM.</summary>
    Terminate,

    /// <summary>SIGSTOP, and SIGCONT after a while.</summary>
    Pause,

    /// <summary>No byte is free where the data directory is.</summary>
    FullDisk,

    /// <summary>Somebody else holds a lock on radar.db.</summary>
    LockedRadar,

    /// <summary>Somebody else holds a lock on shop.db.</summary>
    LockedShop,

    /// <summary>radar.db is locked most of the time, with short gaps.</summary>
    SlowRadar,

    /// <summary>E-mails cannot be written.</summary>
    BlockedOutbox,

    /// <summary>DynamoDB answers late.</summary>
    SlowDynamoDb,

    /// <summary>DynamoDB answers part of the requests with errors or throttles them.</summary>
    FailingDynamoDb,

    /// <summary>DynamoDB does not answer.</summary>
    SilentDynamoDb,

    /// <summary>SNS and S3 do not answer.</summary>
    SilentSns,

    /// <summary>Kinesis does not answer.</summary>
    SilentKinesis,
}
