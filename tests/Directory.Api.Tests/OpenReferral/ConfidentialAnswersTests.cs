using System.Net.Http.Json;
using System.Text;
using ResourceMatch.Api.Commands;
using ResourceMatch.Importers.Hsds;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.OpenReferral;

public sealed class ConfidentialAnswersTests(SampleApp app) : IClassFixture<SampleApp>
{
    [Fact]
    public async Task Every_public_answer_is_byte_for_byte_the_same_when_only_hidden_places_move()
    {
        var hidden = await app.Database.ReadAsync<string[]>("select array_agg(id::text) from directory.location where location_visibility <> 'public'");
        var before = await AnswersAsync();
        var folder = MovedSample([.. hidden]);
        try
        {
            var result = await HsdsImport.RunAsync(
                app.Database.Database, folder, SampleCity.Source, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), app.Time, null, null, default);
            Assert.False(result.Outcome.IsChange);
            Assert.True(await app.Database.ReadAsStaffAsync<bool>("select bool_and(st_x(point) = -84.4) from directory_private.location_point where point is not null"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Assert.Equal(before, await AnswersAsync());
    }

    // Bodies and the headers that could tell: a version that moves would say that something private moved.
    private async Task<string> AnswersAsync()
    {
        var everything = new StringBuilder();
        foreach (var path in new[] { "/hsds/services?format=ndjson&full=true", "/hsds/services?minimal=true", "/tiles/services/0/0/0.mvt", "/tiles/services/11/543/767.mvt", "/tiles/areas/0/0/0.mvt", "/tiles/stops/11/543/767.mvt" })
        {
            using var answer = await app.Client.GetAsync(path);
            await WriteAsync(path, answer);
        }

        foreach (var need in new[] { "shelter", "domestic-violence", "food" })
        {
            using var answer = await app.Client.PostAsJsonAsync("/api/matches", new { needs = new[] { need }, from = new { lat = 41.09, lon = -84.48 }, date = "2026-11-23", includeExcluded = true });
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            await WriteAsync(need, answer);
        }

        return everything.ToString();

        async Task WriteAsync(string name, HttpResponseMessage answer)
        {
            Assert.True(answer.IsSuccessStatusCode, name);
            everything.AppendLine($"{name} {answer.StatusCode} {answer.Headers.ETag} {answer.Content.Headers.LastModified}");
            everything.AppendLine(Convert.ToBase64String(await answer.Content.ReadAsByteArrayAsync()));
        }
    }

    private static string MovedSample(HashSet<string> hidden)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "moved-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Samples, "hsds")))
        {
            var lines = File.ReadAllLines(file);
            var header = lines[0].Split(',');
            for (var i = 1; i < lines.Length; i++)
            {
                // These rows hold no quotes, which the next assertion would notice.
                var fields = lines[i].Split(',');
                if (Path.GetFileName(file) == "locations.csv" && hidden.Contains(fields[0]))
                {
                    Assert.Equal(header.Length, fields.Length);
                    (fields[Array.IndexOf(header, "latitude")], fields[Array.IndexOf(header, "longitude")]) = ("41.1", "-84.4");
                }
                else if (Path.GetFileName(file) == "addresses.csv" && hidden.Contains(fields[1]))
                {
                    fields[Array.IndexOf(header, "address_1")] = "99 Nowhere Street";
                    fields[Array.IndexOf(header, "postal_code")] = "00999";
                }

                lines[i] = string.Join(',', fields);
            }

            File.WriteAllText(Path.Combine(folder, Path.GetFileName(file)), string.Join('\n', lines) + "\n");
        }

        return folder;
    }
}
