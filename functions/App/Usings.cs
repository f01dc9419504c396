// The ASP.NET Core and hosting names that every function uses; the Azure programming model's come from FunctionsRuntime.props.
global using Microsoft.AspNetCore.Http;
global using Microsoft.Extensions.Configuration;
global using Microsoft.Extensions.DependencyInjection;
global using Microsoft.Extensions.Hosting;
global using Microsoft.Extensions.Logging;
