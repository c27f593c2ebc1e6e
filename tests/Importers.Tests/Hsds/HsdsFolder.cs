using System.IO.Compression;
using ResourceMatch.Importers.Hsds;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Importers.Tests.Hsds;

/// <summary>A small HSDS package in a folder of its own under the test's output; files by name, changed by the tests.</summary>
internal sealed class HsdsFolder : IDisposable
{
    public HsdsFolder()
    {
        Path = System.IO.Path.Combine(AppContext.BaseDirectory, "hsds-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public Dictionary<string, string> Files { get; } = new()
    {
        ["organizations.csv"] = "id,name,description\no1,Mill Street Neighbors,We help\n",
        ["services.csv"] = "id,organization_id,name,status,minimum_age,assured_date,url\ns1,o1,Food pantry,active,,2026-10-01,https://pantry.example\n",
        ["locations.csv"] = "id,location_type,name,latitude,longitude\nl1,physical,Mill Street,40.1,-80.1\n",
        ["service_at_location.csv"] = "id,service_id,location_id\np1,s1,l1\n",
        ["schedules.csv"] = "id,service_at_location_id,freq,byday,opens_at,closes_at,description\nh1,p1,WEEKLY,MO,09:00,12:00,\n",
        ["taxonomies.csv"] = "id,name\nt1,ResourceMatch needs\n",
        ["taxonomy_terms.csv"] = "id,taxonomy_id,code,name\nw1,t1,food,Food\n",
        ["attributes.csv"] = "id,link_id,link_entity,link_type,taxonomy_term_id\nx1,s1,service,service need,w1\n",
    };

    /// <summary>Adds a row to a file.</summary>
    public HsdsFolder Add(string file, string row)
    {
        Files[file] = Files[file] + row + "\n";
        return this;
    }

    public (ListingBatch Batch, NoticeLog Notices) Read()
    {
        foreach (var (name, text) in Files) File.WriteAllText(System.IO.Path.Combine(Path, name), text);
        return Read(Path);
    }

    public string WriteZip(string subfolder = "")
    {
        var zip = Path + ".zip";
        using var archive = ZipFile.Open(zip, ZipArchiveMode.Create);
        foreach (var (name, text) in Files)
        {
            using var writer = new StreamWriter(archive.CreateEntry(subfolder + name).Open());
            writer.Write(text);
        }

        return zip;
    }

    public static (ListingBatch Batch, NoticeLog Notices) Read(string path)
    {
        var reader = new HsdsReader(path, "test");
        return (Assert.Single(reader.Read().ToList()), reader.Notices);
    }

    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
        File.Delete(Path + ".zip");
    }
}
