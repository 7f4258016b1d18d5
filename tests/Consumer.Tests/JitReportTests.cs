using System.Runtime.Intrinsics.X86;

namespace Conv3DGen.Consumer.Tests;

/// <summary>
/// Asks the JIT itself about the microkernels: all of them are fully optimised, and no sum ever leaves its register. Each of the two,
/// when broken, costs a factor of 2 to 10 and changes no result.
/// </summary>
public class JitReportTests
{
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
        Assert.All(listings, listing => Assert.True(listing.VectorStackAccesses.Count == 0, $"{listing.Method} spills: {string.Join("; ", listing.VectorStackAccesses)}"));
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
                ("DOTNET_JitDisasm", "Row* Strided* Lanewise*"));
            expected = int.Parse(lines[0]);
            return JitListing.Parse(File.ReadAllText(report));
        }
        finally
        {
            File.Delete(report);
        }
    }
}
