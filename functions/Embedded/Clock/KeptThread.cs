namespace LienThong.Embedded.Clock;

/// <summary>Rounds on a thread of the system.</summary>
internal sealed class KeptThread : IRounds
{
    private readonly AutoResetEvent _wake = new(false);
    private readonly Thread _thread;

    public KeptThread(string name, Func<bool> round)
    {
        _thread = new Thread(Go) { IsBackground = true, Name = name };
        _thread.Start();

        void Go()
        {
            do
            {
                _wake.WaitOne();
            }
            while (round());
        }
    }

    public void Wake() => _wake.Set();

    public void Dispose()
    {
        if (_thread.IsAlive && Thread.CurrentThread != _thread)
        {
            _wake.Set();
            _thread.Join();
            _wake.Dispose();
        }
    }
}
