using RefillRadar.Silo.Commands;

return await RadarCommands.RunAsync(args, CommandConsole.OfProcess());
