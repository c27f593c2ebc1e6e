using NetTopologySuite;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace ResourceMatch.Storage.Spatial;

/// <summary>Geometry values to PostGIS's extended well-known binary and back; the SRID is kept.</summary>
/// <remarks>Thread-safe: readers and writers of the library are made anew for each value, because they keep state.</remarks>
internal static class Ewkb
{
    /// <exception cref="FormatException">The bytes are no geometry that may be parsed (see <see cref="EwkbGuard"/>).</exception>
    public static Geometry Read(byte[] bytes)
    {
        EwkbGuard.Check(bytes);
        try
        {
            return new WKBReader(NtsGeometryServices.Instance) { HandleSRID = true }.Read(bytes);
        }
        catch (Exception error) when (error is ParseException or ArgumentException)
        {
            throw new FormatException("Geometry cannot be read: " + error.Message, error);
        }
    }

    public static byte[] Write(Geometry value) =>
        new WKBWriter(ByteOrder.LittleEndian, handleSRID: true, emitZ: false, emitM: false).Write(value);
}
