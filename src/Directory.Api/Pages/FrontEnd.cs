using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.WebEncoders;

namespace ResourceMatch.Api.Pages;

/// <summary>Serves what the browser loads: our scripts, the built style sheet, the icon sprite, the map library. All of it lies beside the program.</summary>
internal static class FrontEnd
{
    private const string Brotli = ".br";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>Version of everything in wwwroot/built: the map's files are loaded by script, which cannot ask for a hash.</summary>
    public static string Version { get; } = File.ReadAllText(Path.Combine(Folder, "built", "version.txt")).Trim();

    public static void Add(WebApplicationBuilder builder)
    {
        // asp-append-version hashes through this provider, so it must be the one that serves.
        builder.Environment.WebRootPath = Folder;
        builder.Environment.WebRootFileProvider = new PhysicalFileProvider(Folder);
        builder.Services.AddRazorPages(); // each page says for itself who may read it
        // Arabic stays Arabic in the page's source instead of seven signs a letter; markup is still encoded.
        builder.Services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
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
        types.Mappings[Brotli] = "application/octet-stream";
        app.Use((context, next) =>
        {
            PreferBrotli(context);
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            ContentTypeProvider = types,
            OnPrepareResponse = file => Prepare(file.Context, types),
        });
    }

    // The build has compressed its files once; asking for one by its own name gives the smaller to whoever can read it.
    private static void PreferBrotli(HttpContext context)
    {
        var path = context.Request.Path;
        if (!path.StartsWithSegments("/built") || !context.Request.GetTypedHeaders().AcceptEncoding.Any(each => each.Value == "br")) return;
        if (File.Exists(Path.Combine(Folder, "built", Path.GetFileName(path.Value!) + Brotli))) context.Request.Path = path + Brotli;
    }

    private static void Prepare(HttpContext context, FileExtensionContentTypeProvider types)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
        if (context.Request.Path.Value is not { } path || !path.EndsWith(Brotli, StringComparison.Ordinal)) return;
        headers.ContentEncoding = "br";
        headers.Vary = "Accept-Encoding";
        if (types.TryGetContentType(path[..^Brotli.Length], out var type)) headers.ContentType = type;
    }

    public static void Map(WebApplication app) => app.MapRazorPages();
}
