using ResourceMatch.SampleCity;

return Generator.Run(args, Console.Out, Console.Error);
