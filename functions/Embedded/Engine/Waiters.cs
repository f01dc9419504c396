namespace LienThong.Embedded.Engine;

/// <summary>Those who wait for an instance to begin or to end.</summary>
internal sealed class Waiters
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);

    /// <summary>How many instances are waited for.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _places.Count;
            }
        }
    }

    /// <summary>Waits until the instance next begins or ends. Join first, then look how it stands: nothing is missed between.</summary>
    public Place Join(string instanceId)
    {
        lock (_gate)
        {
            if (!_places.TryGetValue(instanceId, out var place))
            {
                _places.Add(instanceId, place = new Place(this, instanceId));
            }

            place.Joined++;
            return place;
        }
    }

    /// <summary>The instance has begun or ended.</summary>
    public void Tell(string instanceId)
    {
        Place? place;
        lock (_gate)
        {
            _places.Remove(instanceId, out place);
        }

        place?.Tell();
    }

    private void Leave(Place place)
    {
        lock (_gate)
        {
            if (--place.Joined == 0 && _places.TryGetValue(place.InstanceId, out var present) && present == place)
            {
                _places.Remove(place.InstanceId);
            }
        }
    }

    /// <summary>Where those stand who wait for one instance.</summary>
    internal sealed class Place(Waiters waiters, string instanceId) : IDisposable
    {
        private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string InstanceId => instanceId;

        public int Joined { get; set; }

        /// <summary>Completes when the instance begins or ends.</summary>
        public Task Told => _told.Task;

        public void Tell() => _told.SetResult();

        public void Dispose() => waiters.Leave(this);
    }
}
