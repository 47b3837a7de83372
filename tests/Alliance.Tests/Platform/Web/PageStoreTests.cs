using Alliance.Platform.Web;
using Alliance.Tests.Testing;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Alliance.Tests.Platform.Web;

public sealed class PageStoreTests
{
    private readonly FakeTimeProvider time = new(TestApp.Start);
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_begun_before_its_tag_was_evicted_is_not_stored()
    {
        var store = new PageStore(time);
        var before = store.Started();
        store.Evict(["deal:1"]);

        await SetAsync(store, "stale", before, "deal:1", "deals");
        await SetAsync(store, "untouched", before, "deal:2");
        await SetAsync(store, "fresh", store.Started(), "deal:1");

        Assert.Null(await store.GetAsync("stale", Token));
        Assert.NotNull(await store.GetAsync("untouched", Token));
        Assert.NotNull(await store.GetAsync("fresh", Token));
    }

    [Fact]
    public async Task Evicting_everything_also_refuses_every_page_under_way()
    {
        var store = new PageStore(time);
        var before = store.Started();
        await SetAsync(store, "stored", before, "deal:1");
        store.Evict([PageStore.Everything]);
        await SetAsync(store, "late", before, "deal:2");

        Assert.Equal(0, store.Count);
        await SetAsync(store, "new", store.Started());
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public async Task A_page_that_does_not_say_when_it_began_is_not_stored()
    {
        var store = new PageStore(time);
        await store.SetAsync("page", [1], ["deals"], TimeSpan.FromMinutes(1), Token);
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public async Task Pages_expire()
    {
        var store = new PageStore(time);
        await SetAsync(store, "page", store.Started());
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.NotNull(await store.GetAsync("page", Token));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await store.GetAsync("page", Token));
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public async Task The_size_is_held_by_letting_go_of_what_was_not_read_for_longest()
    {
        var store = new PageStore(time, limit: 100_000);
        for (var i = 0; i < 20; i++)
        {
            await store.SetAsync($"page {i}", new byte[5_000], [store.Started()], TimeSpan.FromMinutes(1), Token);
            Assert.NotNull(await store.GetAsync("page 0", Token));
        }
        Assert.InRange(store.Count, 15, 19);
        Assert.Null(await store.GetAsync("page 1", Token));

        await store.SetAsync("huge", new byte[20_000], [store.Started()], TimeSpan.FromMinutes(1), Token);
        Assert.Null(await store.GetAsync("huge", Token));
    }

    [Fact]
    public async Task Forgetting_old_evictions_never_lets_a_stale_page_in()
    {
        var store = new PageStore(time);
        var before = store.Started();
        store.Evict(["deal:1"]);
        store.Evict([.. Enumerable.Range(2, 20_000).Select(i => $"deal:{i}")]);
        await SetAsync(store, "stale", before, "deal:1");
        Assert.Null(await store.GetAsync("stale", Token));
    }

    /// <summary>
    /// The promise itself, raced: writers raise a version and evict, readers render it and store. Once a writer is done,
    /// nobody may ever get an older version from the store.
    /// </summary>
    [Fact]
    public async Task No_reader_gets_a_version_older_than_the_last_eviction()
    {
        var store = new PageStore(time);
        var versions = new int[3];
        var stop = false;
        var writers = Enumerable.Range(0, 3).Select(tag => Task.Run(() => Write(tag), Token));
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(ReadAsync, Token)).ToArray();
        await Task.WhenAll(writers);
        stop = true;
        await Task.WhenAll(readers);

        void Write(int tag)
        {
            for (var i = 0; i < 20_000; i++)
            {
                Interlocked.Increment(ref versions[tag]);
                store.Evict([$"deal:{tag}"]);
                // From here on no reader may see less. The next round begins only after this one was visible.
            }
        }

        async Task ReadAsync()
        {
            var random = new Random(7);
            while (!Volatile.Read(ref stop))
            {
                var tag = random.Next(3);
                var started = store.Started();
                var rendered = Volatile.Read(ref versions[tag]);
                Thread.SpinWait(random.Next(200));
                await store.SetAsync(
                    $"page {tag}",
                    BitConverter.GetBytes(rendered),
                    [started, $"deal:{tag}"],
                    PagePolicyLifetime,
                    Token
                );

                // At least one eviction behind the version in the making is complete.
                var complete = Volatile.Read(ref versions[tag]) - 1;
                var got = await store.GetAsync($"page {tag}", Token);
                if (got is not null)
                    Assert.True(BitConverter.ToInt32(got) >= complete, "A stale page was served.");
            }
        }
    }

    /// <summary>Any order of storing, reading and evicting leaves the books in balance.</summary>
    [Fact]
    public void Whatever_happens_what_is_evicted_is_gone() =>
        Gen.Int[0, 2]
            .Select(Gen.Int[0, 5], Gen.Int[0, 3])
            .Array[0, 60]
            .Sample(steps =>
            {
                var store = new PageStore(time, limit: 4_000);
                foreach (var (act, page, tag) in steps)
                {
                    if (act == 0)
                        SetAsync(store, $"page {page}", store.Started(), $"tag {tag}", $"tag {page}")
                            .GetAwaiter()
                            .GetResult();
                    else if (act == 1)
                        store.GetAsync($"page {page}", default).AsTask().GetAwaiter().GetResult();
                    else
                        store.Evict([$"tag {tag}"]);
                }
                store.Evict([.. Enumerable.Range(0, 6).Select(t => $"tag {t}")]);
                return store.Count == 0;
            });

    private static TimeSpan PagePolicyLifetime => TimeSpan.FromSeconds(60);

    private static Task SetAsync(PageStore store, string key, string started, params string[] tags) =>
        store.SetAsync(key, [1, 2, 3], [started, .. tags], PagePolicyLifetime, Token).AsTask();
}
