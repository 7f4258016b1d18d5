using System.Runtime.Intrinsics.X86;

namespace Conv3DGen.Consumer.Tests;

/// <summary>
/// Asks the JIT itself about the microkernels and the transforms: all of them are fully optimised, and no sum ever leaves its register. Each of the two,
/// when broken, costs a factor of 2 to 10 and changes no result.
/// </summary>
public class JitReportTests
{
    /// <summary>
    /// Transforms of whole planes that do not quite fit the registers: vectors moved to and from the stack, which are few beside their loads
    /// and stores. More of them, or another method, is a regression; a microkernel is never here.
    /// </summary>
    private static readonly Dictionary<string, int> s_spills = new()
    {
        ["Conv3DGen.Generated.Winograd.F4_Avx512:OutputPlaneF4F4"] = 4,
        ["Conv3DGen.Generated.Winograd.F4_Avx2:InputPlaneF4F4"] = 28,
        ["Conv3DGen.Generated.Winograd.F4_Avx2:OutputPlaneF4F4"] = 24,
        ["Conv3DGen.Generated.Winograd.Shared_Avx2:InputPlaneF2F4"] = 16,
        ["Conv3DGen.Generated.Winograd.F2Of5_Avx2:OutputPlaneF2Of5F2Of5"] = 6,
    };

    [Theory]
    [InlineData("Avx512", "1")]
    [InlineData("Avx2", "0")]
    public void Microkernels_are_fully_optimised_and_spill_nothing(string isa, string avx512)
    {
        if (!Avx2.IsSupported || (isa == "Avx512" && !Avx512F.IsSupported))
        {
            return; // the code cannot be compiled here
        }

        IReadOnlyList<JitListing> listings = Compile(isa, avx512, out int expected);

        Assert.True(expected > 40, $"Only {expected} microkernels were found.");
        Assert.Equal(expected, listings.Count);
        Assert.All(listings, listing => Assert.True(listing.IsFullyOptimised, listing.Method + " is not fully optimised."));
        Assert.Contains(listings, listing => listing.Method.Contains("Shared_" + isa + ":Product", StringComparison.Ordinal));
        Assert.Contains(listings, listing => listing.Method.Contains("Head_" + isa + ":Pixelwise", StringComparison.Ordinal));
        Assert.True(listings.Count(listing => listing.IsTransform) >= 18, "Transforms of Winograd convolution are missing.");
        Assert.All(listings, listing => Assert.True(listing.VectorStackAccesses.Count <= s_spills.GetValueOrDefault(listing.Method.Split('(')[0]), $"{listing.Method} spills: {string.Join("; ", listing.VectorStackAccesses)}"));
        Assert.All(listings, listing => Assert.True(listing.Calls.Count == 0, $"{listing.Method} calls: {string.Join("; ", listing.Calls)}"));
    }

    [Fact]
    public void A_spill_in_a_listing_is_seen()
    {
        const string Spilling = """
            ; Assembly listing for method A:Row99x2(ptr) (FullOpts)
                   vmovups  zmmword ptr [rsp+0x40], zmm3
                   vfmadd231ps zmm0, zmm30, zmmword ptr [rbp-0x80]
                   call     [A:B(ptr)]
            """;

        JitListing listing = Assert.Single(JitListing.Parse(Spilling));

        Assert.True(listing.IsFullyOptimised);
        Assert.Equal(2, listing.VectorStackAccesses.Count);
        Assert.Single(listing.Calls);
    }

    private static IReadOnlyList<JitListing> Compile(string isa, string avx512, out int expected)
    {
        string report = Path.GetTempFileName();
        try
        {
            string[] lines = ConsumerProcess.Run(
                isa,
                ("DOTNET_EnableAVX512", avx512),
                ("DOTNET_JitStdOutFile", report),
                ("DOTNET_JitDisasm", "Row* Pixelwise* Edge* Strided* Lanewise* GroupsOf* Tap* Product* Input* ClippedInput* Output* StreamedOutput* Tile"));
            expected = int.Parse(lines[0]);
            return JitListing.Parse(File.ReadAllText(report));
        }
        finally
        {
            File.Delete(report);
        }
    }
}
