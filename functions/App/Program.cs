using LienThong.App;

if (Platform.Runs(args, out var exitCode))
{
    return exitCode;
}

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddLienThong(builder.Configuration);
Platform.Add(builder);
builder.UseLienThong();
return await Platform.ServeAsync(builder.Build());
