using Alliance.Network;
using Alliance.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Alliance.Transparency.Log;

internal static class LogMapping
{
    private const int HexLength = 2 * MerkleTree.HashLength;

    public static void Map(ModelBuilder model)
    {
        model.Entity<LogEntry>(entry =>
        {
            entry.ToTable("log_entries");
            entry.HasKey(e => e.Index);
            entry.Property(e => e.Index).ValueGeneratedNever();
            entry.Property(e => e.Kind).HasMaxLength(80);
            entry.Property(e => e.Salt).HasMaxLength(HexLength);
            entry.Property(e => e.LeafHash).HasMaxLength(HexLength);
            entry.HasIndex(e => e.LeafHash).IsUnique();
            entry.Property(e => e.Deal).HasMaxLength(NetworkMapping.IdentifierLength);
            entry.HasIndex(e => new
            {
                e.Deal,
                e.Number,
                e.Index,
            });
            entry.HasIndex(e => e.EventId).IsUnique();
        });

        model.Entity<LogNode>(node =>
        {
            node.ToTable("log_nodes");
            node.HasKey(n => n.Position);
            node.Property(n => n.Position).ValueGeneratedNever();
            node.Property(n => n.Hash).HasMaxLength(HexLength);
        });

        model.Entity<LogCheckpoint>(checkpoint =>
        {
            checkpoint.ToTable("log_checkpoints");
            checkpoint.Property(c => c.Note).HasMaxLength(2000);
            checkpoint.Property(c => c.Key).HasMaxLength(500).HasOrdinalOrder();
            // One key signs one root of a size, once.
            checkpoint.HasIndex(c => new { c.Size, c.Key }).IsUnique();
        });
    }
}
