namespace Conv3DGen.Testing.Golden;

/// <summary>Turns the entries of a manifest into cases: makes their tensors and checks what the manifest says about them.</summary>
internal static class GoldenLoader
{
    public static List<GoldenForward> Forward(string suite, GoldenFolder folder)
    {
        float[] expected = folder.Expected();
        return [.. folder.Read<ForwardManifest>().Cases.Select(e => Forward(suite, folder, e, expected))];
    }

    public static List<GoldenNetwork> Networks(string suite, GoldenFolder folder)
    {
        float[] expected = folder.Expected();
        float[]? input = folder.InputValues();
        return [.. folder.Read<NetworkManifest>().Networks.Select(e => Network(suite, folder, e, expected, input))];
    }

    private static GoldenForward Forward(string suite, GoldenFolder folder, ForwardEntry entry, float[] expected)
    {
        GoldenLayer layer = GoldenLayer.Create(entry.Layer.Config, entry.InputShape, entry.KerasVersion, entry.Seeds, entry.Scales);
        ConvProblem problem = layer.Problem;
        float[] input = SplitMix24.Values(entry.Seeds["input"], entry.Scales["input"], problem.InputCount);
        CheckShapes(folder, entry.Name, problem, entry.KernelShape, entry.OutputShape);
        CheckHead(folder, entry, "input", input);
        CheckHead(folder, entry, "kernel", layer.Kernel);
        CheckPadding(folder, entry, problem);
        return new($"{suite}/{entry.Name}", layer, input, Take(folder, entry.Name, expected, entry.Expected, problem), entry.Tolerance, entry);
    }

    private static GoldenNetwork Network(string suite, GoldenFolder folder, NetworkEntry entry, float[] expected, float[]? fileInput)
    {
        var layers = new List<GoldenLayer>();
        int[] shape = entry.InputShape;
        foreach (NetworkLayerEntry layer in entry.Layers)
        {
            layers.Add(GoldenLayer.Create(layer.Layer.Config, shape, kerasVersion: 3, layer.Seeds, layer.Scales));
            CheckShapes(folder, entry.Name, layers[^1].Problem, layer.KernelShape, layer.OutputShape);
            shape = layer.OutputShape;
        }

        ConvProblem first = layers[0].Problem;
        float[] input = fileInput ?? SplitMix24.Values(entry.Seeds["input"], entry.Scales["input"], first.InputCount);
        folder.Require(input.Length == first.InputCount, $"{entry.Name}: the input has {input.Length} values, not {first.InputCount}");
        return new($"{suite}/{entry.Name}", layers, input, Take(folder, entry.Name, expected, entry.Expected, layers[^1].Problem), entry.Tolerance, entry);
    }

    private static float[] Take(GoldenFolder folder, string name, float[] expected, Slice slice, ConvProblem problem)
    {
        folder.Require(slice.Count == problem.OutputCount, $"{name}: {slice.Count} expected values for {problem.OutputCount} outputs");
        return expected.AsSpan(slice.Offset, slice.Count).ToArray();
    }

    private static void CheckShapes(GoldenFolder folder, string name, ConvProblem problem, int[] kernel, int[] output)
    {
        folder.Require(problem.KernelShape.SequenceEqual(kernel.Select(n => (nint)n)), $"{name}: kernel_shape does not follow from the config");
        folder.Require(problem.OutputShape.SequenceEqual(output.Select(n => (nint)n)), $"{name}: output_shape does not follow from the config");
    }

    private static void CheckHead(GoldenFolder folder, ForwardEntry entry, string tensor, float[] values)
    {
        if (entry.Head.TryGetValue(tensor, out float[]? head))
        {
            folder.Require(values.AsSpan().StartsWith(head), $"{entry.Name}: the generated {tensor} does not begin with head.{tensor}");
        }
    }

    private static void CheckPadding(GoldenFolder folder, ForwardEntry entry, ConvProblem problem)
    {
        if (entry is { PadBefore: { } before, PadAfter: { } after })
        {
            ReferenceAxisPadding(problem.Depth, 0);
            ReferenceAxisPadding(problem.Height, 1);
            ReferenceAxisPadding(problem.Width, 2);

            void ReferenceAxisPadding(Reference.ReferenceAxis axis, int i)
                => folder.Require(axis.PadBefore == before[i] && axis.PadAfter == after[i], $"{entry.Name}: padding of axis {i} is {axis.PadBefore}+{axis.PadAfter}, not {before[i]}+{after[i]}");
        }
    }
}
