using Alliance.Sprints.Onward;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public abstract partial class AppDb
{
    public DbSet<Idea> Ideas => Set<Idea>();
    public DbSet<IdeaFate> IdeaFates => Set<IdeaFate>();

    private static void MapIdeas(ModelBuilder model) => IdeaMapping.Map(model);
}
