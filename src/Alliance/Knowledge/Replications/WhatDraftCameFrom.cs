using Alliance.Deals.Drafting;
using Alliance.Knowledge.Parts;
using Alliance.Platform.Data;

namespace Alliance.Knowledge.Replications;

/// <summary>What a draft's pages show beside its text where the city takes something over: the words it was written from.</summary>
internal static class WhatDraftCameFrom
{
    public static FindBesideDraft In(AppDb db) =>
        async (draft, part, cancel) =>
        {
            // Who is in it, and what stands behind it, is the city's own from the beginning.
            if (part?.Split('.')[0] is not (null or "basics" or "promise" or "article"))
                return null;
            if (await DraftBeside.LoadAsync(db, draft, cancel) is not { } beside)
                return null;
            var shown = part is null ? beside : beside with { Texts = [.. beside.Texts.Where(t => t.Part == part)] };
            if (shown.Texts.Count == 0)
                return null;
            return b =>
            {
                b.OpenComponent<BesideOriginal>(0);
                b.AddComponentParameter(1, nameof(BesideOriginal.Beside), shown);
                b.AddComponentParameter(2, nameof(BesideOriginal.Whole), part is null);
                b.CloseComponent();
            };
        };
}
