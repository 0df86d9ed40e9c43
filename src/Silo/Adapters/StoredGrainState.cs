using Orleans.Runtime;
using Orleans.Storage;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Silo.Adapters;

/// <summary>Reads a stored grain state, and tells one that cannot be read from a store that does not answer.</summary>
internal static class StoredGrainState
{
    /// <summary>The state of some bytes.</summary>
    /// <exception cref="UndecidableException">They are not what the serializer wrote: reading them again will not help.</exception>
    public static T Read<T>(IGrainStorageSerializer serializer, byte[] bytes, string stateName, GrainId grainId)
    {
        try
        {
            return serializer.Deserialize<T>(new BinaryData(bytes))!;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new UndecidableException($"The stored state {stateName} of {grainId} cannot be read: {exception.Message}", exception);
        }
    }
}
