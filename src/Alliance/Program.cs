using System.CommandLine;
using Alliance;
using Alliance.Identity;
using Alliance.Monitoring.Importing;
using Alliance.Network;
using Alliance.Platform.Commands;
using Alliance.Site.Demo;
using Alliance.Transparency;
using Alliance.Transparency.Log;

var import = ImportCommand.Create();
import.Add(ImportMeasurementsCommand.Create());
var root = new RootCommand("Alliance, the open register of Local Green Deals")
{
    ServeCommand.Create(settings => AllianceApp.Build(settings), FirstData.LoadAsync, DemoRegister.Register),
    import,
    ExportCommand.Create(),
    VerifyCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
    OrganisationCommands.Create(),
    AdminCommands.Create(),
    LogCommands.Create(),
};
return await CommandLine.RunAsync(root, args);
