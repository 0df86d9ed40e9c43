namespace RefillRadar.Silo.Tools;

/// <summary>What the program does besides serving: <c>check</c> and <c>replay</c>.</summary>
internal static class ToolCommands
{
    public delegate Task<int> Tool(string[] args, TextWriter output, TextWriter error);

    /// <summary>The tool that the first argument names, or null.</summary>
    public static Tool? Find(string[] args) => args.FirstOrDefault() switch
    {
        "check" => CheckTool.RunAsync,
        "replay" => ReplayTool.RunAsync,
        _ => null,
    };
}
