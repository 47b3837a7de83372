using Alliance.Network;
using Alliance.Platform;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Sprints.Board;

/// <summary>Puts the photo of a flip chart onto a board, without what the camera adds to it.</summary>
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
        if (await db.BoardPhotos.CountAsync(p => p.BoardId == live.Board.Id, cancel) >= BoardRules.MostPhotos)
            return new Refusal("board-photos-full", $"{BoardRules.MostPhotos}");
        var photo = new BoardPhoto
        {
            BoardId = live.Board.Id,
            Name = $"flip-chart.{kind.Split('/')[1]}",
            MediaType = kind,
            Content = clean,
            At = time.GetUtcNow().UtcDateTime,
        };
        db.BoardPhotos.Add(photo);
        await db.SaveChangesAsync(cancel);
        var op = new BoardOp(BoardAct.Add)
        {
            Kind = CardKind.Photo,
            Photo = photo.Id,
            Text = note,
            Table = table,
        };
        var (written, _) = await writing.RunAsync(live, participant, acting, client, [op], cancel);
        // Nobody would find it, and the limit counts it.
        if (written.Refusal is not null)
            await db.BoardPhotos.Where(p => p.Id == photo.Id).ExecuteDeleteAsync(CancellationToken.None);
        return written;
    }
}
