using Alliance.Sprints.OpenBoards;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<OpenBoard> OpenBoards => Set<OpenBoard>();
    public DbSet<Suggestion> Suggestions => Set<Suggestion>();
    public DbSet<SuggestionSupport> SuggestionSupports => Set<SuggestionSupport>();
    public DbSet<SuggestionFollower> SuggestionFollowers => Set<SuggestionFollower>();
    public DbSet<ModerationEntry> ModerationEntries => Set<ModerationEntry>();

    private static void MapOpenBoards(ModelBuilder model) => OpenBoardMapping.Map(model);
}
