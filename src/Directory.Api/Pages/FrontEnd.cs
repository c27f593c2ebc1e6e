using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace ResourceMatch.Api.Pages;

/// <summary>Serves what the browser loads: our scripts, the built style sheet, the icon sprite, the map library. All of it lies beside the program.</summary>
internal static class FrontEnd
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>Version of everything in wwwroot/built: the map's files are loaded by script, which cannot ask for a hash.</summary>
    public static string Version { get; } = File.ReadAllText(Path.Combine(Folder, "built", "version.txt")).Trim();

    public static void Add(WebApplicationBuilder builder)
    {
        // asp-append-version hashes through this provider, so it must be the one that serves.
        builder.Environment.WebRootPath = Folder;
        builder.Environment.WebRootFileProvider = new PhysicalFileProvider(Folder);
        builder.Services.AddRazorPages(options => options.Conventions.AllowAnonymousToFolder("/"));
        builder.Services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true; // no page mixes a secret with what somebody else may choose
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/vnd.mapbox-vector-tile"];
        });
        // The fastest level costs a phone a fifth more bytes.
        builder.Services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        builder.Services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
    }

    /// <summary>A file asked for with its hash or version never changes; one asked for without is checked each time.</summary>
    public static void Use(WebApplication app)
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".mjs"] = "text/javascript";
        app.UseStaticFiles(new StaticFileOptions
        {
            ContentTypeProvider = types,
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    public static void Map(WebApplication app) => app.MapRazorPages();
}
