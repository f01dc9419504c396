using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using LienThong.Procedures.Faults;
using LienThong.Reports.Documents;
using LienThong.Reports.Weekly;
using Microsoft.Net.Http.Headers;

namespace LienThong.App.Http;

/// <summary>What a reader of reports asks for: whose, which edition, in what form and language.</summary>
/// <param name="Edition">Null for the last one.</param>
internal sealed record ReportQuery(ReportScope Scope, int? Edition, ReportForm Form, ReportLanguage Language)
{
    // Whoever names no form, or any, gets data as everywhere in this API. Browsers name text/html.
    private static readonly ReportForm[] Preferred = [ReportForm.Json, .. ReportForms.All.Where(form => form != ReportForm.Json)];

    /// <summary>Reads the query string and <c>Accept</c>; <c>?format=</c> goes before <c>Accept</c>.</summary>
    /// <param name="problem">Everything that is wrong with it.</param>
    public static bool TryRead(HttpRequest request, [NotNullWhen(true)] out ReportQuery? query, [NotNullWhen(false)] out IResult? problem)
    {
        List<Fault> faults = [];
        if (!TryReadScope(request, out var scope, out var scopeFault))
        {
            faults.Add(scopeFault);
        }

        int? edition = null;
        if (request.Query["edition"] is [{ } number, ..])
        {
            edition = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed > 0 ? parsed : null;
            if (edition is null)
            {
                faults.Add(new Fault("edition-bad", "/edition", "edition là số nguyên từ 1.", "edition is a whole number from 1."));
            }
        }

        var language = ReportLanguage.Vietnamese;
        if (request.Query["lang"] is [{ } tag, ..])
        {
            if (tag is not ("vi" or "en"))
            {
                faults.Add(new Fault("lang-unknown", "/lang", "lang là vi hoặc en.", "lang is vi or en."));
            }

            language = tag == "en" ? ReportLanguage.English : ReportLanguage.Vietnamese;
        }

        ReportForm? form = null;
        if (request.Query["format"] is [{ } name, ..])
        {
            form = ReportForms.All.Select(f => (ReportForm?)f).FirstOrDefault(f => f!.Value.Name() == name);
            if (form is null)
            {
                var names = string.Join(", ", ReportForms.All.Select(f => f.Name()));
                faults.Add(new Fault("format-unknown", "/format", $"format là một trong: {names}.", $"format is one of: {names}."));
            }
        }
        else
        {
            form = FormOf(request.GetTypedHeaders().Accept);
        }

        (query, problem) = (null, null);
        if (faults.Count > 0)
        {
            problem = Problems.Invalid(faults);
        }
        else if (form is null)
        {
            problem = Problems.ReportFormNotOffered();
        }
        else
        {
            query = new ReportQuery(scope, edition, form.Value, language);
        }

        return query is not null;
    }

    /// <summary>Reads <c>?scope=</c>; the country without one.</summary>
    public static bool TryReadScope(HttpRequest request, out ReportScope scope, [NotNullWhen(false)] out Fault? fault)
    {
        var text = request.Query["scope"] is [{ } named, ..] ? named : "national";
        fault = ReportScope.TryParse(text, out scope)
            ? null
            : new Fault("scope-unknown", "/scope",
                "scope là national, mã tỉnh (2 chữ số) hoặc mã xã (5 chữ số).", "scope is national, a province's code (2 digits) or a commune's (5 digits).");
        return fault is null;
    }

    // The form of the highest quality (RFC 9110, 12.5.1); the most exact range speaks for each form.
    private static ReportForm? FormOf(IList<MediaTypeHeaderValue> accept)
    {
        if (accept.Count == 0)
        {
            return Preferred[0];
        }

        var best = Preferred
            .Select(form => (Form: form, Quality: accept
                .Where(range => MediaTypeHeaderValue.Parse(form.MediaType()).IsSubsetOf(new MediaTypeHeaderValue(range.MediaType)))
                .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
                .Select(range => range.Quality ?? 1)
                .FirstOrDefault()))
            .MaxBy(candidate => candidate.Quality);
        return best.Quality > 0 ? best.Form : null;
    }
}
