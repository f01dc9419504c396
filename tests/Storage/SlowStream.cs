namespace LienThong.Storage.Tests;

/// <summary>Bytes that arrive as from a network: a few at a time, forward only; then the end, or a fault.</summary>
internal sealed class SlowStream(byte[] bytes, int each, Exception? fault = null) : Stream
{
    private int _at;

    /// <summary>How many bytes were asked for.</summary>
    public int Given => _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_at == bytes.Length && fault is not null)
        {
            throw fault;
        }

        var given = Math.Min(Math.Min(each, count), bytes.Length - _at);
        Array.Copy(bytes, _at, buffer, offset, given);
        _at += given;
        return given;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
