namespace LienThong.Embedded.Engine;

/// <summary>Those who wait for an instance to begin or to end.</summary>
internal sealed class Waiters
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Instance, bool ForEnd), Place> _places = [];

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

    /// <summary>Waits until the instance next ends, or begins or ends. Join first, then look how it stands: nothing is missed between.</summary>
    public Place Join(string instanceId, bool forEnd)
    {
        lock (_gate)
        {
            if (!_places.TryGetValue((instanceId, forEnd), out var place))
            {
                _places.Add((instanceId, forEnd), place = new Place(this, instanceId, forEnd));
            }

            place.Joined++;
            return place;
        }
    }

    /// <summary>The instance has begun, or has ended.</summary>
    public void Tell(string instanceId, bool ended)
    {
        Place? forBegin;
        Place? forEnd = null;
        lock (_gate)
        {
            _places.Remove((instanceId, false), out forBegin);
            if (ended)
            {
                _places.Remove((instanceId, true), out forEnd);
            }
        }

        forBegin?.Tell();
        forEnd?.Tell();
    }

    private void Leave(Place place)
    {
        lock (_gate)
        {
            if (--place.Joined == 0 && _places.TryGetValue((place.InstanceId, place.ForEnd), out var present) && present == place)
            {
                _places.Remove((place.InstanceId, place.ForEnd));
            }
        }
    }

    /// <summary>Where those stand who wait for one instance.</summary>
    internal sealed class Place(Waiters waiters, string instanceId, bool forEnd) : IDisposable
    {
        private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string InstanceId => instanceId;

        public bool ForEnd => forEnd;

        public int Joined { get; set; }

        /// <summary>Completes when the instance ends, or begins if that is waited for too.</summary>
        public Task Told => _told.Task;

        public void Tell() => _told.SetResult();

        public void Dispose() => waiters.Leave(this);
    }
}
