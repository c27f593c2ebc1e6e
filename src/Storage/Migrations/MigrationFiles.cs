using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace ResourceMatch.Storage.Migrations;

/// <summary>One numbered SQL file of this program.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Name">The file's name: 0001_directory.sql.</param>
/// <param name="Checksum">SHA-256 of the text with \n line ends, hexadecimal; a landed file is never edited.</param>
public sealed record Migration(int Number, string Name, string Sql, string Checksum);

/// <summary>The migrations that this build carries, in order.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public static class MigrationFiles
{
    public static IReadOnlyList<Migration> All { get; } = Load();

    /// <summary>One word for all of them together; changes when any file does. Test databases are named by it.</summary>
    public static string Fingerprint { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(All.Select(migration => migration.Checksum)))))[..12];

    private static List<Migration> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal) && char.IsAsciiDigit(name[0]));
        var migrations = names.Order(StringComparer.Ordinal).Select(name => Read(assembly, name)).ToList();
        for (var i = 0; i < migrations.Count; i++)
        {
            if (migrations[i].Number != i + 1) throw new InvalidOperationException($"Migration {migrations[i].Name} should have number {i + 1:0000}.");
        }

        return migrations;
    }

    private static Migration Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        return new Migration(
            int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
    }
}
