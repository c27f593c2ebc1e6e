namespace ResourceMatch.Api.Commands;

/// <summary>A value of the command line, or of a file it names, cannot be used; the message says which and why.</summary>
internal sealed class RefusedValueException(string message) : Exception(message);
