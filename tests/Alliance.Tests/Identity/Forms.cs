using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Alliance.Tests.Identity;

/// <summary>Fills in the forms of a page and sends them, as a browser without script does.</summary>
public static class Forms
{
    /// <summary>Reads the page, changes the fields that are given in the form of this name, and posts it.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        this HttpClient browser,
        string page,
        string form,
        params (string Name, string Value)[] fields
    )
    {
        using var shown = await browser.GetAsync(page);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        return await browser.SendAsync(page, await shown.Content.ReadAsStringAsync(), form, fields);
    }

    /// <summary>The same with a page that was read before.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        this HttpClient browser,
        string page,
        string html,
        string form,
        params (string Name, string Value)[] fields
    ) => await browser.PostAsync(page, new FormUrlEncodedContent(Filled(html, form, fields)));

    /// <summary>The same with a file in it.</summary>
    public static Task<HttpResponseMessage> SendFileAsync(
        this HttpClient browser,
        string page,
        string form,
        (string Field, string Name, byte[] Content) file,
        params (string Name, string Value)[] fields
    ) => browser.SendFilesAsync(page, form, [file], fields);

    /// <summary>The same with several files in one field.</summary>
    public static Task<HttpResponseMessage> SendFilesAsync(
        this HttpClient browser,
        string page,
        string form,
        string field,
        IEnumerable<(string Name, byte[] Content)> files,
        params (string Name, string Value)[] fields
    ) => browser.SendFilesAsync(page, form, [.. files.Select(f => (field, f.Name, f.Content))], fields);

    /// <summary>The same with several files.</summary>
    public static async Task<HttpResponseMessage> SendFilesAsync(
        this HttpClient browser,
        string page,
        string form,
        IReadOnlyList<(string Field, string Name, byte[] Content)> files,
        params (string Name, string Value)[] fields
    )
    {
        var html = await browser.GetStringAsync(page);
        using var whole = new MultipartFormDataContent();
        foreach (var (name, value) in Filled(html, form, fields))
            if (files.All(f => f.Field != name))
                whole.Add(new StringContent(value), name);
        foreach (var (field, name, bytes) in files)
        {
            var content = new ByteArrayContent(bytes);
            // Nobody believes what a browser says of a file.
            content.Headers.ContentType = new MediaTypeHeaderValue("text/html");
            whole.Add(content, field, name);
        }
        return await browser.PostAsync(page, whole);
    }

    /// <summary>The form of this name.</summary>
    public static IHtmlFormElement Named(string html, string form) =>
        new HtmlParser()
            .ParseDocument(html)
            .QuerySelectorAll<IHtmlFormElement>("form[method=post]")
            .SingleOrDefault(f => f.QuerySelector<IHtmlInputElement>("input[name=_handler]")?.Value == form)
        ?? throw new InvalidOperationException($"No form {form} in\n{html}");

    /// <summary>What the browser would send.</summary>
    public static List<KeyValuePair<string, string>> Filled(
        string html,
        string form,
        params (string Name, string Value)[] fields
    )
    {
        var found = Named(html, form);
        var sent = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in found.QuerySelectorAll<IHtmlInputElement>("input[name]"))
            if (input.Type is not ("checkbox" or "radio") || input.IsChecked)
                sent[input.Name!] = input.Value;
        foreach (var area in found.QuerySelectorAll<IHtmlTextAreaElement>("textarea[name]"))
            sent[area.Name!] = area.Value;
        foreach (var select in found.QuerySelectorAll<IHtmlSelectElement>("select[name]"))
            sent[select.Name!] = select.Value ?? "";
        foreach (var (name, value) in fields)
            sent[name] = value;
        return [.. sent];
    }

    /// <summary>Where an answer leads on this site; null where it stays.</summary>
    public static string? LeadsTo(this HttpResponseMessage answer) =>
        answer.Headers.Location is not { } to ? null
        : to.IsAbsoluteUri && to.Authority == answer.RequestMessage!.RequestUri!.Authority ? to.PathAndQuery
        : to.OriginalString;

    /// <summary>The address that an answer leads to, without a place on that page; fails with the complaints of the page where it begins otherwise.</summary>
    public static async Task<string> LeadsToAsync(HttpResponseMessage answer, string beginning)
    {
        var to = answer.LeadsTo();
        if (to?.StartsWith(beginning, StringComparison.Ordinal) != true)
            Assert.Fail(
                $"{answer.RequestMessage!.RequestUri} led to {to} ({answer.StatusCode}), not {beginning}: {Complaints(await answer.Content.ReadAsStringAsync())}"
            );
        var place = to.IndexOf('#', StringComparison.Ordinal);
        return place < 0 ? to : to[..place];
    }

    /// <summary>The texts of all errors and refusals on the page.</summary>
    public static string Complaints(string html) =>
        string.Join(
            '\n',
            new HtmlParser()
                .ParseDocument(html)
                .QuerySelectorAll(".error:not([hidden]), [role=alert]:not([hidden])")
                .Select(e => e.TextContent.Trim())
        );
}
