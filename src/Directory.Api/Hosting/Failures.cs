using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace ResourceMatch.Api.Hosting;

/// <summary>Turns what went wrong into one answer: the caller's fault names the field, ours says nothing of its inside, a stopped database asks to try again.</summary>
internal static partial class Failures
{
    private const string TooLarge = "The request is too large: at most 1 MB is read.";

    /// <summary>Seconds, as the header says them.</summary>
    public const string RetryAfter = "10";

    /// <summary>True for what needs no stack trace in the log.</summary>
    public static bool IsExpected(Exception error) => error is BadHttpRequestException || IsDatabaseDown(error);

    /// <summary>True where a person waits for a page, so that the failure is one, too.</summary>
    public static bool IsPage(HttpContext context)
    {
        ReadOnlySpan<string> machines = ["/api", "/hsds", "/tiles", "/swagger", "/health"];
        foreach (var prefix in machines)
        {
            if (context.Request.Path.StartsWithSegments(prefix)) return false;
        }

        return context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The status that tells whose fault an error is.</summary>
    public static int StatusOf(Exception error) => error switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => StatusCodes.Status400BadRequest,
        BadHttpRequestException bad => bad.StatusCode,
        _ when IsDatabaseDown(error) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    public static async Task AnswerAsync(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var problem = error switch
        {
            BadHttpRequestException bad => Bad(bad),
            { } when IsDatabaseDown(error) => new ProblemDetails
            {
                Status = StatusCodes.Status503ServiceUnavailable, Title = "The directory cannot be reached just now. Please try again in a minute.",
            },
            _ => new ProblemDetails { Status = StatusCodes.Status500InternalServerError, Title = "Something went wrong on our side." },
        };
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfter;
            LogDatabaseDown(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Failures)), error!.GetType().Name);
        }

        context.Response.StatusCode = problem.Status!.Value;
        await WriteAsync(context, problem);
    }

    /// <summary>For a bare status code: an unknown address, a wrong method.</summary>
    public static Task AnswerStatusAsync(StatusCodeContext status)
    {
        var context = status.HttpContext;
        var code = context.Response.StatusCode;
        if (code == StatusCodes.Status413PayloadTooLarge)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return WriteAsync(context, Unreadable("body", TooLarge));
        }

        return WriteAsync(context, new ProblemDetails
        {
            Status = code,
            Title = code switch
            {
                StatusCodes.Status404NotFound => "There is nothing at this address.",
                _ => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(code),
            },
        });
    }

    // Results.Problem would add the exception's text in development; ours never leave the host.
    private static Task WriteAsync(HttpContext context, ProblemDetails problem) =>
        context.Response.WriteAsJsonAsync(problem, problem.GetType(), options: null, contentType: "application/problem+json", context.RequestAborted);

    private static ProblemDetails Bad(BadHttpRequestException bad)
    {
        if (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            // Every fault of the caller's is one 400 with its field: no client needs a second way to read it.
            return Unreadable("body", TooLarge);
        }

        if (bad.InnerException is JsonException json)
        {
            var field = json.Path is null or "$" ? "body" : json.Path.StartsWith("$.", StringComparison.Ordinal) ? json.Path[2..] : json.Path;
            return Unreadable(field, json.Message.Contains("could not be mapped", StringComparison.Ordinal)
                ? "There is no such field. Take it out, or look up its name at /swagger."
                : "This cannot be read as JSON of the expected type. /swagger shows what is expected.");
        }

        return new ProblemDetails { Status = bad.StatusCode, Title = bad.Message };
    }

    private static ValidationProblemDetails Unreadable(string field, string sentence) =>
        new(new Dictionary<string, string[]> { [field] = [sentence] }) { Status = StatusCodes.Status400BadRequest, Title = "The request's body cannot be read." };

    private static bool IsDatabaseDown(Exception? error) => error switch
    {
        null => false,
        // 57P01-57P03: shutting down, crashed, starting up; 53300: too many connections.
        PostgresException postgres => postgres.SqlState is "57P01" or "57P02" or "57P03" or "53300",
        NpgsqlException npgsql => npgsql.IsTransient || npgsql.InnerException is System.Net.Sockets.SocketException or IOException or TimeoutException,
        _ => IsDatabaseDown(error.InnerException),
    };

    [LoggerMessage(EventId = 1, EventName = "DatabaseDown", Level = LogLevel.Warning, Message = "PostgreSQL does not answer: {ErrorType}")]
    private static partial void LogDatabaseDown(ILogger logger, string errorType);
}
