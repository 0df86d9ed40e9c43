using System.CommandLine;
using System.CommandLine.Parsing;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Silo.Commands;

/// <summary>What is wrong with a command line, for the person who typed it.</summary>
internal static class UsageErrors
{
    /// <summary>A line for each error, with the closest name, and one that says where to read on.</summary>
    public static IEnumerable<string> Of(ParseResult result)
    {
        var command = result.CommandResult.Command;
        if (result.UnmatchedTokens is [var token, ..])
        {
            yield return Unknown(command, token);
        }
        else
        {
            foreach (var error in result.Errors)
                yield return error.Message;
        }

        yield return command is RootCommand ? "Run with --help to see all commands." : $"Run with {command.Name} --help to see its arguments.";
    }

    private static string Unknown(Command command, string token)
    {
        var known = command.Subcommands.Select(known => known.Name).Concat(command.Options.Select(option => option.Name));
        var suggestion = NearestName.Find(token, known) is { } meant ? $" Did you mean {meant}?" : "";
        return command is RootCommand
            ? $"\"{token}\" is not a command.{suggestion}"
            : $"{command.Name} does not take \"{token}\".{suggestion}";
    }
}
