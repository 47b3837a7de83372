using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MimeKit;

namespace Alliance.Tests.Testing;

/// <summary>A mail server on loopback that speaks enough SMTP (RFC 5321) to take mails, or to refuse them.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<MimeMessage> taken = new();
    private readonly Task accepting;
    private int refusals;

    public SmtpServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public IReadOnlyList<MimeMessage> Taken => [.. taken];

    /// <summary>Called when a mail has come and is not answered yet.</summary>
    public Action? Received { get; set; }

    /// <summary>Refuses the next mails for now ("451"), as a busy server does.</summary>
    public void Refuse(int mails) => Interlocked.Exchange(ref refusals, mails);

    /// <summary>Settings with which an application sends here.</summary>
    public Action<Microsoft.Extensions.DependencyInjection.IServiceCollection> Settings =>
        services =>
            Microsoft.Extensions.DependencyInjection.OptionsServiceCollectionExtensions.Configure<Alliance.Platform.Mail.MailSettings>(
                services,
                s =>
                    (s.Host, s.Port, s.Security, s.From, s.Site) = (
                        "127.0.0.1",
                        Port,
                        "none",
                        "Example City <deals@city.example>",
                        "https://deals.city.example"
                    )
            );

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                try
                {
                    await ServeAsync(client.GetStream());
                }
                catch (IOException)
                {
                    // Who sent is gone; others may come.
                }
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or IOException) { }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        await using var writer = new StreamWriter(stream, System.Text.Encoding.Latin1)
        {
            NewLine = "\r\n",
            AutoFlush = true,
        };
        await writer.WriteLineAsync("220 ready");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                var mail = await MailAsync(reader);
                if (Interlocked.Decrement(ref refusals) >= 0)
                    await writer.WriteLineAsync("451 later, please");
                else
                {
                    taken.Enqueue(mail);
                    Received?.Invoke();
                    await writer.WriteLineAsync("250 taken");
                }
            }
            else if (verb == "QUIT")
            {
                await writer.WriteLineAsync("221 bye");
                return;
            }
            else
                await writer.WriteLineAsync("250 ok");
        }
    }

    private async Task<MimeMessage> MailAsync(StreamReader reader)
    {
        using var bytes = new MemoryStream();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
            bytes.Write(System.Text.Encoding.Latin1.GetBytes((line.StartsWith('.') ? line[1..] : line) + "\r\n"));
        bytes.Position = 0;
        return await MimeMessage.LoadAsync(bytes, stop.Token);
    }
}
