using System.Security.Cryptography;
using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Board;

/// <summary>Puts the photo of a flip chart onto a board, without what the camera adds to it; the same photo is kept once, on however many cards.</summary>
public sealed class KeepPhoto(AppDb db, WriteOnBoard writing, TimeProvider time)
{
    /// <summary>A phone's photo; larger ones are refused at their field.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    /// <summary>What the form may send.</summary>
    public const int MostSent = 20 * 1024 * 1024;

    /// <returns>
    /// Refused with <c>file-missing</c>, <c>file-too-large</c>, <c>board-photo-kind</c>, <c>board-photos-full</c>, and as <see cref="WriteOnBoard"/>.
    /// </returns>
    public async Task<Outcome<WrittenOnBoard>> RunAsync(
        LiveBoard live,
        BoardParticipant? participant,
        WhoActs acting,
        string client,
        IFormFile? file,
        string? note,
        int? table,
        CancellationToken cancel = default
    )
    {
        if (file is null or { Length: 0 })
            return new Refusal("file-missing");
        if (file.Length > MostBytes)
            return new Refusal("file-too-large", $"{MostBytes / 1024 / 1024}");
        if (live.State.Phase == BoardPhase.Closed)
            return new Refusal("board-closed");
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(content, cancel);
        if (PhotoKind.Clean(content) is not var (kind, clean))
            return new Refusal("board-photo-kind");
        var kept = await KeepAsync(live.Board.Id, kind, clean, cancel);
        if (kept.Refusal is { } full)
            return full;
        var photo = kept.Value;
        var op = new BoardOp(BoardAct.Add)
        {
            Kind = CardKind.Photo,
            Photo = photo,
            Text = note,
            Table = table,
        };
        var (written, _) = await writing.RunAsync(live, participant, acting, client, [op], cancel: cancel);
        // Nobody would find it, and the limit counts it.
        if (written.Refusal is not null && !live.State.Shows(photo))
            await db.BoardPhotos.Where(p => p.Id == photo).ExecuteDeleteAsync(CancellationToken.None);
        return written;
    }

    // The number of the one that is there, or of a new one.
    private async Task<Outcome<long>> KeepAsync(long board, string kind, byte[] content, CancellationToken cancel)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var same = db.BoardPhotos.Where(p => p.BoardId == board && p.Hash == hash).Select(p => p.Id);
        if (await same.SingleOrDefaultAsync(cancel) is > 0 and var known)
            return known;
        if (await db.BoardPhotos.CountAsync(p => p.BoardId == board, cancel) >= BoardRules.MostPhotos)
            return new Refusal("board-photos-full", $"{BoardRules.MostPhotos}");
        var photo = new BoardPhoto
        {
            BoardId = board,
            Name = $"flip-chart.{kind.Split('/')[1]}",
            MediaType = kind,
            Content = content,
            Hash = hash,
            At = time.GetUtcNow().UtcDateTime,
        };
        db.BoardPhotos.Add(photo);
        try
        {
            await db.SaveChangesAsync(cancel);
            return photo.Id;
        }
        catch (DbUpdateException raced) when (raced.IsRaced())
        {
            // Sent twice at the same moment.
            db.Entry(photo).State = EntityState.Detached;
            return await same.SingleAsync(cancel);
        }
    }
}
