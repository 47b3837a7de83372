using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Web;

/// <summary>
/// <c>Idempotency-Key</c> (draft-ietf-httpapi-idempotency-key-header): whoever did not hear the answer sends the same again,
/// and nothing is done twice. What was refused has done nothing, so it is not kept: corrected, it may come under the same key.
/// </summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const int Longest = 100;

    public static readonly ApiParameter Parameter = new(
        Header,
        "A name of your own for this one request, such as a UUID, in quotation marks. The same key with the same body within "
            + "24 hours is answered as before, and nothing is recorded again."
    )
    {
        InHeader = true,
        Required = true,
        Length = (3, Longest + 2),
        Example = "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"",
    };

    /// <returns>Refused with <c>idempotency-key-missing</c>, <c>idempotency-key-bad</c>.</returns>
    public static Outcome<string> Read(HttpRequest request)
    {
        var sent = request.Headers[Header].ToString().Trim();
        if (sent.Length == 0)
            return new Refusal("idempotency-key-missing");
        // A string of RFC 9651; many programs leave the quotation marks out.
        var key = sent is ['"', .., '"'] ? sent[1..^1] : sent;
        return key.Length is > 0 and <= Longest && key.All(c => c is > ' ' and <= '~' and not ('"' or '\\' or ','))
            ? key
            : new Refusal("idempotency-key-bad", $"{Longest}");
    }

    /// <summary>
    /// Does it and keeps the answer, in one transaction; or gives the answer that is kept. Refused with
    /// <c>idempotency-key-reused</c> (another body came under this key), and with whatever the act refuses.
    /// </summary>
    public static async Task<Outcome<KeptAnswer>> OnceAsync(
        AppDb db,
        DateTime now,
        (long Token, string Key, string Asked) request,
        Func<Task<Outcome<(string Location, string Body)>>> act,
        CancellationToken cancel
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // The second of two waits here, and then finds the answer of the first.
        await db.TakeTurnAsync(cancel);
        var over = now - KeptAnswer.Lasts;
        await db.KeptAnswers.Where(a => a.At <= over).ExecuteDeleteAsync(cancel);
        var (token, key, asked) = request;
        var before = await db
            .KeptAnswers.AsNoTracking()
            .SingleOrDefaultAsync(a => a.TokenId == token && a.Key == key, cancel);
        if (before is not null)
            return before.Asked == asked ? before : new Refusal("idempotency-key-reused", key);
        var done = await act();
        if (done.Refusal is { } refused)
            return refused;
        var answer = new KeptAnswer
        {
            TokenId = token,
            Key = key,
            Asked = asked,
            Location = done.Value.Location,
            Body = done.Value.Body,
            At = now,
        };
        db.KeptAnswers.Add(answer);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return answer;
    }
}
