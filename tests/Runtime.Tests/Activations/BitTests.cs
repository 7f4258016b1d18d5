using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Conv3DGen.Runtime.Tests.Activations;

/// <summary>The same value gives the same bits, wherever it stands, however long the span and whatever the machine.</summary>
public class BitTests
{
    private static readonly float[] s_inputs = Inputs(2_000);

    private static readonly Dictionary<string, string> s_hashes = new()
    {
        ["linear"] = "8FD7AB063C9AFA27",
        ["relu"] = "68BACBE8C196DEA2",
        ["relu6"] = "F8C87B592B092C72",
        ["hard_tanh"] = "48C2341843388459",
        ["leaky_relu"] = "6EAA316FFA97FBFD",
        ["leaky_relu(-1.5)"] = "29CD88B1A5810EEA",
        ["elu"] = "10D81A10526BF581",
        ["elu(-0.3)"] = "189CD90EB2E8DC4C",
        ["selu"] = "95BEEA4A95D10177",
        ["celu(0.7)"] = "0139E2C77F0F81E3",
        ["sigmoid"] = "2589726C915452E1",
        ["log_sigmoid"] = "6AAA9CDB676A9C5D",
        ["hard_sigmoid"] = "21051F0020127DF1",
        ["hard_sigmoid of Keras 2"] = "7E888404FC698CD6",
        ["sparse_sigmoid"] = "7F2A165C0E324507",
        ["tanh"] = "447CC13B5DD97AFE",
        ["softsign"] = "4ECB2AFFB8A6C2A8",
        ["silu"] = "1738FB90BF754349",
        ["hard_silu"] = "ED754B463C577443",
        ["mish"] = "A0F9E294A2F7C54E",
        ["gelu"] = "280AD2DE0DDF6430",
        ["gelu(approximate)"] = "173C71218C27EF75",
        ["softplus"] = "2B0588C66D7CB34C",
        ["squareplus"] = "721658F565285AED",
        ["squareplus(0.01)"] = "7C64BFBB2DF62483",
        ["squareplus(0)"] = "68BACBE8C196DEA2",
        ["sparse_plus"] = "D9747DFA3CA9D844",
        ["exponential"] = "43DA4B9357FC88B6",
        ["tanh_shrink"] = "A157C8DE969F9E50",
        ["soft_shrink"] = "C9D0D7300B7FA682",
        ["soft_shrink(0)"] = "8FD7AB063C9AFA27",
        ["hard_shrink"] = "E593CA702874101F",
        ["hard_shrink(2)"] = "2899F04E5A9B91E6",
        ["threshold"] = "203A48B4C5E82363",
        ["softmax"] = "6F9EF12A86D7EA52",
        ["log_softmax"] = "EF02D820768DEFEF",
        ["sparsemax"] = "E8164A93DB36CF6A",
    };

    public static TheoryData<string> Names => Formulas.Names;

    public static TheoryData<string> RowNames => ["softmax", "log_softmax", "sparsemax"];

    [Theory]
    [MemberData(nameof(Names))]
    public void DoNotDependOnThePlace(string name)
    {
        Activation activation = Formulas.All[name].Activation;
        float[] whole = Formulas.Run(activation, s_inputs, 100);
        var memory = new float[s_inputs.Length];
        for (int length = 1; length <= 67; length++)
        {
            for (int start = length % 13; start + length <= s_inputs.Length; start += length + 1)
            {
                Span<float> part = memory.AsSpan(start, length);
                s_inputs.AsSpan(start, length).CopyTo(part);
                activation.Apply(part, length);
                bool same = MemoryMarshal.AsBytes(part).SequenceEqual(MemoryMarshal.AsBytes(whole.AsSpan(start, length)));
                Assert.True(same, $"length {length}, start {start}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(RowNames))]
    public void OfARowDoNotDependOnItsNeighbours(string name)
    {
        Activation activation = Activation.FromName(name);
        foreach (int width in (int[])[1, 2, 3, 5, 8, 31, 100, 255, 256, 257, 600])
        {
            float[] rows = s_inputs[..(s_inputs.Length / width * width)];
            float[] whole = Formulas.Run(activation, rows, width);
            float[][] alone = [.. rows.Chunk(width).Select(row => Formulas.Run(activation, row, width))];
            Assert.Equal(whole.Select(BitConverter.SingleToInt32Bits), alone.SelectMany(row => row).Select(BitConverter.SingleToInt32Bits));
        }
    }

    /// <summary>
    /// The bits of this library on any machine, .NET version or vector width: the first 8 bytes of a SHA-256. With DOTNET_EnableAVX512=0,
    /// DOTNET_EnableAVX2=0 and DOTNET_EnableHWIntrinsic=0 the test sees other widths. A new formula has a new hash.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    [MemberData(nameof(RowNames))]
    public void AreTheSameOnEveryMachine(string name)
    {
        Activation activation = Formulas.All.TryGetValue(name, out (Activation Activation, Func<double, double>) found) ? found.Activation : Activation.FromName(name);
        float[] values = Formulas.Run(activation, s_inputs, 40);
        foreach (ref float value in values.AsSpan())
        {
            value = value == 0 ? 0 : value;
        }

        Assert.Equal(s_hashes[name], Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())))[..16]);
    }

    /// <summary>Values from integers, so that no function of the machine is in them: half within +-16, half of any magnitude below 2.</summary>
    private static float[] Inputs(int count)
    {
        var inputs = new float[count];
        uint state = 1;
        for (int i = 0; i < count; i++)
        {
            state = (state * 1664525) + 1013904223;
            inputs[i] = i % 2 == 0 ? ((int)(state >> 8) - 8388608) / 524288f : BitConverter.UInt32BitsToSingle(state & 0xBFFFFFFF);
        }

        return inputs;
    }
}
