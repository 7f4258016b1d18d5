namespace Conv3DGen.Bench.Contenders;

/// <summary>A convolution that competes on one layer: its weights are packed, its memory is there, it only has to run.</summary>
internal interface IContender : IDisposable
{
    /// <summary>Which one, as <see cref="ContenderNames"/> spells it.</summary>
    string Name { get; }

    /// <summary>The kernel that runs, in the contender's own words.</summary>
    string Kernel { get; }

    /// <summary>One call on the layer's input.</summary>
    void Run();

    /// <summary>The last result in the layer's own axis order.</summary>
    void CopyOutput(Span<float> output);
}
