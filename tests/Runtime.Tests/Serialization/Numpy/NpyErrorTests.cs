using Conv3DGen.Testing;

namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>Files that are damaged, lie or attack are refused with what was found and what was expected.</summary>
public class NpyErrorTests
{
    private static readonly string s_good = NpyBytes.Header("<f4", false, "(2,)");

    public static TheoryData<string, byte[], string> Bad() => new()
    {
        { "nothing", [], "starts with nothing; an .npy array starts with 934E554D5059" },
        { "another file", "PK\u0003\u0004 and more"u8.ToArray(), "starts with 504B030420616E64; an .npy array" },
        { "version 4", [0x93, .. "NUMPY"u8, 4, 0, 0, 0], "is .npy version 4.0; it must be 1.0, 2.0 or 3.0" },
        { "no length", [0x93, .. "NUMPY"u8, 1, 0, 7], "ends before the length of its header" },
        { "a header of 4 GiB", [0x93, .. "NUMPY"u8, 2, 0, 255, 255, 255, 255], "has a header of 4294967295 bytes; it must be at most 10000" },
        { "a header of 64 KiB", [0x93, .. "NUMPY"u8, 1, 0, 255, 255], "has a header of 65535 bytes; it must be at most 10000" },
        { "half a header", NpyBytes.File(s_good, [])[..30], $"ends within its header of {s_good.Length} bytes" },
        { "half the data", NpyBytes.File(s_good, [1, 2, 3, 4, 5]), "has 5 bytes of data; its shape [2] needs 8" },
        { "a terabyte that is not there", NpyBytes.File("<f8", false, "(500, 500, 1000)", 1), "has 8 bytes of data; its shape [500, 500, 1000] needs 2000000000" },
        { "beyond float32", NpyBytes.File("<f8", false, "(2,)", 1, -1e39), "an element is -1E+39; it must be at most 3.4028235E+38" },
    };

    public static TheoryData<string, string, string> BadHeader() => new()
    {
        { "empty", "", "its header has its end at character 0; expected '{'" },
        { "not a dict", "[1, 2]", "its header has '[' at character 0; expected '{'" },
        { "code", "__import__('os').system('true')", "its header has '_' at character 0; expected '{'" },
        { "code as a value", "{'descr': str('<f4'), 'fortran_order': False, 'shape': (2,), }", "has 's' at character 10; expected a string" },
        { "no shape", "{'descr': '<f4', 'fortran_order': False, }", "lacks one of 'descr', 'fortran_order' and 'shape'" },
        { "no descr", "{'fortran_order': False, 'shape': (2,)}", "lacks one of" },
        { "another key", "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'x': 1}", "has the key 'x' too; expected" },
        { "a key twice", "{'shape': (1,), 'descr': '<f4', 'shape': (2,), 'fortran_order': False}", "has the key 'shape' twice; expected" },
        { "an open string", "{'descr", "expected a string of plain characters" },
        { "an escape", "{'desc\\x72': '<f4', 'fortran_order': False, 'shape': (2,)}", "expected a string of plain characters" },
        { "a control character", "{'descr': '<f4\u0001'}", "expected a string of plain characters" },
        { "a missing comma", "{'descr': '<f4' 'fortran_order': False}", "has ''' at character 16; expected '}'" },
        { "a missing brace", "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), ", "its end" },
        { "more after it", "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), } 0", "expected the end of the header" },
        { "a number for a flag", "{'descr': '<f4', 'fortran_order': 0, 'shape': (2,)}", "expected True or False" },
        { "objects", "{'descr': '|O', 'fortran_order': False, 'shape': (2,)}", "descr is '|O', Python objects, which would have to be unpickled" },
        { "integers", "{'descr': '<i4', 'fortran_order': False, 'shape': (2,)}", "descr is '<i4'; it must be '<f2', '<f4', '<f8', '>f2', '>f4' or '>f8'" },
        { "complex", "{'descr': '<c8', 'fortran_order': False, 'shape': (2,)}", "descr is '<c8'; it must be" },
        { "long double", "{'descr': '<f16', 'fortran_order': False, 'shape': (2,)}", "descr is '<f16'; it must be" },
        { "no byte order", "{'descr': '|f4', 'fortran_order': False, 'shape': (2,)}", "descr is '|f4'; it must be" },
        { "records", "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (2,)}", "has '[' at character 10; expected a string (records" },
        { "a list for a shape", "{'descr': '<f4', 'fortran_order': False, 'shape': [2]}", "expected '('" },
        { "no tuple", "{'descr': '<f4', 'fortran_order': False, 'shape': (2)}", "expected a comma: (3,) is a tuple" },
        { "a negative size", "{'descr': '<f4', 'fortran_order': False, 'shape': (-2,)}", "has '-' at character 51; expected a size from 0" },
        { "a fraction", "{'descr': '<f4', 'fortran_order': False, 'shape': (2.5,)}", "expected a comma" },
        { "a size of 40 digits", $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({new string('9', 40)},)}}", "expected a size from 0 to" },
        { "a size of 2^62", "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4)}", "shape is [4611686018427387904, 4]; at most 2147483591 elements" },
        { "a product that overflows", "{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647, 4)}", "shape is [2147483647, 2147483647, 2147483647, 4]; at most" },
        { "a product of 2^32", "{'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536)}", "shape is [65536, 65536]; at most" },
        { "a product above the limit", "{'descr': '<f4', 'fortran_order': False, 'shape': (20000, 20000)}", "shape is [20000, 20000], 400000000 elements; maxElements allows 268435456 more" },
        { "65 axes", $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({string.Join(", ", Enumerable.Repeat(1, 65))})}}", "shape has 65 axes; it must have at most 64" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void BadFilesAreRefused(string what, byte[] file, string message) => Refused(what, file, message);

    [Theory]
    [MemberData(nameof(BadHeader))]
    public void BadHeadersAreRefused(string what, string header, string message) => Refused(what, NpyBytes.File(header, new byte[8]), message);

    [Fact]
    public void AFileThatGoesOnIsRefusedByItsPath()
    {
        using var folder = new TempFolder();
        string path = folder.Add("long.npy", [.. NpyBytes.File("<f4", false, "(1,)", 1), 0]);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => NpyFile.Read(path));
        Assert.Equal($"{path}: goes on after the last element that its shape announces.", error.Message);
    }

    [Fact]
    public void ALieAboutTheShapeTakesNoMemory()
    {
        byte[] file = NpyBytes.File("<f4", false, "(268435456,)", 1, 2, 3);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => NpyFile.Read(new MemoryStream(file)));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 1 << 20, $"{allocated} bytes for a file of {file.Length}");
    }

    [Fact]
    public void TheCallerSetsTheLimit()
    {
        byte[] file = NpyBytes.File("<f4", false, "(3,)", 1, 2, 3);
        Assert.Equal(3, NpyFile.Read(new MemoryStream(file), maxElements: 3).FlattenedLength);
        Assert.Contains("maxElements allows 2 more", Assert.Throws<InvalidDataException>(() => NpyFile.Read(new MemoryStream(file), maxElements: 2)).Message, StringComparison.Ordinal);
        Assert.Equal("maxElements", Assert.Throws<ArgumentOutOfRangeException>(() => NpyFile.Read(new MemoryStream(file), maxElements: -1)).ParamName);
    }

    private static void Refused(string what, byte[] file, string message)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => NpyFile.Read(new MemoryStream(file)));
        Assert.StartsWith("the stream: ", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Contains(message, StringComparison.Ordinal), $"{what}: \"{error.Message}\" lacks \"{message}\"");
    }
}
