using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using ResourceMatch.Api.Mail;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Access;

namespace ResourceMatch.Api.Access;

/// <summary>Signing in as the host needs it: Identity on PostgreSQL, cookies, policies, limits, in this order in the pipeline.</summary>
internal static partial class AccessHosting
{
    /// <summary>What the verbs need as well: accounts, their links, and the letters.</summary>
    public static void AddAccounts(IServiceCollection services, IConfiguration configuration)
    {
        var protection = services.AddDataProtection().SetApplicationName("ResourceMatch");
        if (configuration["ResourceMatch:Keys"] is { Length: > 0 } keys) protection.PersistKeysToFileSystem(new DirectoryInfo(keys));
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped(provider => provider.GetRequiredService<DirectoryDatabase>().OpenAccess());
        services.AddIdentityCore<Account>(options =>
        {
            options.User.RequireUniqueEmail = true;
            options.User.AllowedUserNameCharacters = ""; // the user name is the address, which Accounts has checked
            // Length is what counts (NIST SP 800-63B); signs of certain kinds only make passwords that are written down.
            options.Password = new PasswordOptions { RequiredLength = Accounts.PasswordLength, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 4 };
            options.Lockout.AllowedForNewUsers = true;
        })
            .AddUserStore<AccountStore>()
            .AddTokenProvider<DataProtectorTokenProvider<Account>>(TokenOptions.DefaultProvider)
            .AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddOptions<IdentityOptions>().Configure<IOptions<AccessOptions>>((identity, access) =>
        {
            identity.Lockout.MaxFailedAccessAttempts = access.Value.LockoutTries;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(access.Value.LockoutMinutes);
        });
        services.AddOptions<DataProtectionTokenProviderOptions>().Configure<IOptions<AccessOptions>>((tokens, access) => tokens.TokenLifespan = TimeSpan.FromSeconds(access.Value.LinkSeconds));
        var address = PublicAddress.Configured(configuration);
        services.AddSingleton(provider => new PublicAddress(address, provider.GetService<IServer>()));
        services.AddScoped<Accounts>();
        services.AddSingleton<Outbox>();
    }

    public static void Add(WebApplicationBuilder builder, string urls)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        AddAccounts(services, configuration);
        var isSecure = PublicAddress.IsSecure(PublicAddress.Configured(configuration), urls);
        services.AddHttpContextAccessor();
        services.AddScoped(provider => CurrentUser.Get(provider.GetRequiredService<IHttpContextAccessor>().HttpContext!));
        services.AddScoped<Sessions>();
        services.AddScoped<SignInCheck>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<SignInLimits>();
        services.AddHostedService<CastGuard>();
        services.AddAuthentication(Sessions.Scheme)
            .AddCookie(Sessions.Scheme, options =>
            {
                Harden(options, "rm", isSecure);
                options.EventsType = typeof(SessionCookie);
                options.LoginPath = "/sign-in";
                options.ReturnUrlParameter = "next";
            })
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, options =>
            {
                Harden(options, "rm-second", isSecure);
                options.ExpireTimeSpan = TimeSpan.FromMinutes(5);
            });
        services.AddOptions<CookieAuthenticationOptions>(Sessions.Scheme).Configure<IOptions<AccessOptions>>((cookie, access) => cookie.ExpireTimeSpan = TimeSpan.FromHours(access.Value.SessionHours));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = NameOf("rm-form", isSecure);
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; // "Always" would answer every page over plain http with an error of ours
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.Path = "/";
            options.HeaderName = "X-Form-Token";
            options.SuppressXFrameOptionsHeader = true; // our own policy says more
        });
        AddPolicies(services);
        SignInLimits.Add(services);
        if (configuration.GetSection(AccessOptions.Section + ":Proxies").Get<string[]>() is { Length: > 0 } proxies) BelieveProxies(services, proxies);
    }

    /// <summary>First of all: who asks, and how, as a proxy before us tells it.</summary>
    public static void UseProxies(WebApplication app, string urls)
    {
        app.UseForwardedHeaders(); // nobody's, unless the settings name proxies
        var address = PublicAddress.Configured(app.Configuration);
        if (address?.Scheme == Uri.UriSchemeHttps)
        {
            app.Use((context, next) =>
            {
                context.Request.Scheme = Uri.UriSchemeHttps;
                return next(context);
            });
        }
        else if (PublicAddress.IsSecure(address, urls) && !urls.Contains("https://", StringComparison.OrdinalIgnoreCase))
        {
            LogPlain(app.Logger);
        }
    }

    public static void Use(WebApplication app)
    {
        app.UseAuthentication();
        app.Use(SessionCookie.FailAsync);
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<OriginGuard>();
    }

    private static void Harden(CookieAuthenticationOptions options, string name, bool isSecure)
    {
        options.Cookie.Name = NameOf(name, isSecure);
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.Path = "/";
        options.Cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        options.SlidingExpiration = false;
    }

    // A browser takes the prefix as a promise: set by this very host, over https, for all of it.
    private static string NameOf(string name, bool isSecure) => isSecure ? "__Host-" + name : name;

    private static void AddPolicies(IServiceCollection services)
    {
        string[] roles = [nameof(AccessRole.Administrator), nameof(AccessRole.DirectoryStaff), nameof(AccessRole.AgencyEditor)];
        services.AddAuthorizationBuilder()
            .AddPolicy(AccessPolicies.Administrator, policy => policy.RequireRole(roles[..1]))
            .AddPolicy(AccessPolicies.DirectoryStaff, policy => policy.RequireRole(roles[..2]))
            .AddPolicy(AccessPolicies.AgencyEditor, policy => policy.RequireRole(roles))
            // Denies what says nothing; an address without an endpoint (404, 405) is nobody's to guard.
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint).Build());
    }

    private static void BelieveProxies(IServiceCollection services, string[] proxies) => services.Configure<ForwardedHeadersOptions>(options =>
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.KnownProxies.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownProxies.Add(IPAddress.TryParse(proxy, out var address)
                ? address
                : throw new SettingsRefusedException($"The setting ResourceMatch__Access__Proxies names '{proxy}', which is no IP address."));
        }
    });

    [LoggerMessage(EventId = 50, EventName = "PlainHttp", Level = LogLevel.Warning, Message = "Nobody can sign in over plain http from other machines: set ResourceMatch__Address to the https address that people use")]
    private static partial void LogPlain(ILogger logger);
}
