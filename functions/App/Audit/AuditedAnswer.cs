using LienThong.App.Http;
using LienThong.Storage;

namespace LienThong.App.Audit;

/// <summary>A response's body that lets nothing through until the call is recorded. If it cannot be, the answer is 503 in its place.</summary>
internal sealed class AuditedAnswer : Stream
{
    private const int RetryAfterSeconds = 10;

    private readonly HttpContext _http;
    private readonly Stream _body;
    private readonly Func<Task> _record;
    private bool _asked;
    private bool _recorded = true;

    private AuditedAnswer(HttpContext http, Func<Task> record) => (_http, _body, _record) = (http, http.Response.Body, record);

    /// <inheritdoc />
    public override bool CanRead => false;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => true;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Holds a call's answer back until <paramref name="record"/> has completed.</summary>
    public static void Hold(HttpContext http, Func<Task> record)
    {
        var answer = new AuditedAnswer(http, record);
        http.Response.Body = answer;

        // An answer without a body begins here; a caller who has gone before any answer began leaves only the end.
        http.Response.OnStarting(answer.BeginAsync);
        http.Response.OnCompleted(answer.RecordAsync);
    }

    /// <inheritdoc />
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (await MayTellAsync())
        {
            await _body.WriteAsync(buffer, cancellationToken);
        }
    }

    /// <inheritdoc />
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc />
    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (await MayTellAsync())
        {
            await _body.FlushAsync(cancellationToken);
        }
    }

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    private async Task<bool> MayTellAsync()
    {
        if (_asked)
        {
            return _recorded;
        }

        await RecordAsync();
        if (!_recorded)
        {
            _http.Response.Body = _body;
            _http.Response.Clear();
            await Problems.Busy(RetryAfterSeconds).ExecuteAsync(_http);
        }

        return _recorded;
    }

    private async Task BeginAsync()
    {
        var late = _asked;
        await RecordAsync();
        if (!late && !_recorded)
        {
            _http.Response.Clear();
            _http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            _http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private async Task RecordAsync()
    {
        if (_asked)
        {
            return;
        }

        _asked = true;
        try
        {
            await _record();
        }
        catch (StorageUnavailableException)
        {
            // Said to the caller by whoever asked; the trail keeps the entry and logs the outage.
            _recorded = false;
        }
    }
}
