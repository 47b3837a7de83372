using Alliance;

var app = AllianceApp.Build(new AllianceSettings("var", null, "http://localhost:8080"));
await app.RunAsync();
