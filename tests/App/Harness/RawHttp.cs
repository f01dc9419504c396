using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LienThong.App.Tests.Harness;

/// <summary>Requests that no well-behaved client sends: byte by byte over a socket of their own.</summary>
public static class RawHttp
{
    private static readonly byte[] Chunk = Encoding.ASCII.GetBytes("10000\r\n" + new string(' ', 0x10000) + "\r\n");

    /// <summary>Sends a body of so many spaces, in one piece or in chunks, until the app has answered or taken it all.</summary>
    /// <returns>The answer's status, headers and body as text.</returns>
    public static async Task<(HttpStatusCode Status, string Text)> PostSpacesAsync(
        Uri address, string path, string token, string contentType, long length, bool chunked)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(address.Host, address.Port);
        await using var stream = client.GetStream();
        var size = chunked ? "Transfer-Encoding: chunked" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {length}");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/{path} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\nContent-Type: {contentType}\r\n{size}\r\nConnection: close\r\n\r\n"));

        var answer = ReadAsync(stream);
        var sent = 0L;
        try
        {
            while (sent < length && !answer.IsCompleted)
            {
                await stream.WriteAsync(chunked ? Chunk : Chunk.AsMemory(7, 0x10000));
                sent += 0x10000;
            }

            if (chunked && sent >= length)
            {
                await stream.WriteAsync("0\r\n\r\n"u8.ToArray());
            }
        }
        catch (IOException)
        {
            // The app has answered and closed the connection: what it answered is read below.
        }

        var text = await answer;
        return ((HttpStatusCode)int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture), text);
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var read = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            int count;
            while ((count = await stream.ReadAsync(buffer)) > 0)
            {
                read.Write(buffer, 0, count);
            }
        }
        catch (IOException) when (read.Length > 0)
        {
            // Reset after the answer, because the rest of the body was not wanted.
        }

        return Encoding.UTF8.GetString(read.ToArray());
    }
}
