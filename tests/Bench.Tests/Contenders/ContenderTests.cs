using Conv3DGen.Bench.Contenders;
using Conv3DGen.Bench.Layers;
using Conv3DGen.Bench.Measuring;

namespace Conv3DGen.Bench.Tests.Contenders;

/// <summary>Everybody computes the same convolution. Libraries that are not installed have nothing to prove.</summary>
public sealed class ContenderTests
{
    [Theory]
    [InlineData("k1")]       // one channel, valid
    [InlineData("k2")]       // strides, uneven padding
    [InlineData("k3")]
    [InlineData("n")]        // groups
    [InlineData("o")]        // unequal kernel and strides
    [InlineData("i-first")]  // channels first, strides
    [InlineData("e-first")]
    [InlineData("j")]        // dilation
    public void All_contenders_agree_with_float64(string id)
    {
        BenchLayer layer = LayerTable.All.Single(candidate => candidate.Id == id);
        using var data = new LayerData(layer);
        using var set = new ContenderSet([.. ContenderNames.Algorithms, .. ContenderNames.Others], layer, data, threads: 2);
        double[] expected = Reference.Run(layer, data);
        float[] actual = new float[expected.Length];

        Assert.Empty(set.Refusals);
        Assert.Contains(set.Contenders, contender => contender.Name == ContenderNames.Fallback);
        Assert.All(set.Contenders, contender =>
        {
            contender.Run();
            contender.CopyOutput(actual);
            Assert.InRange(Reference.MaxError(actual, expected), 0, 1e-5);
            Assert.NotEmpty(contender.Kernel);
        });
    }

    [Fact]
    public void Peers_that_are_installed_run_and_others_are_left_out()
    {
        BenchLayer layer = LayerTable.All.Single(candidate => candidate.Id == "k3");
        using var data = new LayerData(layer);
        using var set = new ContenderSet(ContenderNames.Others, layer, data, threads: 1);

        Assert.All(Peer.All, peer => Assert.Equal(peer.Terms() is not null, set.Contenders.Any(contender => contender.Name == peer.Name)));
    }
}
