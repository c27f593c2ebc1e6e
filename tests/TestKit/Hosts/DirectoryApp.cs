using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ResourceMatch.Api.Hosting;

namespace ResourceMatch.TestKit;

/// <summary>The real host on a free port over a test database of its own. Use it as a class fixture, or make one with a fixed clock.</summary>
/// <remarks>Compiled into each test project that refers to the host (link this file), because TestKit itself must not.</remarks>
public class DirectoryApp : IAsyncLifetime
{
    private WebApplication? app;

    /// <summary>The clock of the host; null = the machine's.</summary>
    protected virtual TimeProvider? Clock => null;

    public TestDatabase Database => field ??= MakeDatabase();

    /// <summary>Where it listens: http://127.0.0.1:PORT.</summary>
    public Uri Address => new(App.Urls.First());

    public IServiceProvider Services => App.Services;

    public HttpClient Client { get; private set; } = null!;

    private WebApplication App => app ?? throw new InvalidOperationException("The app has not started.");

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        app = DirectoryHost.Build("http://127.0.0.1:0", Settings, services =>
        {
            services.AddLogging(logging => logging.ClearProviders());
            if (Clock is { } clock) services.Replace(ServiceDescriptor.Singleton(clock));
            Configure(services);
        });
        await PrepareAsync(app);
        await app.StartAsync();
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    /// <summary>The host's settings; the database's connection strings unless told otherwise.</summary>
    protected virtual IReadOnlyDictionary<string, string?> Settings => Database.Configuration;

    /// <summary>An empty database unless told otherwise.</summary>
    protected virtual TestDatabase MakeDatabase() => new();

    /// <summary>Replaces more of the host's services; nothing unless told otherwise.</summary>
    protected virtual void Configure(IServiceCollection services)
    {
    }

    /// <summary>Loads data before the first request.</summary>
    protected virtual Task PrepareAsync(WebApplication host) => Task.CompletedTask;

    /// <summary>Somebody with cookies of their own. Dispose of it.</summary>
    public Visitor Visit() => new(Address);

    public async Task DisposeAsync()
    {
        Client?.Dispose();
        if (app is not null) await app.DisposeAsync();
        await Database.DisposeAsync();
    }
}
