return await ResourceMatch.Api.Commands.RootVerbs.RunAsync(args);
