using Microsoft.EntityFrameworkCore;

namespace Alliance.Platform.Data;

public static class Tracking
{
    /// <summary>Adds what is new; what was loaded is tracked already.</summary>
    public static void Track<T>(this AppDb db, T entity)
        where T : class
    {
        if (db.Entry(entity).State == EntityState.Detached)
            db.Add(entity);
    }
}
