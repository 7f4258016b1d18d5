using System.Numerics.Tensors;
using Quickstart.Features;

namespace Quickstart.Tests.Features;

public sealed class FilterBankTests
{
    [Fact]
    public void The_layers_fit_each_other()
    {
        IReadOnlyList<FeatureLayer> layers = FeatureStack.Layers;

        Assert.Equal(1, layers[0].Bank.Inputs);
        Assert.All(layers.Zip(layers.Skip(1)), pair => Assert.Equal(pair.First.Bank.Outputs, pair.Second.Bank.Inputs));
        Assert.Equal(2 + 1 + 1 + 0, FeatureStack.Reach);
        Assert.All(layers, layer => Assert.True(layer.Kernel.IsSpecialized || layer.Kernel.FallbackReason!.Length > 0));
    }

    [Fact]
    public void Every_channel_has_a_name_of_its_own() => Assert.All(FeatureStack.Layers, layer =>
    {
        Assert.Equal(layer.Bank.Outputs, layer.Bank.ChannelNames.Distinct().Count());
        Assert.DoesNotContain("", layer.Bank.ChannelNames);
    });

    [Fact]
    public void Every_channel_is_used_by_the_next_layer()
    {
        foreach (FeatureLayer layer in FeatureStack.Layers)
        {
            Assert.All(Enumerable.Range(0, layer.Bank.Inputs), from =>
                Assert.Contains(Enumerable.Range(0, layer.Bank.Outputs), to => Taps(layer.Bank, from, to).Any(w => w != 0)));
        }
    }

    [Fact]
    public void Weights_are_laid_out_as_the_layer_expects_them()
    {
        var bank = new FilterBank(3, 2, "a", "b");
        var stencil = new double[3, 3, 3];
        stencil[0, 1, 2] = 7; // k, j, i
        bank.Add(1, 0, stencil, gain: 2);
        bank.Add(1, 0, stencil);
        bank.SetThreshold(1, 0.5);

        Assert.Equal([3, 3, 3, 2, 2], bank.Weights.Lengths.ToArray());
        Assert.Equal(21, bank.Weights[0, 1, 2, 1, 0]);
        Assert.Equal(21, bank.Weights.Sum());
        Assert.Equal(0, bank.Bias[0]);
        Assert.Equal(-0.5f, bank.Bias[1]);
    }

    [Fact]
    public void Smoothing_keeps_the_mean_and_widens_from_scale_to_scale()
    {
        FilterBank bank = FilterBanks.Smooth();
        double[] spreads = [.. Enumerable.Range(0, 8).Select(Spread)];

        Assert.All(Enumerable.Range(0, 8), scale => Assert.Equal(1, Taps(bank, 0, scale).Sum(), 5));
        Assert.Equal(spreads.Order(), spreads);
        Assert.Equal(0.4, FilterBanks.Sigmas[0], 10);
        Assert.Equal(1.4, FilterBanks.Sigmas[7], 10);

        double Spread(int scale) => Taps(bank, 0, scale).Select((w, tap) => w * Math.Pow((tap % 5) - 2, 2)).Sum();
    }

    [Fact]
    public void Edges_ignore_even_areas_and_come_in_opposite_pairs()
    {
        FilterBank bank = FilterBanks.Gradient();
        for (int edge = 0; edge < 12; edge++)
        {
            Assert.All(Enumerable.Range(0, 8), from => Assert.Equal(0, Taps(bank, from, edge).Sum(), 6));
        }

        for (int edge = 0; edge < 12; edge += 2)
        {
            Assert.All(Enumerable.Range(0, 8), from =>
                Assert.Equal(Taps(bank, from, edge), Taps(bank, from, edge + 1).Select(w => -w)));
        }
    }

    [Theory]
    [InlineData("fine +i", 0, 1)]
    [InlineData("fine −j", 1, -1)]
    [InlineData("coarse +k", 2, 1)]
    public void An_edge_channel_answers_the_slope_that_its_name_says(string name, int axis, int sign)
    {
        FilterBank bank = FilterBanks.Gradient();
        var slopes = new double[3];
        for (int from = 0; from < 8; from++)
        {
            float[] taps = Taps(bank, from, bank.Channel(name));
            slopes[0] += taps.Select((w, t) => w * ((t % 3) - 1)).Sum();
            slopes[1] += taps.Select((w, t) => w * ((t / 3 % 3) - 1)).Sum();
            slopes[2] += taps.Select((w, t) => w * ((t / 9) - 1)).Sum();
        }

        Assert.Equal([.. Enumerable.Range(0, 3).Select(n => n == axis ? (double)sign : 0)], slopes.Select(slope => Math.Round(slope, 5)));
    }

    [Fact]
    public void Blobs_ignore_even_areas_and_bright_is_the_opposite_of_dark()
    {
        FilterBank bank = FilterBanks.Blobs();
        for (int scale = 1; scale <= 4; scale++)
        {
            float[] bright = Taps(bank, 11 + scale, bank.Channel($"bright {scale}"));
            float[] dark = Taps(bank, 11 + scale, bank.Channel($"dark {scale}"));

            Assert.Equal(0, bright.Sum(), 5);
            Assert.True(bright[13] > 0); // A bright centre is what it looks for.
            Assert.Equal(bright, dark.Select(w => -w));
        }
    }

    [Fact]
    public void The_mix_has_thresholds_where_noise_would_show()
    {
        FilterBank bank = FilterBanks.Mix();

        Assert.All(bank.ChannelNames.Index(), channel =>
            Assert.Equal(channel.Item is "sharpened" or "smoothed", bank.Bias[channel.Index] == 0));
        Assert.Equal(1, Enumerable.Range(0, 16).Sum(from => Taps(bank, from, bank.Channel("smoothed"))[0]));
    }

    /// <summary>The taps between two channels, i fastest.</summary>
    private static float[] Taps(FilterBank bank, int from, int to)
    {
        Tensor<float> weights = bank.Weights;
        var taps = new List<float>();
        Stencils.ForEach(bank.Size, (k, j, i) => taps.Add(weights[k, j, i, from, to]));
        return [.. taps];
    }
}
