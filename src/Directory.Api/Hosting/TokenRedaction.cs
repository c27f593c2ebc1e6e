using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ResourceMatch.Api.Hosting;

/// <summary>Keeps the tokens of signed links out of every log: whoever reads /a/TOKEN in a message, a scope or an exception's text reads /a/… instead.</summary>
/// <remarks>Around the factory, so that no logger, provider or level is left out. A message without a token goes on untouched, with its structure.</remarks>
internal sealed partial class TokenRedaction(ILoggerFactory inner) : ILoggerFactory
{
    public const string Replacement = "/a/…";

    public static void Add(IServiceCollection services)
    {
        services.AddLogging();
        var existing = services.Last(service => service.ServiceType == typeof(ILoggerFactory));
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(provider => new TokenRedaction(
            (ILoggerFactory)(existing.ImplementationInstance ?? existing.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, existing.ImplementationType!)))));
    }

    public ILogger CreateLogger(string categoryName) => new Logger(inner.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();

    /// <summary>The same text with every token replaced. Also in an address that was encoded.</summary>
    public static string Clean(string text) => MayHold(text) ? TokenPattern().Replace(text, Replacement) : text;

    private static bool MayHold(string text) => text.Contains("/a/", StringComparison.OrdinalIgnoreCase) || text.Contains("%2Fa%2F", StringComparison.OrdinalIgnoreCase) || text.Contains("token", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"(?:/|%2F)a(?:/|%2F)[0-9A-Za-z%\- ]{8,}|\b[0-9A-Ta-tV-Zv-z]{26}\b|\b(?:[0-9A-Za-z]{5}-){5}[0-9A-Za-z]\b", RegexOptions.NonBacktracking)]
    private static partial Regex TokenPattern();

    private sealed class Logger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            var text = state.ToString() ?? "";
            return MayHold(text) ? inner.BeginScope(Clean(text)) : inner.BeginScope(state);
        }

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!inner.IsEnabled(logLevel)) return;
            var text = formatter(state, exception);
            var thrown = exception?.ToString() ?? "";
            if (!MayHold(text) && !MayHold(thrown) && !HoldsValue(state))
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
                return;
            }

            inner.Log(logLevel, eventId, Clean(text) + (thrown.Length > 0 ? "\n" + Clean(thrown) : ""), null, (message, _) => message);
        }

        // A structured value may hold what the message leaves out.
        private static bool HoldsValue<TState>(TState state) =>
            state is IReadOnlyList<KeyValuePair<string, object?>> values && values.Any(value => value.Value is string or PathString or Uri && MayHold(value.Value.ToString() ?? ""));
    }
}
