using System.Runtime.InteropServices;

namespace Conv3DGen.Neon.Protocol;

/// <summary>One convolution for the arm64 program.</summary>
/// <param name="Name">For people; different for every job.</param>
/// <param name="Kernel">A kernel of the program's table, <see cref="Registered"/> or <see cref="Fallback"/>.</param>
/// <param name="Spec">The layer, every option given.</param>
/// <param name="Activation">The layer's activation.</param>
/// <param name="InputShape">Five sizes in the layer's axis order.</param>
/// <param name="Input">The input.</param>
/// <param name="Weights">[kd, kh, kw, channels / groups, filters].</param>
/// <param name="Bias">[filters], or null.</param>
/// <param name="WeightLimit">The layer's limit of transformed weights, in bytes: it decides among the forms of Winograd convolution.</param>
internal sealed record NeonJob(
    string Name, string Kernel, ConvSpec Spec, string Activation, int[] InputShape, float[] Input, float[] Weights, float[]? Bias, long WeightLimit)
{
    /// <summary>The layer finds its kernel itself, among those of assembly-level specs.</summary>
    public const string Registered = "registered";

    /// <summary>The library's generic kernel.</summary>
    public const string Fallback = "fallback";

    public void Write(BinaryWriter writer)
    {
        writer.Write(Name);
        writer.Write(Kernel);
        Write(writer, Spec.KernelSize);
        Write(writer, Spec.Strides);
        Write(writer, Spec.DilationRate);
        writer.Write((int)Spec.Padding);
        writer.Write(Spec.InputChannels!.Value);
        writer.Write(Spec.Filters!.Value);
        writer.Write(Spec.Groups!.Value);
        writer.Write((int)Spec.DataFormat!.Value);
        writer.Write((int)Spec.Algorithm);
        writer.Write(WeightLimit);
        writer.Write(Activation);
        Array.ForEach(InputShape, writer.Write);
        Floats.Write(writer, Input);
        Floats.Write(writer, Weights);
        writer.Write(Bias is not null);
        Floats.Write(writer, Bias ?? []);
    }

    public static NeonJob Read(BinaryReader reader)
    {
        string name = reader.ReadString();
        string kernel = reader.ReadString();
        var spec = new ConvSpec(ReadInt3(reader), ReadInt3(reader), ReadInt3(reader), (Padding)reader.ReadInt32())
        {
            InputChannels = reader.ReadInt32(),
            Filters = reader.ReadInt32(),
            Groups = reader.ReadInt32(),
            DataFormat = (DataFormat)reader.ReadInt32(),
            Algorithm = (Algorithm)reader.ReadInt32(),
        };
        long weightLimit = reader.ReadInt64();
        string activation = reader.ReadString();
        int[] shape = [reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32()];
        float[] input = Floats.Read(reader);
        float[] weights = Floats.Read(reader);
        bool hasBias = reader.ReadBoolean();
        float[] bias = Floats.Read(reader);
        return new(name, kernel, spec, activation, shape, input, weights, hasBias ? bias : null, weightLimit);
    }

    private static void Write(BinaryWriter writer, Int3 value)
    {
        writer.Write(value.Depth);
        writer.Write(value.Height);
        writer.Write(value.Width);
    }

    private static Int3 ReadInt3(BinaryReader reader) => new(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
}

/// <summary>What the arm64 program made of a job.</summary>
/// <param name="Name">The job's name.</param>
/// <param name="Error">An exception or a crash; empty if all went well.</param>
/// <param name="KernelName">What the layer says it ran.</param>
/// <param name="AtEnd">The output where every buffer ended at an inaccessible page.</param>
/// <param name="AtBegin">The output where every buffer began right behind one.</param>
internal sealed record NeonAnswer(string Name, string Error, string KernelName, float[] AtEnd, float[] AtBegin)
{
    public static NeonAnswer Failed(string name, string error) => new(name, error, "", [], []);

    public void Write(BinaryWriter writer)
    {
        writer.Write(Name);
        writer.Write(Error);
        writer.Write(KernelName);
        Floats.Write(writer, AtEnd);
        Floats.Write(writer, AtBegin);
    }

    public static NeonAnswer Read(BinaryReader reader)
        => new(reader.ReadString(), reader.ReadString(), reader.ReadString(), Floats.Read(reader), Floats.Read(reader));
}

/// <summary>Float arrays in a file: their length, then their bits.</summary>
internal static class Floats
{
    public static void Write(BinaryWriter writer, float[] values)
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    public static float[] Read(BinaryReader reader)
    {
        var values = new float[reader.ReadInt32()];
        reader.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
