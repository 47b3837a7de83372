using Alliance.Sprints.Board;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<IdeaBoard> IdeaBoards => Set<IdeaBoard>();
    public DbSet<BoardParticipant> BoardParticipants => Set<BoardParticipant>();
    public DbSet<BoardOperation> BoardOperations => Set<BoardOperation>();
    public DbSet<BoardPhoto> BoardPhotos => Set<BoardPhoto>();

    private static void MapBoard(ModelBuilder model) => BoardMapping.Map(model);
}
